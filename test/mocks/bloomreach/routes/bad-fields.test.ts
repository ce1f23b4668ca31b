// A good body for each operation that takes one, and each field of it, however deep, made bad.
import { expect, test } from 'vitest'
import { z } from 'zod'
import { OPERATIONS } from '../../../../mocks/bloomreach/routes/operation-list.ts'
import { givenBloomreach } from '../../../support/bloomreach.ts'
import { type Place, placesIn, withValueAt } from '../../../support/places.ts'
import { oneOf } from '../../../support/thoroughness.ts'

const ids = { customer_ids: { registered: 'ada' } }
const fields = [
  { name: 'title', type: 'string', searchable: true },
  { name: 'price', type: 'number', searchable: false },
]
const GOOD: Record<string, Record<string, unknown>> = {
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
  'data/anonymize': ids,
  'data/anonymizeBulk': { customers: [ids, { internal_id: '57e99c7bfb60099395b94b6d' }] },
  'data/segmentation': { analysis_id: 'plans', format: 'table_json' },
  'data/report': { analysis_id: 'sales', format: 'table_json', execution_time: 1, timezone: 'UTC' },
  'data/funnel': { analysis_id: 'steps', format: 'csv', execution_time: 1, timezone: 'UTC' },
  'data/createCatalog': { name: 'Hats', fields, is_product_catalog: true },
  'data/updateCatalog': { name: 'Boots', fields },
  'data/writeItem': { properties: { title: 'Blue', price: 5 } },
  'data/updateItem': { properties: { title: 'Green', price: 6 }, upsert: true },
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
const sent = OPERATIONS.flatMap(({ id, method, path, ...row }) =>
  row.emulated && row.body === 'object' ? [{ id, method, path, good: GOOD[id] ?? {} }] : [],
)
const cases = sent.flatMap(operation =>
  placesIn(operation.good).map(place => ({ ...operation, place, field: place.join('.') })),
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
  Object.assign(house.analyses.project, {
    reports: { sales: { Bratislava: { revenue: 12.5 } } },
    funnels: { steps: { header: ['serie'], rows: [['Total']] } },
  })
  house.catalogs.load({
    Shoes: {
      id: 'shoes',
      fields: [
        { name: 'title', type: 'string', searchable: true },
        { name: 'price', type: 'number', searchable: false },
      ],
      isProductCatalog: false,
      items: { a: { title: 'Red' } },
    },
  })
  const parts: Record<string, string> = {
    projectToken: house.token,
    scenarioId: scenario,
    node: '1',
    catalogId: 'shoes',
    itemId: 'a',
  }
  const urlOf = (path: string) => path.replaceAll(/:(\w+)/g, (_, part: string) => parts[part] ?? '')
  const kept = () =>
    JSON.stringify([
      house.customers.size,
      house.customers.find({ registered: 'ada' }),
      house.events.size,
      house.outbox,
      house.scenarios.inside(scenario),
      house.catalogs.list().map(catalog => ({ ...catalog, items: [...catalog.items] })),
    ])
  const call = ({ method, path }: { method: string; path: string }, body: unknown) =>
    house.send(urlOf(path), {
      method,
      headers: { authorization: house.basic, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  return { ...house, kept, call }
}

test('there is a good body for every operation that takes an object, and for no other', () => {
  expect(Object.keys(GOOD).sort()).toEqual(sent.map(({ id }) => id).sort())
})

test.each(sent)('$id: the good body is accepted', async operation => {
  const { call } = await given()

  const { status, body } = await call(operation, operation.good)

  expect(status).toBe(200)
  expect(JSON.stringify(body)).not.toContain('"success":false')
})

test.each(oneOf(3, cases))(
  '$id: a bad $field is never a 500; a refusal has a documented form and keeps nothing',
  async (operation: (typeof sent)[number] & { place: Place }) => {
    const house = await given()
    for (const value of [undefined, ...BAD]) {
      // What was taken before goes its way to the end.
      await house.world.clock.settle()
      const before = house.kept()

      const spoilt = withValueAt(operation.good, operation.place, value)
      const { status, body } = await house.call(operation, spoilt)

      expect(status).toBeLessThan(500)
      const isRefused = status >= 400 || (body as { success?: unknown }).success === false
      if (!isRefused) continue
      expect(REFUSAL.safeParse(body).error, JSON.stringify(body)).toBeUndefined()
      expect(house.kept()).toBe(before)
    }
  },
)
