import { expect, test } from 'vitest'
import { scenarioSchema } from '../../../../mocks/bloomreach/definition/definition.ts'
import { Graph } from '../../../../mocks/bloomreach/definition/graph.ts'
import { warningsOf } from '../../../../mocks/bloomreach/scenario/preview-warnings.ts'
import { chain, email, now } from '../../../support/scenarios.ts'

test('warnings never block: Jinja in a condition above 100K, dynamic wait above 200K, set attribute above 1M', () => {
  const attributes = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map(name => [name, 'x']))
  const jinja = '{{ 0 }}'
  const definition = scenarioSchema.parse(
    chain(
      now,
      { id: 2, type: 'wait', period: '{{ 1 }}', unit: 'hours' },
      { id: 3, type: 'wait', until: '{{ time }}' },
      { id: 4, type: 'set_attribute', attributes },
      { id: 5, type: 'condition', if: { not: { jinja } } },
      { id: 6, type: 'condition', if: { any: [{ all: [{ any: [{ not: { jinja } }] }] }] } },
      { id: 7, type: 'condition', if: { attributes: [] } },
      email({ id: 8 }),
    ),
  )
  /** What is said when so many customers reach every node. */
  const warnings = (customers: number) =>
    warningsOf(new Graph(definition), new Map(definition.nodes.map(({ id }) => [id, customers])))

  expect(warnings(100_000)).toEqual([])
  const conditions = [5, 6].map(node => ({
    code: 'jinja-condition',
    node,
    message: `Too many customers are processed by condition node #${node} containing Jinja.`,
  }))
  expect(warnings(100_001)).toEqual(conditions)
  expect(warnings(200_000)).toEqual(conditions)
  const waits = [2, 3].map(node => ({
    code: 'dynamic-wait',
    node,
    message: `Dynamic wait node #${node} is processing too many customers.`,
  }))
  expect(warnings(200_001)).toEqual([
    ...waits,
    ...conditions,
    { code: 'set-attribute', message: 'Set attribute actions count exceeds the recommended limit.' },
  ])
})
