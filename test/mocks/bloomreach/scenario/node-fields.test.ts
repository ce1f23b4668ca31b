// Bad input for every field of every node: the fields come from the schemas, so a new one is judged too.
import { describe, expect, test } from 'vitest'
import { nodeSchema } from '../../../../mocks/bloomreach/scenario/node-schemas.ts'
import { givenScenarios } from '../../../support/scenarios.ts'

/** The least that each type of node must say. */
const LEAST: Record<string, object> = {
  now: {},
  on_date: { at: '2026-02-01T09:00:00Z' },
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
  set_attribute: { attributes: { plan: 'gold' } },
  add_event: { event: 'seen' },
  limit: { customers: 5 },
  webhook: { url: 'https://example.com/' },
  email: { subject: 'Hello', html: '<p>Hello</p>' },
  sms: { text: 'Hello' },
  push: { title: 'Hello' },
}

const types = nodeSchema.options.map(option => ({ type: option.shape.type.value, shape: option.shape }))
/** A payload may be any JSON. */
const takesLists = ({ type, field }: { type: string; field: string }) =>
  type === 'webhook' && field === 'payload'
const fields = types.flatMap(({ type, shape }) => Object.keys(shape).map(field => ({ type, field })))
const definition = (node: Record<string, unknown>) => ({ name: 'Bad', nodes: [node], connections: [] })

/** Refused with an error that names the field, and nothing is kept. */
async function expectRefused(node: Record<string, unknown>, field: string, place = `nodes\\.0\\.${field}`) {
  const { scenarios } = await givenScenarios()

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

test.each(fields.filter(each => !takesLists(each)))(
  '$type.$field takes no list of nothing',
  async ({ type, field }) => {
    await expectRefused({ id: 2, type, ...LEAST[type], [field]: [[null]] }, field)
  },
)

test('a date, a time and a zone that do not exist are refused', async () => {
  await expectRefused({ id: 2, type: 'on_date', at: '2026-02-31T09:00:00Z' }, 'at')
  await expectRefused({ id: 2, type: 'repeat', every: 'day', at: '25:00' }, 'at')
  await expectRefused({ id: 2, type: 'repeat', every: 'day', timeZone: 'Europe/Nowhere' }, 'timeZone')
  await expectRefused({ id: 2, type: 'repeat', every: 'month', dayOfMonth: 1e308 }, 'dayOfMonth')
  await expectRefused({ id: 2, type: 'limit', customers: 1e308 }, 'customers')
  await expectRefused({ id: 2, type: 'wait', period: 'x'.repeat(10_485_760) }, 'period')
})
