// A scenario as YAML and back: what is changed is changed in the text that it came from.
import { expect, test } from 'vitest'
import { scenarioIn } from '../../../harness/scenario-text/read-text.ts'
import type { WrittenScenario } from '../../../harness/scenario-text/written-scenario.ts'
import { textOf } from '../../../harness/scenario-text/written-text.ts'

const TEXT = `# For the spring campaign.
name: Referral code by email
nodes:
  - { id: 1, type: now } # everybody

  # The quiet minute.
  - { id: 2, type: wait, period: 1 minute }
  - id: 3
    type: email
    # Agreed with legal.
    subject: Your code # short
    html: <p>Hello &nbsp; *you*</p>
    transferHeaders:
      # First of all.
      - { name: A, value: a }
      # Second.
      - { name: B, value: b }
connections: [[1, 2], [2, 3]] # straight on
`

type Change = (scenario: { -readonly [K in keyof WrittenScenario]: WrittenScenario[K] }) => void

const read = (text: string): WrittenScenario => {
  const { scenario } = scenarioIn(text)
  if (scenario === undefined) throw new Error('it is no scenario')
  return scenario
}

function changed(text: string, change: Change): string {
  const says = read(text)
  const now = structuredClone(says)
  change(now)
  const after = textOf(now, { text, says })
  expect(read(after)).toEqual(now)
  return after
}

const withNode =
  (id: number, fields: object): Change =>
  now => {
    now.nodes = now.nodes.map(node => (node.id === id ? { ...node, ...fields } : node))
  }

test('what nobody changed comes back to the byte', () => {
  expect(textOf(read(TEXT), { text: TEXT, says: read(TEXT) })).toBe(TEXT)
})

test('a changed field leaves every other line as it was', () => {
  expect(changed(TEXT, withNode(3, { subject: 'Your referral code' }))).toBe(
    TEXT.replace('Your code', 'Your referral code'),
  )
  expect(changed(TEXT, withNode(2, { period: '2 minutes' }))).toBe(TEXT.replace('1 minute', '2 minutes'))
})

test('a text of one line that becomes several is written as lines', () => {
  expect(changed(TEXT, withNode(3, { html: '<p>One</p>\n<p>Two: # 2</p>\n' }))).toContain(
    'html: |\n      <p>One</p>\n      <p>Two: # 2</p>\n',
  )
})

test('the place of a node takes one line, or a part of it', () => {
  expect(changed(TEXT, withNode(1, { position: { x: 40, y: 80 } }))).toContain(
    '- { id: 1, type: now, position: { x: 40, y: 80 } } # everybody',
  )
  const placed = changed(TEXT, withNode(3, { position: { x: 1, y: 2 } }))
  expect(placed).toContain('    position: { x: 1, y: 2 }\n')
  expect(changed(placed, withNode(3, { position: { x: 1, y: 3 } }))).toContain('position: { x: 1, y: 3 }')
})

test('comments go with the node that they stand at, and leave with it', () => {
  const text = changed(TEXT, now => {
    now.nodes = [...now.nodes.filter(({ id }) => id !== 2), { id: 4, type: 'now' }]
    now.connections = [
      [1, 3],
      [4, 3],
    ]
  })

  for (const comment of [
    '# For the spring campaign.',
    '# everybody',
    '# Agreed with legal.',
    '# straight on',
  ])
    expect(text).toContain(comment)
  expect(text).not.toContain('# The quiet minute.')
  expect(text).toContain('connections: [[1, 3], [4, 3]]')
})

test('one of several entries is taken out, and the other keeps its comment', () => {
  const text = changed(TEXT, withNode(3, { transferHeaders: [{ name: 'B', value: 'b' }] }))

  expect(text).toMatch(/# Second\.\n +- \{ name: B/)
})

test('what is said of the whole scenario stands above its nodes', () => {
  const text = changed(TEXT, now => {
    now.description = 'For friends.'
  })

  expect(text).toContain('name: Referral code by email\ndescription: For friends.\nnodes:')
  expect(changed(text, now => delete now.description)).toBe(TEXT)
})

test('a text whose parts are shared is written anew, and says the same', () => {
  const shared =
    'name: A\nnodes:\n  - { id: 1, type: now, name: &n One }\n  - { id: 2, type: wait, name: *n }\n'

  expect(changed(shared, withNode(1, { name: 'Uno' }))).toContain('name: One')
})

test('a scenario that came from no text is written whole', () => {
  const scenario = read(TEXT)

  expect(read(textOf(scenario, undefined))).toEqual(scenario)
})

test('what is no YAML, and no scenario, is told with its line', () => {
  expect(scenarioIn('name: x\nnodes: [').problem).toMatchObject({ line: 2 })
  for (const text of ['', '1', 'a: 1', '- 1', '&a [*a, *a]'])
    expect(scenarioIn(text).scenario).toBeUndefined()
})
