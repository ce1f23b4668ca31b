// Values that are made to hurt are refused as soon and as shortly as any other.
import { expect, test } from 'vitest'
import { z } from 'zod'
import { nearestName } from '../../../../mocks/kit/nearest-name.ts'
import { readShape } from '../../../../mocks/kit/shape/findings.ts'

const schema = z.strictObject({ name: z.string(), nodes: z.array(z.strictObject({ id: z.number() })) })
const findingsOf = (value: unknown) => readShape(schema, value, 'the scenario').findings ?? []

function nested(levels: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < levels; level++) value = { deeper: [value] }
  return value
}

test.each<[string, unknown]>([
  [
    'a hundred thousand unknown keys',
    Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`k${i}`, i])),
  ],
  ['a hundred thousand wrong items', { name: 'x', nodes: Array.from({ length: 100_000 }, () => 1) }],
  ['a key of a megabyte', { ['k'.repeat(1_000_000)]: 1, name: 'x', nodes: [] }],
  ['a text of a megabyte', { name: 'x', nodes: 'n'.repeat(1_000_000) }],
  ['a value nested a hundred thousand deep', { name: nested(50_000), nodes: [] }],
])('%s is refused with at most a hundred findings, each one sentence', (_, value) => {
  const findings = findingsOf(value)

  expect(findings.length).toBeGreaterThan(0)
  expect(findings.length).toBeLessThanOrEqual(100)
  for (const { message, remedy } of findings) expect(`${message} ${remedy}`.length).toBeLessThan(500)
})

test('what is wrong is quoted as it was written, as far as it is short', () => {
  expect(findingsOf({ name: ['a', { b: 1 }], nodes: [] })[0]?.message).toBe(
    'name: expected a text, got ["a",{"b":1}] (list).',
  )
})

test('of a name of a megabyte no nearest one is looked for', () => {
  expect(nearestName('name'.repeat(250_000), ['name', 'nodes'])).toBeUndefined()
  expect(nearestName('nmae', ['name', 'nodes'])).toBe('name')
})
