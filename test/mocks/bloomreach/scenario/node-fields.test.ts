// Bad input for every field of every node: the fields come from the schemas, so a new one is judged too.
import { describe, expect, test } from 'vitest'
import { nodeSchema } from '../../../../mocks/bloomreach/definition/node-schemas.ts'
import { placesIn, valueAt, withValueAt } from '../../../support/places.ts'
import { givenScenarios } from '../../../support/scenarios.ts'

/** The least that each type of node must say. */
const LEAST: Record<string, object> = {
  now: {},
  on_date: { at: '2026-02-01T09:00:00Z' },
  on_date_attribute: { attribute: 'born' },
  repeat: { every: 'day' },
  on_event: { event: 'purchase' },
  api_trigger: {},
  wait: { period: '1 day' },
  condition: { if: { attributes: [{ property: 'plan', value: 'gold' }] } },
  ab_split: {
    variants: [
      { name: 'a', share: 50 },
      { name: 'b', share: 50 },
    ],
  },
  segmentation_fork: { segmentation: 'Plan', segments: ['gold'] },
  set_attribute: { attributes: { plan: 'gold' } },
  add_event: { event: 'seen' },
  limit: { customers: 5 },
  webhook: { url: 'https://example.com/' },
  email: { subject: 'Hello', html: '<p>Hello</p>' },
  sms: { text: 'Hello' },
  push: { title: 'Hello' },
  not_imported: { vendorType: 'banner', reason: 'no such node' },
}

const filter = [{ property: 'total', operator: 'greater than', value: 50 }]
const gate = { name: 'Node', consentCategory: 'newsletter', generalConsent: false, frequencyPolicy: 'Calm' }
const deep = {
  attributes: [{ property: 'plan', operator: 'in', value: ['gold', 'silver'] }],
  trigger: filter,
  events: [{ type: 'purchase', filter, within: '7 days', atLeast: 1, atMost: 5 }],
  consent: 'newsletter',
  segment: { segmentation: 'Plan', is: 'gold' },
  jinja: '{{ customer.vip }}',
}

/** Forms of each type that together say everything a node can say. */
const FULL: Record<string, object[]> = {
  now: [{ name: 'Node' }],
  on_date: [{ name: 'Node', at: '2026-02-01T09:00:00Z' }],
  repeat: [
    {
      name: 'Node',
      every: 'week',
      at: '09:00',
      weekdays: ['monday', 'friday'],
      timeZone: 'Europe/Bratislava',
      from: '2026-02-01T09:00:00Z',
      until: '2026-03-01T09:00:00Z',
    },
    { every: 'month', dayOfMonth: 31 },
  ],
  on_date_attribute: [
    {
      name: 'Node',
      attribute: 'born',
      before: '3 days',
      repeat: 'monthly',
      times: ['09:00', '18:30'],
      timeZone: 'Europe/Bratislava',
    },
    { attribute: 'born', after: '2 weeks' },
  ],
  on_event: [{ name: 'Node', event: 'purchase', filter, delaySeconds: 30 }],
  api_trigger: [
    { name: 'Node', parameters: { discount: { type: 'number', required: false } }, windowSeconds: 10 },
  ],
  wait: [
    { name: 'Node', period: '{{ customer.n }}', unit: 'hours' },
    { until: '2026-02-01T09:00:00Z' },
    { event: { type: 'purchase', filter }, timeout: '7 days' },
    { hours: { from: '09:00', to: '20:00', timeZone: 'Europe/Bratislava' } },
    { silentHours: { from: '20:00', to: '09:00', timeZone: 'Europe/Bratislava' } },
  ],
  condition: [{ name: 'Node', if: { ...deep, any: [deep], all: [deep, { not: deep }], not: deep } }],
  ab_split: [
    {
      name: 'Node',
      variants: [
        { name: 'a', share: 50 },
        { name: 'b', share: 50 },
      ],
    },
  ],
  segmentation_fork: [{ name: 'Node', segmentation: 'Plan', segments: ['gold', 'silver'] }],
  set_attribute: [{ name: 'Node', attributes: { plan: 'gold' } }],
  add_event: [
    {
      name: 'Node',
      event: 'seen',
      attributes: { total: '{{ event.total }}' },
      timestamp: '{{ time }}',
      allowScenarioTriggering: true,
    },
  ],
  limit: [{ name: 'Node', customers: 5, per: '1 day' }],
  webhook: [
    {
      ...gate,
      method: 'POST',
      url: 'https://example.com/',
      headers: [{ name: 'X-A', value: 'b', visibility: 'secret' }],
      payload: { any: { thing: null } },
      payloadType: 'json',
      response: 'json',
      authentication: 'Talon.One',
      eventProperties: { code: '{{ webhook.code }}' },
      throughputPolicy: 'Gentle',
    },
    { preset: 'Create code', parameters: { campaign: '373' } },
    { url: 'https://example.com/', batch: { root: '[{{ customers }}]', customer: 'x', size: 10 } },
  ],
  email: [
    {
      ...gate,
      consentCategoryTracking: 'newsletter',
      subject: 'Hello',
      html: '<p>Hello</p>',
      text: 'Hello',
      preheader: 'Hi',
      from: { name: 'Shop', address: 'shop@example.com' },
      recipients: { manual: 'qa@example.com' },
      headers: { 'X-A': 'b' },
      languages: { sk: { subject: 'Ahoj', html: '<p>Ahoj</p>', text: 'Ahoj', preheader: 'Ahoj' } },
      linkTransformation: 'manual',
      utm: { utm_source: 'shop' },
      eventProperties: { order: '7' },
    },
  ],
  sms: [
    {
      ...gate,
      text: 'Hello',
      sender: 'Shop',
      recipients: { manual: '+421 900 123 456' },
      languages: { sk: { text: 'Ahoj' } },
      eventProperties: { order: '7' },
    },
  ],
  push: [
    {
      ...gate,
      channel: 'web',
      title: 'Hello',
      text: 'Hello',
      url: 'https://example.com/',
      languages: { sk: { title: 'Ahoj', text: 'Ahoj' } },
      eventProperties: { order: '7' },
    },
  ],
  not_imported: [{ name: 'Node', vendorType: 'banner', reason: 'no such node', exits: ['yes', 'no'] }],
}

const types = nodeSchema.options.map(option => ({ type: option.shape.type.value, shape: option.shape }))
/** A payload may be any JSON. */
const takesLists = ({ type, field }: { type: string; field: string }) =>
  type === 'webhook' && field === 'payload'
const fields = types.flatMap(({ type, shape }) => Object.keys(shape).map(field => ({ type, field })))
const headers = (name: string) => ({ id: 2, type: 'email', ...LEAST.email, headers: { [name]: 'x' } })
const definition = (node: Record<string, unknown>) => ({ name: 'Bad', nodes: [node], connections: [] })

const placeOf = (field: string): string =>
  `nodes[0].${field}`.replaceAll(/\.(\d+)/g, '[$1]').replaceAll(/[[\].]/g, '\\$&')

/** Refused with an error that names the field, and nothing is kept. */
/** One for all: what is refused leaves nothing behind. */
const house = givenScenarios()

async function expectRefused(node: Record<string, unknown>, field: string, place = placeOf(field)) {
  const { scenarios } = await house

  expect(() => scenarios.create(definition(node) as never)).toThrow(
    new RegExp(`Cannot keep the scenario: [\\s\\S]*${place}`),
  )
  expect(scenarios.list()).toEqual([])
}

describe.each(types)('$type', ({ type }) => {
  const least = { id: 2, type, ...LEAST[type] }

  test('its least form is a node', () => {
    expect(nodeSchema.safeParse(least).error).toBeUndefined()
  })

  test.each(Object.keys({ id: 2, ...LEAST[type] }))('without %s it is refused', async field => {
    await expectRefused({ ...least, [field]: undefined }, field)
  })

  test('an unknown key is refused by its name', async () => {
    await expectRefused({ ...least, colour: 'green' }, 'colour', 'colour')
  })
})

describe.each(fields)('$type.$field', ({ type, field }) => {
  test.each([
    ['null', null],
    ['a number that no field takes', Number.MAX_VALUE * -1],
    ['NaN', Number.NaN],
  ])('%s is refused', async (_, value) => {
    await expectRefused({ id: 2, type, ...LEAST[type], [field]: value }, field)
  })
})

const full = Object.entries(FULL).flatMap(([type, forms]) =>
  forms.map(form => ({ id: 2, type, position: { x: 10, y: 20 }, ...form })),
)

test.each(types)('the full forms of $type say everything a node can say', ({ type, shape }) => {
  const forms = full.filter(node => node.type === type)
  const said = new Set(forms.flatMap(Object.keys))

  expect([...said].sort()).toEqual(Object.keys(shape).sort())
  for (const node of forms) expect(nodeSchema.safeParse(node).error).toBeUndefined()
})

/** What a comparison compares with may be any number; a payload may be any JSON. */
const isFree = (place: readonly (string | number)[]) => place[0] === 'payload' || place.includes('value')
const nested = full.flatMap(node =>
  placesIn(node)
    .filter(place => place.length > 1 && !isFree(place))
    .map(place => ({ node, place, field: `${node.type}.${place.join('.')}` })),
)

test.each(nested)('$field takes neither null nor a number out of range', async ({ node, place }) => {
  for (const value of [null, Number.MAX_VALUE * -1, Number.NaN]) {
    await expectRefused(withValueAt(node, place, value), String(place[0]))
  }
})

/** Its keys are names that the author chooses. */
const OPEN = /^(attributes|parameters|eventProperties|utm|payload|email headers)$/
const closed = nested
  .concat(
    full.flatMap(node =>
      Object.keys(node).map(key => ({ node, place: [key], field: `${node.type}.${key}` })),
    ),
  )
  .filter(({ node, place }) => {
    const value = valueAt(node, place)
    const name = String(place.at(-1))
    if (typeof value !== 'object' || Array.isArray(value) || place[0] === 'payload') return false
    return !OPEN.test(node.type === 'email' && name === 'headers' ? 'email headers' : name)
  })

test.each(closed)('$field has no other key', async ({ node, place }) => {
  const value = valueAt(node, place) as object

  await expectRefused(withValueAt(node, place, { ...value, colour: 'green' }), String(place[0]))
})

test('a thing given twice is refused', async () => {
  const twice = { name: 'a', share: 50 }
  await expectRefused({ id: 2, type: 'ab_split', variants: [twice, twice] }, 'variants')

  const { scenarios } = await givenScenarios()
  const node = { id: 2, type: 'push', title: 'x' } as const
  expect(() => scenarios.create({ name: 'x', nodes: [node, node], connections: [] })).toThrow(
    'Two nodes have the id 2.',
  )
  const link = [1, 2] as const
  expect(() =>
    scenarios.create({ name: 'x', nodes: [{ id: 1, type: 'now' }, node], connections: [link, link] }),
  ).toThrow('is there twice')
  expect(scenarios.list()).toEqual([])
})

test.each(fields.filter(each => !takesLists(each)))(
  '$type.$field takes no list of nothing',
  async ({ type, field }) => {
    await expectRefused({ id: 2, type, ...LEAST[type], [field]: [[null]] }, field)
  },
)

test.each([
  'From',
  'to',
  'CC',
  'Bcc',
  'Sender',
  'Subject',
  'Date',
  'Message-ID',
  'MIME-Version',
  'Content-Type',
])('a mail says %s itself, so its author cannot', async name => {
  await expectRefused(headers(name), 'headers', `"${name}" cannot be set: the mail says it itself`)
})

test.each(['', 'a b', 'X-A:', 'X-A\r\nBcc', 'X-Ž'])('%j is not the name of a header', async name => {
  await expectRefused(headers(name), 'headers')
})

test('List-Unsubscribe is the author’s only under the general consent, where the mail has none', async () => {
  const node = headers('list-unsubscribe')

  await expectRefused(node, 'headers', '"list-unsubscribe" cannot be set: the mail says it itself')
  for (const general of [{ generalConsent: true }, { consentCategory: 'general' }]) {
    expect(nodeSchema.safeParse({ ...node, ...general }).error).toBeUndefined()
  }
})

test.each(['a\nb', 'a\rb', 'a\0b'])('the name of a sender stands on one line, unlike %j', async name => {
  const from = { name, address: 'shop@example.com' }

  await expectRefused({ id: 2, type: 'email', ...LEAST.email, from }, 'from', placeOf('from.name'))
})

test('a date, a time and a zone that do not exist are refused', async () => {
  await expectRefused({ id: 2, type: 'on_date', at: '2026-02-31T09:00:00Z' }, 'at')
  await expectRefused({ id: 2, type: 'repeat', every: 'day', at: '25:00' }, 'at')
  await expectRefused({ id: 2, type: 'repeat', every: 'day', timeZone: 'Europe/Nowhere' }, 'timeZone')
  await expectRefused({ id: 2, type: 'repeat', every: 'month', dayOfMonth: 1e308 }, 'dayOfMonth')
  await expectRefused({ id: 2, type: 'limit', customers: 1e308 }, 'customers')
  await expectRefused({ id: 2, type: 'wait', period: 'x'.repeat(10_485_760) }, 'period')
})
