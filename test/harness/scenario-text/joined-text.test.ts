// A scenario that is pasted into another brings its comments; a key that stands twice is said.
import { expect, test } from 'vitest'
import { joinedText } from '../../../harness/scenario-text/joined-text.ts'
import { scenarioIn } from '../../../harness/scenario-text/read-text.ts'
import { textOf } from '../../../harness/scenario-text/written-text.ts'

const FIRST = `# Of the shop.
name: First
nodes:
  - { id: 1, type: now } # everybody
connections: []
`
const SECOND = `# Of the agency.
name: Second
nodes:
  # The quiet minute.
  - { id: 1, type: wait, period: 1 minute }
  - id: 2
    type: add_event
    event: reminded # agreed
connections: [[1, 2]]
`

test('nodes that are added bring their comments, under the numbers that they get', () => {
  const now = scenarioIn(FIRST).scenario
  const says = scenarioIn(SECOND).scenario
  if (now === undefined || says === undefined) throw new Error('it is no scenario')

  const source = joinedText(now, { text: FIRST, says: now }, { text: SECOND, says, ids: [2, 3] })
  const after = { ...now, nodes: source?.says.nodes ?? [], connections: [[2, 3] as const] }

  expect(scenarioIn(source?.text ?? '').scenario).toEqual(source?.says)
  expect(textOf(after, source)).toBe(`# Of the shop.
name: First
nodes:
  - { id: 1, type: now } # everybody
  # Of the agency.
  # The quiet minute.
  - { id: 2, type: wait, period: 1 minute }
  - id: 3
    type: add_event
    event: reminded # agreed
connections: [[2, 3]]
`)
})

test('a text that shares parts joins no other', () => {
  const text = 'name: Shared\nnodes:\n  - &one { id: 1, type: now }\n  - *one\nconnections: []\n'
  const now = { name: 'First', nodes: [{ id: 1, type: 'now' }], connections: [] }
  const says = scenarioIn(text).scenario ?? now

  expect(joinedText(now, undefined, { text, says, ids: [2, 3] })).toBeUndefined()
})

test.for([
  ['name: Twice\nnodes:\n  - { id: 1, type: now, type: wait }\n', 'type', 3],
  ['{ "name": "Twice",\n"nodes": [{ "id": 1,\n"subject": "a",\n"subject": "b" }] }', 'subject', 4],
] as const)('a key that stands twice is said with its line: %s', ([text, key, line]) => {
  expect(scenarioIn(text).problem).toMatchObject({
    line,
    message: `The key "${key}" stands here already: only one of the two would be read. Take one out.`,
  })
})
