// What flawed and mended scenarios are made of: a shop with keys of both kinds, and nodes with one weakness each, or none.
import type { ScenarioDefinition, WorldDefinition } from '../../../harness/index.ts'
import { address, codeNode, mailNode, scenario, shop } from '../../support/shop.ts'

export type Node = ScenarioDefinition['nodes'][number]
export type Connections = NonNullable<ScenarioDefinition['connections']>

export interface Flaw {
  name: string
  /** Why this is no invention. */
  why: string
  /** The invariant that breaks. */
  breaks: string
  flawed: WorldDefinition
  mended: WorldDefinition
}

export const NOW: Node = { id: 1, type: 'now' }
export const onEvent = (event: string): Node => ({ id: 1, type: 'on_event', event })
export const wait = (id: number, period = '1 hour'): Node => ({ id, type: 'wait', period })

export const mail = (id: number, text: string, changes: object = {}): Node =>
  ({ ...mailNode(id, `Mail ${id}`, text), ...changes }) as Node

export const WITHOUT_CATEGORY = { consentCategory: undefined, generalConsent: true }

/** GET of the tutorial, which makes a code each time it is called. */
export const code = (id: number, changes: object = {}): Node => ({ ...codeNode(id), ...changes }) as Node

/** Of the Integration API; nobody's. */
export const KEY = 'no-key-of-anybody-0001'
const AUTHORIZED = { name: 'Authorization', value: `ApiKey-v1 ${KEY}` }
const HOST = 'https://sandbox.europe-west1.talon.one'

export const integration = (id: number, method: string, path: string, changes: object = {}): Node =>
  ({
    id,
    type: 'webhook',
    method,
    url: `${HOST}${path}`,
    headers: [AUTHORIZED],
    response: 'json',
    consentCategory: 'newsletter',
    ...changes,
  }) as Node

export const sameKey = (what: string) => [
  AUTHORIZED,
  { name: 'Idempotency-Key', value: `${what}-{{ customer.email }}` },
]

/** Makes a code through the Integration API. */
export const newCode = (id: number, headers: readonly object[] = []): Node =>
  integration(id, 'POST', '/v1/referrals', {
    headers: [AUTHORIZED, ...headers],
    payload: { campaignId: 373, advocateProfileIntegrationId: '{{ customer.email }}' },
  })

/** Reads the code that the shop has made, however often it is asked for. */
export const safeCode = (id: number): Node =>
  integration(id, 'GET', '/v1/customer_profiles/{{ customer.email | urlencode }}/inventory?referrals=true')

/** What it answers. */
export const SAFE = '{{ webhook.referrals[0].code }}'
export const SAFE_OR_NOTHING = `{% if not webhook.referrals %}{% abort %}{% endif %}${SAFE}`

/** Not of a code that has expired by now, or that a friend has used. */
export const SAFE_AND_GOOD = `{% if webhook.referrals[0].expiryDate or webhook.referrals[0].usageCounter %}{% abort %}{% endif %}${SAFE}`

/** Makes sure that Talon.One knows the customer. */
export const profile = (id: number): Node =>
  integration(id, 'PUT', '/v2/customer_profiles/{{ customer.email | urlencode }}', {
    payload: { attributes: {} },
    response: 'discard',
  })

/** Goes on by the unnamed exit where the attribute is set, else by "else". */
export const asksFor = (id: number, property: string, operator = 'is set'): Node =>
  ({ id, type: 'condition', if: { attributes: [{ property, operator }] } }) as Node

export const asks = (id: number, jinja: string): Node => ({ id, type: 'condition', if: { jinja } }) as Node

export const sets = (id: number, attributes: Record<string, string>): Node =>
  ({ id, type: 'set_attribute', attributes }) as Node

/** Makes the custom event `invited` known. */
const INVITED = { entity: 'Event', eventType: 'invited', name: 'channel', type: 'string' } as const

interface More {
  people?: readonly string[]
  strangers?: readonly string[]
  connections?: Connections
  settings?: object
  /** Of customers, by name. */
  attributes?: Record<string, Record<string, unknown>>
}

export function world(nodes: readonly Node[], more: More = {}): WorldDefinition {
  const { people = ['ada'], strangers = [], connections, settings, attributes = {} } = more
  const { talonOne, bloomreach, ...rest } = shop({
    people,
    strangers,
    scenarios: [scenario('Referral', [...nodes], connections)],
  })
  const isRead = JSON.stringify(nodes).includes('referrals=true')
  const made = (isRead ? people : []).map((name, index) => ({
    advocateProfileIntegrationId: address(name),
    code: `MADE-000${index}`,
  }))
  const applications = talonOne?.applications?.map(application => ({
    ...application,
    campaigns: (application.campaigns ?? []).map(campaign => ({ ...campaign, referrals: made })),
    apiKeys: [
      ...(application.apiKeys ?? []),
      { title: 'Integration', key: KEY, platform: 'none' as const, expires: '2030-01-01T00:00:00Z' },
    ],
  }))
  const customers = bloomreach?.customers?.map((customer, index) => ({
    ...customer,
    attributes: { ...customer.attributes, ...attributes[people[index] ?? ''] },
  }))
  return {
    ...rest,
    talonOne: { ...talonOne, attributes: [INVITED], applications: applications ?? [] },
    bloomreach: { ...bloomreach, ...(customers && { customers }), ...(settings && { settings }) },
  } as WorldDefinition
}
