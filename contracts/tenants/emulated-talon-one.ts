// The emulator as a tenant. Application, keys and campaign are made through the Management API, as on a fresh account;
// only what the vendor makes in its own UI (loyalty programs) comes with the world.
import { startSandbox } from '../../harness/index.ts'
import { call, dressed, type TalonOneAccess, type TalonOneTenant } from './talon-one.ts'

const [LOYALTY_PROGRAM, CARD_PROGRAM] = [5, 6]

export async function startEmulatedTalonOne(): Promise<TalonOneTenant> {
  const sandbox = await startSandbox({
    listen: false,
    seed: 'contracts',
    world: {
      talonOne: {
        loyaltyPrograms: [
          { id: LOYALTY_PROGRAM, name: 'points', title: 'Points' },
          { id: CARD_PROGRAM, name: 'cards', title: 'Cards', cardBased: true },
        ],
      },
    },
  })
  const { talonOne } = sandbox
  const access: TalonOneAccess = {
    deployment: talonOne.hostname,
    origin: 'http://sandbox.internal',
    thirdPartyOrigin: 'http://sandbox.internal',
    keys: { management: talonOne.managementKey },
    send: async request => talonOne.app.fetch(request),
  }
  const application = await call(access, 'management', 'POST', '/v1/applications', {
    name: 'Contracts',
    timezone: 'Europe/Berlin',
    currency: 'EUR',
  })
  const applicationId = Number(application.id)
  const path = `/v1/applications/${applicationId}`
  for (const [kind, platform] of [
    ['engagement', 'customer_engagement'],
    ['data', 'customer_data'],
    ['integration', 'none'],
  ] as const) {
    const made = await call(access, 'management', 'POST', `${path}/apikeys`, {
      title: platform,
      platform,
      expires: '2030-01-01T00:00:00Z',
    })
    access.keys[kind] = String(made.key)
  }
  const createCampaign = async (state: 'enabled' | 'disabled') => {
    const campaign = await call(access, 'management', 'POST', `${path}/campaigns`, {
      name: `Refer a friend (${state})`,
      state,
      features: ['referrals', 'coupons'],
      limits: [],
      tags: [],
    })
    return Number(campaign.id)
  }
  const campaignId = await createCampaign('enabled')
  const disabledCampaignId = await createCampaign('disabled')
  let last = 0
  return {
    deployment: access.deployment,
    answer: request => access.send(dressed(request, access)),
    applicationId: async () => applicationId,
    campaignId: async () => campaignId,
    disabledCampaignId: async () => disabledCampaignId,
    cardProgramId: async () => CARD_PROGRAM,
    loyaltyProgramId: async () => LOYALTY_PROGRAM,
    newId: what => `${what}-${++last}@example.com`,
    async createProfile(integrationId) {
      await call(access, 'integration', 'PUT', `/v2/customer_profiles/${encodeURIComponent(integrationId)}`, {
        attributes: {},
      })
    },
    async addPoints(integrationId, points) {
      await call(access, 'engagement', 'POST', '/customer_engagement/add_loyalty_points', {
        loyaltyProgramId: LOYALTY_PROGRAM,
        profileIntegrationId: integrationId,
        points,
      })
    },
    async createReferral(advocate) {
      const referral = await call(access, 'integration', 'POST', '/v1/referrals', {
        campaignId,
        advocateProfileIntegrationId: advocate,
      })
      return String(referral.code)
    },
    async closeSession(sessionId, friend) {
      await call(access, 'integration', 'PUT', `/v2/customer_sessions/${encodeURIComponent(sessionId)}`, {
        customerSession: { profileId: friend, state: 'closed' },
      })
    },
    stop: () => sandbox.stop(),
  }
}
