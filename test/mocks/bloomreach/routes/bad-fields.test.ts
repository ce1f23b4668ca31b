// A good body for each operation that takes one, and each field of it, however deep, made bad. An operation without a row does not compile.
import { expect, test } from 'vitest'
import { z } from 'zod'
import { OPERATIONS } from '../../../../mocks/bloomreach/routes/operation-list.ts'
import { givenBloomreach } from '../../../support/bloomreach.ts'
import { type Place, placesIn, withValueAt } from '../../../support/places.ts'

type Posted = Extract<(typeof OPERATIONS)[number], { method: 'POST'; emulated: true }>

const ids = { customer_ids: { registered: 'ada' } }
const GOOD: Record<Posted['id'], Record<string, unknown>> = {
  'track/customers': { ...ids, properties: { plan: 'gold' }, update_timestamp: 1 },
  'track/events': { ...ids, event_type: 'purchase', timestamp: 1, properties: { total: 5 } },
  'track/batch': {
    commands: [
      { name: 'customers', data: { ...ids, properties: { plan: 'gold' } }, command_id: 'a' },
      { name: 'customers/events', data: { ...ids, event_type: 'purchase', timestamp: 1 } },
    ],
  },
  'data/exportOne': ids,
  'data/attributes': {
    ...ids,
    attributes: [
      { type: 'property', property: 'plan' },
      { type: 'consent', category: 'newsletter', mode: 'valid' },
      { type: 'segmentation', id: 'plans' },
    ],
  },
  'data/events': { ...ids, event_types: ['purchase'], order: 'asc', limit: 1, skip: 0 },
  'data/export': { attributes: [{ type: 'property', property: 'plan' }], format: 'native_json' },
  'data/segmentation': { analysis_id: 'plans', format: 'table_json' },
  'email/sync': {
    integrations: [{ id: 'x', sender_address: 'shop@example.com' }],
    email_content: {
      subject: 's',
      html: '<p>h</p>',
      sender_name: 'Shop',
      sender_address: 'shop@example.com',
      params: { code: 'A1' },
      attachments: [{ filename: 'bill.txt', content: 'aGVsbG8=', content_type: 'text/plain' }],
    },
    campaign_name: 'c',
    recipient: { ...ids, email: 'ada@example.com', language: 'sk' },
    transfer_identity: 'enabled',
    settings: {
      custom_event_properties: { order: 7 },
      custom_headers: { 'X-Order': '7' },
      url_params: { order: '7' },
    },
  },
  'campaigns/apiTrigger': { params: { discount: 1 }, ...ids },
}
const BAD = [null, [], [null], {}, 'x'.repeat(100_000), -1, 1e308, true, '2026-02-31', '\ud800']
const posted = OPERATIONS.filter((row): row is Posted => row.method === 'POST' && row.emulated)
const cases = posted.flatMap(operation =>
  placesIn(GOOD[operation.id]).map(place => ({ ...operation, place, field: place.join('.') })),
)

/** Every form of refusal that the vendor's pages and clients know. */
const texts = z.array(z.string().min(1)).min(1)
const REFUSAL = z.union([
  z.strictObject({ success: z.literal(false), errors: texts }),
  z.strictObject({ success: z.literal(false), error: z.string().min(1) }),
  z.strictObject({ success: z.literal(false), message: z.string().min(1) }),
  z.strictObject({ success: z.literal(false), errors: z.strictObject({ _global: texts }) }),
  z.strictObject({ errors: z.strictObject({ email_content: z.strictObject({ template_id: texts }) }) }),
  z.strictObject({ errors: texts }),
])

/** A project with Ada, where every good body is accepted. */
async function given() {
  const house = givenBloomreach({ transactionalEmail: 'on' })
  await house.customer('ada', { email: 'ada@example.com' })
  house.segmentations.add({ id: 'plans', name: 'Plans', segments: [{ name: 'all', if: {} }] })
  const { id: scenario } = house.scenarios.create({
    name: 'Offer',
    nodes: [
      { id: 1, type: 'api_trigger', parameters: { discount: { type: 'number' } } },
      { id: 2, type: 'email', subject: 's', html: 'Save {{ params.discount }}' },
    ],
    connections: [[1, 2]],
  })
  house.scenarios.start(scenario)
  const urlOf = (path: string) =>
    path.replace(':projectToken', house.token).replace(':scenarioId', scenario).replace(':node', '1')
  const kept = () =>
    JSON.stringify([
      house.customers.size,
      house.customers.find({ registered: 'ada' }),
      house.events.size,
      house.outbox,
      house.scenarios.inside(scenario),
    ])
  return { ...house, kept, call: (path: string, body: unknown) => house.post(urlOf(path), body) }
}

test.each(posted)('$id: the good body is accepted', async ({ id, path }) => {
  const { call } = await given()

  const { status, body } = await call(path, GOOD[id])

  expect(status).toBe(200)
  expect(JSON.stringify(body)).not.toContain('"success":false')
})

test.each(cases)(
  '$id: a bad $field is never a 500; a refusal has a documented form and keeps nothing',
  async ({ id, path, place }: Posted & { place: Place }) => {
    const house = await given()
    for (const value of [undefined, ...BAD]) {
      const before = house.kept()

      const { status, body } = await house.call(path, withValueAt(GOOD[id], place, value))

      expect(status).toBeLessThan(500)
      const isRefused = status >= 400 || (body as { success?: unknown }).success === false
      if (!isRefused) continue
      expect(REFUSAL.safeParse(body).error, JSON.stringify(body)).toBeUndefined()
      expect(house.kept()).toBe(before)
    }
  },
)
