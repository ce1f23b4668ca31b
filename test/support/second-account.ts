// An account to pull from: the emulator itself, with what it does not have written by hand, behind a gate that lets three requests a
// second through, as the vendor does, and counts what would change something. Time is the test's own.
import type { PullSurroundings } from '../../harness/command-line/commands/pull.ts'
import { startSandbox, type WorldDefinition } from '../../harness/index.ts'

export interface Account extends PullSurroundings {
  key: string
  /** In order, with their instants in milliseconds. */
  asked: { path: string; at: number }[]
  /** Requests that would have changed something. */
  writes: number
  /** How often more than three came in a second. */
  tooMany: number
  /** Answers in place of the emulator's, by the path without its query. */
  instead: Map<string, () => Response>
  sandbox: Awaited<ReturnType<typeof startSandbox>>
}

export async function secondAccount(world: WorldDefinition): Promise<Account> {
  const sandbox = await startSandbox({ world, listen: false, clock: 'manual' })
  let now = 0
  const account: Account = {
    sandbox,
    key: sandbox.environment().TALON_ONE_MANAGEMENT_KEY ?? '',
    asked: [],
    writes: 0,
    tooMany: 0,
    instead: new Map(Object.entries(BY_HAND).map(([path, data]) => [path, () => Response.json({ data })])),
    timer: {
      now: () => now,
      after(ms, run) {
        now += ms
        queueMicrotask(run)
        return () => {}
      },
    },
    async fetch(request) {
      now += 5
      const { pathname, search } = new URL(request.url)
      account.asked.push({ path: pathname + search, at: now })
      if (request.method !== 'GET') account.writes++
      if (account.asked.filter(({ at }) => at > now - 1_000).length > 3) {
        account.tooMany++
        return new Response(null, { status: 429 })
      }
      const instead = account.instead.get(pathname)
      if (instead !== undefined) return instead()
      return sandbox.fetch(pathname + search, { headers: Object.fromEntries(request.headers) })
    },
  }
  return account
}

/** What the emulator does not have. */
const BY_HAND: Readonly<Record<string, object[]>> = {
  '/v1/audiences': [{ id: 9, name: 'Loyal', created: '2025-01-01T00:00:00Z', accountId: 1 }],
  '/v1/event_types': [{ id: 1, name: 'friend_invited', title: 'Friend invited', description: '' }],
  '/v1/webhooks': [],
  '/v1/collections': [
    { id: 5, name: 'Mondays', created: '2025-01-01T00:00:00Z' },
    { id: 6, name: 'Nobody names it' },
  ],
  '/v1/collections/5/items': [{ item: 'monday' }],
}

/** So many Applications, each with its campaigns, codes and owners. */
export function accountWorld(campaigns: number): WorldDefinition {
  return {
    startsAt: '2026-01-05T09:00:00Z',
    talonOne: {
      deployment: 'mine.europe-west1.talon.one',
      settings: { rateLimits: 'off' },
      attributes: [
        { entity: 'CustomerProfile', name: 'city', type: 'string' },
        { entity: 'Referral', name: 'note', type: 'string' },
      ],
      loyaltyPrograms: [{ id: 4, name: 'points', tiers: [{ id: 1, name: 'Gold', minPoints: 100 }] }],
      applications: [
        {
          id: 1,
          name: 'Shop',
          timezone: 'Europe/Vienna',
          currency: 'CHF',
          profiles: ['ada', 'bob'].map(name => ({
            integrationId: `${name}@example.com`,
            attributes: { city: 'Graz' },
          })),
          campaigns: Array.from({ length: campaigns }, (_, index) => ({
            id: 100 + index,
            name: `Friends ${index}`,
            features: ['referrals', 'coupons'],
            limits: [{ action: 'redeemReferral', limit: 3, entities: ['Profile' as const] }],
            rules: [
              {
                name: 'Closed',
                on: 'session_closed' as const,
                effects: [{ type: 'discount' as const, name: 'Ten', value: 10 }],
              },
            ],
            referrals: [
              {
                code: `ADA-${index}`,
                advocateProfileIntegrationId: 'ada@example.com',
                attributes: { note: 'a, "quoted" note' },
              },
              { code: `BOB-${index}`, advocateProfileIntegrationId: 'bob@example.com', usageLimit: 5 },
            ],
            coupons: [{ value: `C-${index}`, recipientIntegrationId: 'bob@example.com' }],
          })),
        },
        { id: 2, name: 'Empty' },
      ],
    },
  }
}
