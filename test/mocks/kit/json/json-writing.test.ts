import { expect, test } from 'vitest'
import { jsonInPortions } from '../../../../mocks/kit/json/json-writing.ts'
import { breatheEvery } from '../../../../mocks/kit/time/breath.ts'

const many = (length: number) => Array.from({ length }, (_, index) => ({ index, none: undefined }))

test.each([
  ['nothing', {}],
  ['what JSON leaves out', { a: undefined, b: () => 1, c: Symbol('c'), d: [undefined, () => 1] }],
  ['what says itself how it is written', { at: new Date(0), own: { toJSON: () => [1] } }],
  ['names and texts', { '"\n': '\u2028"', ['__proto__']: 1, 1: Number.NaN }],
  ['a long list', { list: many(1_234), short: [1], last: null }],
  ['a long list alone', many(501)],
  ['long lists in lists and objects', { a: { b: { c: many(600), d: [many(700)] } } }],
  ['a long list of nothing', { list: Array.from({ length: 1_000 }) }],
])('%s is written as JSON.stringify writes it', async (_, value) => {
  using _always = breatheEvery(0)

  expect(await jsonInPortions(value)).toBe(JSON.stringify(value))
})

test('others get their turn while a long list is written', async () => {
  using _always = breatheEvery(0)
  let turns = 0
  const other = setInterval(() => turns++, 0)

  await jsonInPortions({ list: many(50_000) })
  clearInterval(other)

  expect(turns).toBeGreaterThan(0)
})
