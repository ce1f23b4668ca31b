// The vendor's JavaScript client, the npm package talon_one, in this process.
import { createRequire } from 'node:module'
import * as talonOneSdk from 'talon_one'
import type { Client } from './client.ts'
import type { Door } from './door.ts'
import type { Step, StepName } from './life.ts'

// The SDK's own types describe every value as `any` or as a module path.
// biome-ignore lint/suspicious/noExplicitAny: the border to an untyped client
type Sdk = any
const { ApiClient, IntegrationApi, ManagementApi, ...models }: Sdk = talonOneSdk
const { version } = createRequire(import.meta.url)('talon_one/package.json') as { version: string }

const [ADA, BOB] = ['ada@example.com', 'bob@example.com']

export const javascriptClient: Client = {
  name: `talon_one ${version} (npm)`,
  lacks: [
    'several advocates get their codes at once',
    'the session is read',
    'an event is tracked',
    'reopening the session gives the use back',
    'the manager changes a referral',
  ],
  missing: () => undefined,
  async live(door) {
    const done: Step[] = []
    for (const [step, act] of stepsOf(door)) {
      const problem = await (async () => act())().then(
        () => undefined,
        (error: Sdk) => `${error.message ?? error.error} ${JSON.stringify(error.body ?? '')}`.trim(),
      )
      done.push(problem === undefined ? { step } : { step, problem })
      if (problem !== undefined) break
    }
    return done
  },
}

function stepsOf(door: Door): [StepName, () => Promise<unknown>][] {
  const integration = new IntegrationApi(clientOf(door, { api_key_v1: ['ApiKey-v1', door.apiKey] }))
  let management = new ManagementApi(clientOf(door, {}))
  const place = [door.applicationId, door.campaignId]
  let referral: Sdk
  const create = () => new models.NewReferral(door.campaignId, ADA)
  const session = async (id: string, profileId: string, state: string) => {
    const content = Object.assign(new models.NewCustomerSessionV2(), {
      profileId,
      referralCode: referral.code,
      state,
    })
    const { effects } = await integration.updateCustomerSessionV2(
      id,
      new models.IntegrationRequest(content),
      {},
    )
    return effects.map(({ effectType }: Sdk) => effectType)
  }
  const listed = async () =>
    (await management.getReferralsWithoutTotalCount(...place, { advocate: ADA })).data
  return [
    [
      'a manager signs in',
      async () => {
        const { token } = await management.createSession(new models.LoginParams(door.email, door.password))
        management = new ManagementApi(clientOf(door, { manager_auth: ['Bearer', token] }))
      },
    ],
    [
      'the advocate gets a profile',
      () => integration.updateCustomerProfileV2(ADA, new models.CustomerProfileIntegrationRequestV2(), {}),
    ],
    [
      'a referral code is created',
      async () => {
        referral = await integration.createReferral(create())
        expectSame(referral.usageCounter, 0)
      },
    ],
    [
      'a friend opens a session with the code',
      async () => expectIn('acceptReferral', await session('order-1', BOB, 'open')),
    ],
    [
      'closing the session redeems the code',
      async () => expectIn('acceptReferral', await session('order-1', BOB, 'closed')),
    ],
    [
      'the advocate cannot use the own code',
      async () => expectIn('rejectReferral', await session('order-2', ADA, 'closed')),
    ],
    [
      'the inventory shows the code as used',
      async () => {
        const { referrals } = await integration.getCustomerInventory(ADA, { referrals: true })
        expectSame(referrals.find(({ code }: Sdk) => code === referral.code)?.usageCounter, 1)
      },
    ],
    ['the manager lists the referrals of the advocate', async () => expectSame((await listed()).length, 1)],
    [
      'the manager deletes a referral',
      async () => {
        await management.deleteReferral(...place, String(referral.id))
        expectSame((await listed()).length, 0)
      },
    ],
    [
      'a wrong key is an error of the client, with its status',
      async () => {
        const stranger = new IntegrationApi(clientOf(door, { api_key_v1: ['ApiKey-v1', 'nobody'] }))
        const status = await stranger.createReferral(create()).then(
          () => 'no error',
          (error: Sdk) => error.status,
        )
        expectSame(status, 401)
      },
    ],
    ['the manager signs out', () => management.destroySession()],
  ]
}

function clientOf({ url }: Door, keys: Record<string, readonly [prefix: string, key: string]>): Sdk {
  const client = new ApiClient()
  client.basePath = url
  for (const [name, [apiKeyPrefix, apiKey]] of Object.entries(keys)) {
    Object.assign(client.authentications[name], { apiKey, apiKeyPrefix })
  }
  return client
}

function expectSame(what: unknown, wanted: unknown): void {
  if (what !== wanted) throw new Error(`expected ${JSON.stringify(wanted)}, got ${JSON.stringify(what)}`)
}

function expectIn(wanted: string, all: readonly string[]): void {
  if (!all.includes(wanted)) throw new Error(`expected ${wanted} among ${all.join(', ') || 'no effects'}`)
}
