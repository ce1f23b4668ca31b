// The stage of that life: one shop with a key for each kind of caller, a manager, and the witness that judges each answer.
import { createWorld } from '../../../mocks/kit/world.ts'
import { createTalonOne, type TalonOne } from '../../../mocks/talon-one/index.ts'
import { Witness } from '../witness.ts'

export const DEPLOYMENT = 'sandbox.europe-west1.talon.one'
export const ADA = 'ada@example.com'
export const APPLICATION = '/v1/applications/1'
export const CAMPAIGN = `${APPLICATION}/campaigns/373`

const PLATFORMS = ['none', 'customer_engagement', 'customer_data', 'braze', 'iterable'] as const
type KeyPlatform = (typeof PLATFORMS)[number]

export interface Stage {
  witness: Witness
  talonOne: TalonOne
  /** The headers of a caller with this key. */
  as(platform: KeyPlatform): Record<string, string>
  manager: Record<string, string>
}

export async function setStage(): Promise<Stage> {
  const world = createWorld()
  const talonOne = createTalonOne(world)
  const loaded = await talonOne.load({
    applications: [
      {
        id: 1,
        name: 'Demo shop',
        apiKeys: PLATFORMS.map(platform => ({ title: platform, platform })),
        campaigns: [{ id: 373, name: 'Refer a friend', features: ['referrals', 'coupons'] }],
        profiles: [{ integrationId: ADA }],
      },
    ],
    managers: [{ email: 'manager@example.com', password: 'secret' }],
    attributes: [{ entity: 'Event', eventType: 'signup', name: 'source', type: 'string' }],
    loyaltyPrograms: [
      { id: 7, name: 'stars', tiers: [{ id: 1, name: 'Gold', minPoints: 100 }] },
      { id: 9, name: 'cards', cardBased: true },
    ],
    audiences: [{ id: 5, name: 'Friends', integrationId: 'friends' }],
  })
  const keys = new Map(loaded.applications[0]?.apiKeys.map(({ platform, key }) => [platform, key]))
  return {
    witness: new Witness(world, talonOne),
    talonOne,
    as: platform => ({
      authorization: `ApiKey-v1 ${keys.get(platform)}`,
      'content-type': 'application/json',
      'destination-hostname': DEPLOYMENT,
      'customer-engagement-platform-name': 'Bloomreach',
      'customer-data-platform-name': 'Bloomreach',
    }),
    manager: {
      authorization: `ManagementKey-v1 ${talonOne.managementKey}`,
      'content-type': 'application/json',
    },
  }
}
