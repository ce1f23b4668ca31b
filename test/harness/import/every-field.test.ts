// Every field of any input stands in exactly one column, whatever the input is.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { scenarioSchema } from '../../../mocks/bloomreach/definition/definition.ts'
import { imported } from '../../support/importing.ts'
import { randomClipboard, spoiledClipboard } from '../../support/random-clipboard.ts'
import { draws } from '../../support/thoroughness.ts'

/** JSON pointers of all leaves, walked another way than the importer does. */
function leavesOf(value: unknown, pointer = ''): string[] {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : []
  if (keys.length === 0) return [pointer]
  return keys.flatMap(key =>
    leavesOf(
      (value as Record<string, unknown>)[key],
      `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
    ),
  )
}

async function expectEachOnce(document: unknown): Promise<void> {
  const { code, reports, written, text } = await imported({ 'any.json': document })
  const [report] = reports
  const told = Object.values(report?.columns ?? {}).flatMap(entries => entries.map(({ path }) => path))
  expect(told.sort()).toEqual(leavesOf(JSON.parse(JSON.stringify(document))).sort())
  expect(code).toBe(report?.columns.refused.length === 0 ? 0 : 1)
  for (const name of written.filter(one => one.endsWith('.scenario.yaml'))) {
    scenarioSchema.parse(parse(await text(name)))
  }
}

test('of a random scenario each field stands in one column, and what is written is a scenario', async () => {
  await fc.assert(fc.asyncProperty(randomClipboard, expectEachOnce), draws(80))
})

test('so it is of scenarios with fields of wrong types', async () => {
  await fc.assert(fc.asyncProperty(spoiledClipboard, expectEachOnce), draws(120))
})

test.each([
  ['no list of nodes', { copiedData: { nodes: 7, connections: {} } }],
  [
    'nodes that are none',
    { copiedData: { nodes: [null, 1, [], {}, { id: '1', type: 'limit' }], connections: [null] } },
  ],
  [
    'ids twice',
    {
      copiedData: {
        nodes: [
          { id: 1, type: 'limit' },
          { id: 1, type: 'limit' },
        ],
      },
    },
  ],
  [
    'a prototype',
    JSON.parse(
      '{"__proto__":{"x":1},"copiedData":{"__proto__":[],"nodes":[{"id":1,"type":"limit","__proto__":{"steps":[]}}],"constructor":{"prototype":1}}}',
    ),
  ],
  [
    'another version',
    { appVersion: 'v9.0.0', copiedData: { nodes: [], connections: [], groups: [{ a: 1 }] } },
  ],
])('so it is of %s', async (_, document) => {
  await expectEachOnce(document)
})
