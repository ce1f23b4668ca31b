// A tracker and Bloomreach's Tracking API. Nobody publishes a description of it; the one that speaks here is in our own words.
import type { Contract, HttpInteraction, Provider, Stage } from '../court/contract.ts'
import { boolean, injected, JSON_ANSWER, regex } from '../court/matching.ts'
import { startEmulatedBloomreach } from '../tenants/emulated-bloomreach.ts'
import { TRACKING_EXAMPLE as EXAMPLE } from './example.ts'
import { sendBatch, type TrackerOptions, TrackingRefusal, trackEvent, updateCustomer } from './tracker.ts'

const TOKEN = regex('^Token \\S+$', `Token ${EXAMPLE.token}`)
const customer = { registered: EXAMPLE.customer }
const purchase = { type: 'purchase', properties: { total_price: 42 } }

const to = (resource: string, body: unknown, authorization: unknown = TOKEN): HttpInteraction['request'] => ({
  method: 'POST',
  path: injected('projectToken', EXAMPLE.projectToken, `/track/v2/projects/*/${resource}`),
  headers: { Authorization: authorization, 'Content-Type': 'application/json' },
  body,
})

const ids = { registered: injected('customer', EXAMPLE.customer) }
const event = { customer_ids: ids, event_type: 'purchase', properties: purchase.properties }
const SUCCESS = { status: 200, headers: JSON_ANSWER, body: { success: true } }

const options = ({ origin }: Stage): TrackerOptions => ({
  origin,
  projectToken: EXAMPLE.projectToken,
  token: EXAMPLE.token,
})

const interactions: Omit<HttpInteraction, 'kind'>[] = [
  {
    description: "a customer's properties",
    states: [{ name: 'a project' }],
    request: to('customers', { customer_ids: ids, properties: { first_name: 'Ada' } }),
    response: SUCCESS,
    consume: async stage => {
      await updateCustomer(options(stage), customer, { first_name: 'Ada' })
    },
  },
  {
    description: 'an event of a customer',
    states: [{ name: 'a project' }],
    request: to('customers/events', event),
    response: SUCCESS,
    consume: async stage => {
      await trackEvent(options(stage), customer, purchase)
    },
  },
  {
    description: 'two commands in a batch',
    states: [{ name: 'a project' }],
    request: to('batch', {
      commands: [
        { name: 'customers', data: { customer_ids: ids, properties: { first_name: 'Ada' } } },
        { name: 'customers/events', data: event },
      ],
    }),
    response: {
      ...SUCCESS,
      body: { success: true, results: [{ success: boolean(true) }, { success: boolean(true) }] },
    },
    consume: async stage => {
      const taken = await sendBatch(options(stage), [
        { name: 'customers', data: { customer_ids: customer, properties: { first_name: 'Ada' } } },
        {
          name: 'customers/events',
          data: { customer_ids: customer, event_type: 'purchase', properties: purchase.properties },
        },
      ])
      if (taken.length !== 2) throw new Error(`the tracker read ${taken.length} results of 2 commands`)
    },
  },
  {
    description: 'an event, with a token that nobody has',
    states: [{ name: 'a project' }, { name: 'the token belongs to no API group' }],
    request: to('customers/events', event, `Token ${EXAMPLE.wrongToken}`),
    response: { status: 401 },
    consume: stage =>
      expectRefusal(401, trackEvent({ ...options(stage), token: EXAMPLE.wrongToken }, customer, purchase)),
  },
  {
    description: 'an event of nobody',
    states: [{ name: 'a project' }],
    request: to('customers/events', { ...event, customer_ids: {} }),
    response: { status: 400 },
    consume: stage => expectRefusal(400, trackEvent(options(stage), {}, purchase)),
  },
]

async function expectRefusal(status: number, attempt: Promise<unknown>): Promise<void> {
  const outcome = await attempt.catch((error: unknown) => error)
  if (!(outcome instanceof TrackingRefusal) || outcome.status !== status) {
    throw outcome instanceof Error ? outcome : new Error(`the tracker did not see ${status}`)
  }
}

export const trackerToBloomreach: Contract = {
  name: 'tracker-to-bloomreach',
  consumer: 'shop-tracker',
  provider: 'bloomreach',
  describedBy: 'bloomreach-tracking',
  interactions: interactions.map(interaction => ({ kind: 'http', ...interaction })),
  async startEmulator(): Promise<Provider> {
    const tenant = await startEmulatedBloomreach()
    let last = 0
    return {
      answer: tenant.answer,
      states: {
        'a project': async () => ({
          projectToken: tenant.projectToken,
          customer: `customer-${++last}@example.com`,
        }),
        'the token belongs to no API group': async () => ({}),
      },
      stop: tenant.stop,
    }
  },
}
