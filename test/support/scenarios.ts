// The scenario side of the Bloomreach emulator on a manual clock, with a webhook API and a mail server that a test
// scripts, and verbs that read as a story.

import type { ScenarioInput } from '../../mocks/bloomreach/definition/definition.ts'
import { createBloomreach } from '../../mocks/bloomreach/index.ts'
import type { MailReceipt, OutgoingMail } from '../../mocks/bloomreach/outside.ts'
import type { BloomreachSettings } from '../../mocks/bloomreach/settings.ts'
import { bloomreachWorldSchema } from '../../mocks/bloomreach/world-schema.ts'
import { createWorld } from '../../mocks/kit/world.ts'

export const NOON = Date.UTC(2026, 0, 5, 12)
export const TALON_ONE = 'https://integration.talon.one/customer_engagement/referral'

type Node = ScenarioInput['nodes'][number]

export interface Given {
  settings?: Partial<BloomreachSettings>
  world?: Record<string, unknown>
  /** Names of customers; each gets an email, a consent for `newsletter` and the attributes given. */
  customers?: readonly string[]
  attributes?: (name: string, index: number) => Record<string, unknown>
  answer?: (request: Request, calls: number) => Response | Promise<Response>
  receipt?: (mail: OutgoingMail) => MailReceipt | Promise<MailReceipt>
  startsAt?: number
  clock?: 'manual' | 'fast'
  seed?: string
}

/** Nodes in a row: `[1, 2], [2, 3], ...` */
export const chain = (...nodes: Node[]): ScenarioInput => ({
  name: 'Referral',
  nodes,
  connections: nodes.slice(1).map((node, index) => [(nodes[index] as Node).id, node.id] as [number, number]),
})

export const now = { id: 1, type: 'now' } as const

export const webhook = (more: Partial<Extract<Node, { type: 'webhook' }>> = {}) =>
  ({ id: 3, type: 'webhook', method: 'GET', url: TALON_ONE, response: 'json', ...more }) as const

export const email = (more: Partial<Extract<Node, { type: 'email' }>> = {}) =>
  ({
    id: 4,
    type: 'email',
    subject: 'Your referral code',
    html: '<p>Your referral code: {{ webhook.code }}</p>',
    ...more,
  }) as const

export async function givenScenarios({
  settings = {},
  world: section = {},
  customers = ['ada'],
  attributes = () => ({}),
  answer = () => Response.json({ code: 'P8BN-4T5V' }),
  receipt = mail => ({ accepted: mail.to, rejected: [], queuedAs: 'id' }),
  startsAt = NOON,
  clock = 'manual',
  seed = 'test',
}: Given = {}) {
  const world = createWorld({ clock, startsAt, seed })
  const requests: { method: string; url: string; headers: Headers; body: string }[] = []
  const outbox: OutgoingMail[] = []
  const bloomreach = createBloomreach({
    world,
    settings,
    publicUrl: () => 'http://127.0.0.1:4400',
    async fetch(request) {
      requests.push({
        method: request.method,
        url: request.url,
        headers: request.headers,
        body: await request.clone().text(),
      })
      return answer(request, requests.length)
    },
    mail: {
      async send(mail) {
        const given = await receipt(mail)
        outbox.push(mail)
        return given
      },
    },
  })
  const data = {
    consentCategories: ['newsletter'],
    customers: customers.map((name, index) => ({
      ids: { registered: `${name}@example.com` },
      attributes: { email: `${name}@example.com`, first_name: name, ...attributes(name, index) },
      consents: { newsletter: 'accept' },
    })),
    ...section,
  }
  await bloomreach.load(bloomreachWorldSchema.parse(data))

  const customer = (name: string) => {
    const found = bloomreach.customers.find({ registered: `${name}@example.com` })
    if (found === undefined) throw new Error(`no customer ${name}`)
    return found
  }
  const { scenarios } = bloomreach
  return {
    ...bloomreach,
    world,
    requests,
    outbox,
    customer,
    create: (definition: ScenarioInput) => scenarios.create(definition).id,
    /** Creates, starts and lets everything run that is due now; answers the id. */
    async start(definition: ScenarioInput): Promise<string> {
      const { id } = scenarios.create(definition)
      scenarios.start(id)
      await world.clock.settle()
      return id
    },
    advance: (ms: number) => world.clock.advance(ms),
    settle: () => world.clock.settle(),
    async track(name: string, type: string, properties: Record<string, unknown> = {}) {
      bloomreach.events.track({
        customer: customer(name),
        type,
        timestamp: world.clock.now() / 1_000,
        properties,
      })
      await world.clock.settle()
    },
    /** The properties of a customer's campaign events, in order. */
    campaignEvents: (name: string) =>
      bloomreach.events.of(customer(name).id, 'campaign').map(({ properties }) => properties),
    statuses: (name: string) =>
      bloomreach.events.of(customer(name).id, 'campaign').map(({ properties }) => properties.status),
    node: (id: string, node: number) => {
      const found = scenarios.evaluation(id).nodes.find(counted => counted.id === node)
      if (found === undefined) throw new Error(`no node ${node}`)
      return found
    },
    journal: (kind: string) =>
      world.journal.read({ kind: `bloomreach.${kind}`, limit: Number.POSITIVE_INFINITY }),
  }
}

export const MINUTE = 60_000
export const HOUR = 3_600_000
export const DAY = 86_400_000
