// For each served operation its good call, and what happens when one thing about it is wrong: the vendor's shape (the harness checks each
// answer), never a 500, nothing stored by a refusal. What any body at all does stands in bad-input.test.ts.
import { beforeAll, describe, expect, test } from 'vitest'
import { type Fields, GOOD, type GoodCall, openShop, type Shop } from '../../support/talon-one-good-calls.ts'
import { oneOf } from '../../support/thoroughness.ts'

const DATES = /Date$|Time$|^expires$|^created|^range/

/** What one field or parameter may wrongly hold, and whether it must be refused. */
function wrongValues(name: string, value: unknown, where: 'body' | 'query'): [string, unknown, boolean][] {
  const isDate = DATES.test(name)
  const isNumber = typeof value === 'number'
  const isBoolean = typeof value === 'boolean'
  const isTyped = isDate || isNumber || isBoolean
  return [
    // The vendor describes no length for a description; only the whole body has one here.
    ['too long', 'x'.repeat(100_000), name !== 'description'],
    ['unicode', '💥\u0000\u202e', isTyped],
    ['a huge number', where === 'query' ? '99999999999999999999' : 1e300, isTyped || where === 'body'],
    ['a date that is none', '2026-02-30T25:61:00Z', isTyped],
    ...(where === 'body'
      ? ([['another type', isNumber || isBoolean ? 'text' : 7, true]] as [string, unknown, boolean][])
      : []),
  ]
}

interface Mutation {
  name: string
  query?: Fields
  body?: unknown
  suffix?: string
  mustRefuse: boolean
}

const without = (fields: Fields, name: string) =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name))

function mutations({ query, body, required = [] }: GoodCall): Mutation[] {
  const rest = { ...(query ? { query } : {}), ...(body ? { body } : {}) }
  const found: Mutation[] = []
  for (const [where, fields] of Object.entries({ query, body }) as ['body' | 'query', Fields | undefined][]) {
    for (const [name, value] of Object.entries(fields ?? {})) {
      const mustRefuse = required.includes(name)
      found.push({ name: `${name} missing`, ...rest, [where]: without(fields ?? {}, name), mustRefuse })
      for (const [what, wrong, isRefused] of wrongValues(name, value, where)) {
        found.push({
          name: `${name} ${what}`,
          ...rest,
          [where]: { ...fields, [name]: wrong },
          mustRefuse: isRefused,
        })
      }
      if (where !== 'query') continue
      const twice = `?${name}=${encodeURIComponent(String(value))}`
      found.push({ name: `${name} twice`, ...rest, suffix: twice, mustRefuse: true })
    }
  }
  if (body !== undefined) {
    found.push({ name: 'malformed JSON', ...rest, body: '{"a":', mustRefuse: true })
    found.push({
      name: 'more than a megabyte',
      ...rest,
      body: `{"a":"${'x'.repeat(1_100_000)}"}`,
      mustRefuse: true,
    })
  }
  return found
}

const names = Object.keys(GOOD)

test('every served operation has its good call here', async () => {
  const { talonOne } = await openShop()
  const served = talonOne.operations().flatMap(({ id, emulated }) => (emulated ? [id] : []))

  expect(served.filter(id => !names.includes(id))).toEqual([])
})

/** What only reads leaves nothing for the next call to find; in the third-party API also a GET creates. */
const isReading = ({ talonOne }: Shop, id: string) =>
  talonOne
    .operations()
    .some(known => known.id === id && known.method === 'GET' && known.api !== 'third-party')

const readable = names.filter(id => GOOD[id]?.query !== undefined || GOOD[id]?.body !== undefined)

test.each(readable)('%s: the good call succeeds, with an extra parameter and field too', async id => {
  const { query, body, isClosed } = GOOD[id] ?? {}
  let shop: Shop | undefined
  const statusWith = async (parameter: Fields, field: Fields) => {
    shop = shop !== undefined && isReading(shop, id) ? shop : await openShop()
    const { send } = shop
    const sent = body === undefined ? {} : { body: { ...body, ...field } }
    return (await send(id, { query: { ...query, ...parameter }, ...sent })).status
  }
  const surplus = { surplus: 'x' }

  expect(await statusWith({}, {})).toBeLessThan(300)
  expect(await statusWith(surplus, {})).toBeLessThan(300)
  if (isClosed) expect(await statusWith({}, surplus)).toBe(400)
  else expect(await statusWith({}, surplus)).toBeLessThan(300)
})

describe('one thing wrong', () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop()
  })

  // Six or so kinds to a field: one of five comes to another kind with each field.
  test.each(readable)('%s', async id => {
    for (const { name, mustRefuse, suffix, ...sent } of oneOf(5, mutations(GOOD[id] ?? { path: '' }))) {
      const before = shop.stored()
      const { status } = await shop.send(id, sent, suffix)
      expect.soft(status, name).toBeLessThan(500)
      if (mustRefuse) expect.soft(status, name).toBeGreaterThanOrEqual(400)
      if (status >= 400) expect.soft(shop.stored(), `${name}: nothing stored`).toBe(before)
      else if (shop.stored() !== before) shop = await openShop()
    }
  })
})
