// What forms and nodes are made of: every type of node begins with fields of its schema, and says what it does.
import { expect, test } from 'vitest'
import { startingFields } from '../../../harness/console/app/scenarios/draft/starting-fields.ts'
import { draftOf } from '../../../harness/console/app/scenarios/draft/stored.ts'
import { summaryOf } from '../../../harness/console/app/scenarios/draft/summary.ts'
import { walkOf } from '../../../harness/console/app/scenarios/draft/walk.ts'
import { type JsonSchema, titleOf } from '../../../harness/console/app/scenarios/forms/json-schema.ts'
import { startSandbox } from '../../../harness/index.ts'

test('every type of node begins with fields that its schema knows', async () => {
  await using sandbox = await startSandbox({ listen: false, world: {} })
  const { nodeTypes } = await sandbox.scenarios.nodeTypes()

  for (const { type, schema } of nodeTypes) {
    const { properties = {}, required = [] } = schema as JsonSchema
    const fields = startingFields(type, schema as JsonSchema)
    expect(Object.keys(properties), type).toEqual(expect.arrayContaining(Object.keys(fields)))
    const asked = required.filter(name => name !== 'id' && name !== 'type')
    expect(Object.keys(fields), type).toEqual(expect.arrayContaining(asked))
    expect(summaryOf({ id: 1, type, ...fields })).toEqual(expect.any(String))
  }
  expect(nodeTypes.length).toBeGreaterThan(15)
})

test('a scenario as it is shown becomes a draft without its defaults, which can be saved again', async () => {
  await using sandbox = await startSandbox({ listen: false })
  const { nodeTypes } = await sandbox.scenarios.nodeTypes()
  const [listed] = (await sandbox.scenarios.list()).scenarios
  const shown = await sandbox.scenarios.get(listed?.id ?? '')
  const draft = draftOf(shown, nodeTypes)

  expect(draft.nodes[1]).toEqual({ id: 2, type: 'wait', period: '1 minute' })
  expect(draft.nodes[3]).not.toHaveProperty('recipients')
  const saved = await sandbox.scenarios.replace(shown.id, draft as never)
  expect(saved.nodes).toEqual(shown.nodes)
})

test('a walk goes by the exits that a customer leaves by', () => {
  const draft = {
    name: '',
    nodes: [],
    connections: [
      [1, 2],
      [2, 3],
      [2, 4, 'else'],
      [4, 5],
    ] as const,
  }
  const tested = [
    { id: 1, type: 'now', reached: true, leavesBy: [''] },
    { id: 2, type: 'condition', reached: true, leavesBy: ['else'] },
    { id: 3, type: 'email', reached: false },
    { id: 4, type: 'wait', reached: true, leavesBy: [''] },
    { id: 5, type: 'email', reached: true, leavesBy: [''] },
  ]

  expect(walkOf(draft, tested, new Set(['now']))).toEqual([1, 2, 4, 5])
})

test('names of fields are read as words', () => {
  expect(titleOf('consentCategory')).toBe('Consent category')
  expect(titleOf('url')).toBe('Url')
})
