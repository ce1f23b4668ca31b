// Customers and their events: read under the names of the vendor's tools, and written through the vendor's Tracking API, for a
// scenario that waits for an event needs one.
import { z } from 'zod'
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import { customerByAnyId } from '../../control-api/customer-by-any-id.ts'
import type { Copy } from '../copies.ts'
import { tool } from '../tool.ts'
import { OURS } from './scenario-shapes.ts'

const customer = z.string().min(1).describe("Any of the customer's ids, such as an address.")
const ids = z.record(z.string(), z.string())
const properties = z.record(z.string(), z.unknown())

export const customerTools = [
  tool({
    name: 'list_customers',
    does: `Lists customers, page by page. ${OURS}`,
    isReading: true,
    input: z.strictObject({
      skip: z.int().min(0).default(0),
      count: z.int().min(1).max(1_000).default(50),
    }),
    output: z.object({
      total: z.int(),
      customers: z.array(z.object({ id: z.string(), ids, properties })),
    }),
    async run({ input: { skip, count }, copy }) {
      const { customers } = (await copy()).live().bloomreach
      const page = [...customers.all()].slice(skip, skip + count)
      return {
        total: customers.size,
        customers: page.map(({ id, ids, properties }) => ({ id, ids, properties: { ...properties } })),
      }
    },
  }),
  tool({
    name: 'get_customer_properties',
    does: `Shows one customer's ids and attributes. ${OURS}`,
    isReading: true,
    input: z.strictObject({ customer }),
    output: z.object({ id: z.string(), ids, properties }),
    async run({ input, copy }) {
      const { id, ids, properties } = customerByAnyId((await copy()).live().bloomreach, input.customer)
      return { id, ids, properties: { ...properties } }
    },
  }),
  tool({
    name: 'get_customer_attribute_values',
    does: `Counts which values customers have in one attribute, the most frequent first. ${OURS}`,
    isReading: true,
    input: z.strictObject({ property: z.string().min(1), limit: z.int().min(1).max(1_000).default(50) }),
    output: z.object({ values: z.array(z.object({ value: z.unknown(), customers: z.int() })) }),
    async run({ input: { property, limit }, copy }) {
      const counts = new Map<string, number>()
      for (const { properties } of (await copy()).live().bloomreach.customers.all()) {
        if (!Object.hasOwn(properties, property)) continue
        const value = JSON.stringify(properties[property])
        counts.set(value, (counts.get(value) ?? 0) + 1)
      }
      const values = [...counts].map(([value, customers]) => ({ value: JSON.parse(value), customers }))
      return { values: values.toSorted((a, b) => b.customers - a.customers).slice(0, limit) }
    },
  }),
  tool({
    name: 'list_customer_events',
    does: `Lists one customer's events, the newest first, the campaign events of scenarios among them. ${OURS}`,
    isReading: true,
    input: z.strictObject({
      customer,
      type: z.string().optional(),
      limit: z.int().min(1).max(1_000).default(100),
    }),
    output: z.object({
      total: z.int(),
      events: z.array(z.object({ type: z.string(), timestamp: z.number(), properties })),
    }),
    async run({ input, copy }) {
      const { bloomreach } = (await copy()).live()
      const { id } = customerByAnyId(bloomreach, input.customer)
      const events = bloomreach.events.of(id, input.type).toSorted((a, b) => b.timestamp - a.timestamp)
      return {
        total: events.length,
        events: events.slice(0, input.limit).map(({ type, timestamp, properties }) => ({
          type,
          timestamp,
          properties: { ...properties },
        })),
      }
    },
  }),
  tool({
    name: 'track_event',
    does: "Tracks an event of a customer, and changes attributes first where some are given, through the vendor's Tracking API. A customer that is not there yet is made.",
    input: z.strictObject({
      registered: z.string().min(1).describe('The hard id.'),
      attributes: z.record(z.string(), z.json()).optional(),
      type: z.string().min(1).optional().describe('Of the event; without it only attributes change.'),
      properties: z.record(z.string(), z.json()).optional(),
    }),
    output: z.object({ customer: z.string().describe('The internal id.') }),
    async run({ input: { registered, attributes, type, properties = {} }, copy }) {
      const here = await copy()
      const customer_ids = { registered }
      if (attributes !== undefined || type === undefined)
        await tracked(here, '/customers', { customer_ids, properties: attributes ?? {} })
      if (type !== undefined)
        await tracked(here, '/customers/events', { customer_ids, event_type: type, properties })
      return { customer: customerByAnyId(here.live().bloomreach, registered).id }
    },
  }),
]

async function tracked({ fetch, live }: Copy, path: string, body: object): Promise<void> {
  const { projectToken } = live().bloomreach
  const answer = await fetch(`/_sandbox/signed-in/track/v2/projects/${projectToken}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (answer.ok) return
  throw new SandboxError(
    'refused-by-vendor',
    `Cannot track: the vendor answered ${answer.status} ${await answer.text()}.`,
    { remedy: answer.headers.get('x-sandbox-hint') ?? 'Change what is tracked.' },
  )
}
