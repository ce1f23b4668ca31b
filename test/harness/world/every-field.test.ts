// Every field of a world and of a scenario, filled with wrong values: what a person reads says what was expected, in plain
// words, and what to do; never a sentence of the library that checks schemas.
import { expect, test } from 'vitest'
import { z } from 'zod'
import { worldSchema } from '../../../harness/world/definition.ts'
import { scenarioSchema } from '../../../mocks/bloomreach/definition/definition.ts'
import { exampleOf } from '../../../mocks/kit/shape/example.ts'
import { readShape } from '../../../mocks/kit/shape/findings.ts'
import type { JsonSchema } from '../../../mocks/kit/shape/schema-tree.ts'

const WRONG = [null, true, -1.5, 1e12, '', 'no such thing', [[]], { nonsense: 1 }]
const ZODS =
  /Invalid|Too (small|big)|Unrecognized|received|expected (string|number|int|array|object|record|tuple|boolean)\b|[^"]undefined|\[object/

/** A place in the tree, and the smallest value around whatever stands there. */
interface Field {
  path: string
  around(value: unknown): unknown
}

function* fieldsOf(schema: JsonSchema, path = '', depth = 0): Generator<Field> {
  yield { path, around: value => value }
  if (depth > 9) return
  const options = schema.anyOf ?? schema.oneOf
  if (options !== undefined) {
    for (const option of options) yield* inner(fieldsOf(option, path, depth + 1))
    return
  }
  const { examples: _, ...shape } = schema
  const whole = exampleOf(shape) as object
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    for (const field of fieldsOf(property, `${path}.${name}`, depth + 1)) {
      yield { path: field.path, around: value => ({ ...whole, [name]: field.around(value) }) }
    }
  }
  const { items, additionalProperties } = schema
  if (typeof items === 'object') {
    for (const { path: at, around } of fieldsOf(items, `${path}[]`, depth + 1)) {
      yield { path: at, around: value => [around(value)] }
    }
  }
  if (typeof additionalProperties === 'object') {
    for (const { path: at, around } of fieldsOf(additionalProperties, `${path}.*`, depth + 1)) {
      yield { path: at, around: value => ({ name: around(value) }) }
    }
  }
}

/** Without the value itself, which the union was asked for already. */
function* inner(fields: Iterable<Field>): Generator<Field> {
  let isFirst = true
  for (const field of fields) {
    if (!isFirst) yield field
    isFirst = false
  }
}

test.each([
  ['world', worldSchema],
  ['scenario', scenarioSchema],
] as const)('each field of a %s says what was expected and what to do', (_, schema) => {
  const tree = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as JsonSchema
  const bad = new Set<string>()
  let told = 0
  for (const { path, around } of fieldsOf(tree)) {
    for (const wrong of WRONG) {
      for (const { message, remedy } of readShape(schema, around(wrong), 'the file').findings ?? []) {
        told++
        const words = message.slice(message.indexOf(': ') + 1).replace(/, got .*$/, '')
        const isPlain = !ZODS.test(words) && / \S/.test(words) && message.endsWith('.')
        const isOfAnything = remedy.startsWith('Write what is expected') || /^Add \S+\.$/.test(remedy)
        if (!isPlain || isOfAnything || !/^[A-Z].*[.?]$/.test(remedy))
          bad.add(`${path}: ${message} | ${remedy}`)
      }
    }
  }

  expect(told).toBeGreaterThan(1_000)
  expect([...bad]).toEqual([])
})
