// The text of a scenario: kept with its version, changed where it is edited, given back as its author wrote it.
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startSandbox } from '../../../../harness/index.ts'

const TEXT = `# For the spring campaign.
name: Quiet
nodes:
  - { id: 1, type: now } # everybody
  - { id: 2, type: wait, period: 1 minute }
  - id: 3
    type: set_attribute
    # Told to sales.
    attributes: { tier: gold }
connections: [[1, 2], [2, 3]]
`

const empty = () => startSandbox({ listen: false, world: {} })

test('a scenario is created of its text alone, and the text comes back to the byte', async () => {
  await using sandbox = await empty()
  const { id, name, nodes } = await sandbox.scenarios.create({ text: TEXT })

  expect([name, nodes.length]).toEqual(['Quiet', 3])
  expect((await sandbox.scenarios.get(id)).text).toBe(TEXT)
})

test('an edit without a text changes the text that is kept', async () => {
  await using sandbox = await empty()
  const { text: _, ...made } = await sandbox.scenarios.create({ text: TEXT })
  const nodes = made.nodes.map(node => (node.id === 2 ? { ...node, period: '2 minutes' } : node))
  const saved = await sandbox.scenarios.replace(made.id, { ...made, nodes })

  expect(saved.text).toBe(TEXT.replace('1 minute', '2 minutes'))
})

test('what was shown goes back with a change, text and all', async () => {
  await using sandbox = await empty()
  const shown = await sandbox.scenarios.create({ text: TEXT })
  const saved = await sandbox.scenarios.replace(shown.id, { ...shown, name: 'Loud' })
  const { id: _, ...own } = saved
  const copy = await sandbox.scenarios.create({ ...own, name: 'Copy' })

  expect(saved.text).toBe(TEXT.replace('Quiet', 'Loud'))
  expect(copy.text).toBe(TEXT.replace('Quiet', 'Copy'))
})

test('versions keep their text: a start leaves it, a restore gives the old one back', async () => {
  await using sandbox = await empty()
  const { id } = await sandbox.scenarios.create({ text: TEXT })
  const other = TEXT.replace('# everybody', '# nobody yet')
  await sandbox.scenarios.replace(id, { text: other })
  await sandbox.scenarios.start(id)
  expect((await sandbox.scenarios.get(id)).text).toBe(other)

  expect((await sandbox.scenarios.restore(id, 1)).text).toBe(TEXT)
})

test('a text that says something else than the definition is refused, and so is one that says nothing', async () => {
  await using sandbox = await empty()
  const shown = await sandbox.scenarios.create({ text: TEXT })
  const { text: _, ...definition } = shown
  const refused = (text: unknown, more: object = {}) =>
    expect(sandbox.scenarios.replace(shown.id, { ...more, text } as never)).rejects

  await refused(TEXT.replace('gold', 'tin'), definition).toThrow(
    'Cannot keep the scenario: its text says something else than its definition (node 3: attributes). Send the text alone, or the definition alone.',
  )
  await refused('name: [', definition).toThrow('Cannot keep the scenario: its text is no YAML: text:1:8')
  await refused('7').toThrow('Cannot keep the scenario: its text is no scenario.')
  await refused(7).toThrow('Cannot keep the scenario: its text is no text.')
  await refused(`a: &a [${'*a,'.repeat(9)}]`).toThrow('Cannot keep the scenario: its text is no YAML')
  await refused(`# ${'x'.repeat(1_000_000)}\n${TEXT}`).toThrow('its text is longer than 1000000 characters')
  await refused('name: x\nnodes: [{ id: 1, type: nwo }]').toThrow('Cannot keep the scenario')
  expect((await sandbox.scenarios.get(shown.id)).version).toBe(1)
})

test('secrets are in no text that is given back, whoever wrote them', async () => {
  await using sandbox = await empty()
  const text = `name: Hook
nodes:
  - { id: 1, type: now }
  - id: 2
    type: webhook
    url: https://api.exponea.com/x
    headers:
      - { name: X-Key, value: hush-hush, visibility: secret } # of the partner
connections: [[1, 2]]
`
  const shown = await sandbox.scenarios.create({ text })
  expect(shown.text).toBe(text.replace('hush-hush', '"********"'))
  const saved = await sandbox.scenarios.replace(shown.id, {
    text: shown.text?.replace('Hook', 'Hooked') ?? '',
  })
  expect(saved.text).toContain('********')

  expect(JSON.stringify(await sandbox.scenarios.get(shown.id))).not.toContain('hush')
  const inComment = text.replace('# of the partner', '# hush-hush')
  expect((await sandbox.scenarios.create({ text: inComment })).text).toBeUndefined()
})

test('a world’s scenarios keep the text of their file, and of their part of the world', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'scenario-text-'))
  await writeFile(join(folder, 'quiet.scenario.yaml'), TEXT)
  await writeFile(
    join(folder, 'a.world.yaml'),
    `bloomreach:
  scenarios:
    - { file: quiet.scenario.yaml }
    # Written here.
    - name: Inline
      nodes:
        - { id: 1, type: now } # all of them
        - { id: 2, type: set_attribute, attributes: { a: b } }
      connections: [[1, 2]]
    - { name: Flow, nodes: [{ id: 1, type: now }, { id: 2, type: set_attribute, attributes: { a: b } }], connections: [[1, 2]] }
`,
  )
  await using sandbox = await startSandbox({ listen: false, world: join(folder, 'a.world.yaml') })
  await using fork = await sandbox.fork()
  const { scenarios } = await fork.scenarios.list()
  const texts = await Promise.all(scenarios.map(async ({ id }) => (await fork.scenarios.get(id)).text))

  expect(texts[0]).toBe(TEXT)
  expect(texts[1]).toBe(`# Written here.
name: Inline
nodes:
  - { id: 1, type: now } # all of them
  - { id: 2, type: set_attribute, attributes: { a: b } }
connections: [[1, 2]]
`)
  expect(texts[2]).toBeUndefined()
})

test('where a node stands is kept, and changes nothing that it does', async () => {
  await using sandbox = await empty()
  const nodes = [
    { id: 1, type: 'now' as const, position: { x: 0, y: 12.5 } },
    { id: 2, type: 'set_attribute' as const, attributes: { a: 'b' } },
  ]
  const { id, ...shown } = await sandbox.scenarios.create({ name: 'Placed', nodes, connections: [[1, 2]] })

  expect(shown.nodes[0]).toMatchObject({ position: { x: 0, y: 12.5 } })
  await expect(
    sandbox.scenarios.replace(id, {
      name: 'Placed',
      nodes: [{ ...nodes[0], position: { x: 1 } }, nodes[1]],
      connections: [[1, 2]],
    } as never),
  ).rejects.toThrow('position.y')
})
