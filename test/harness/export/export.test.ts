// `export`: what was imported and not touched goes back identical, what was changed is patched, the rest is told.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  clipboardOf,
  condition,
  daily,
  fork,
  limit,
  mail,
  onEvent,
  split,
  tenTypes,
  wait,
  wire,
} from '../../support/clipboard.ts'
import { called, givenFiles, imported } from '../../support/importing.ts'
import { randomClipboard } from '../../support/random-clipboard.ts'
import { draws } from '../../support/thoroughness.ts'

const before = { trigger: onEvent(1), waiting: wait(2), letter: mail(3) }
const invitation = clipboardOf(
  [before.trigger, before.waiting, before.letter],
  [wire(1, 0, 2), wire(2, 1, 3)],
)

/** What comes out after the scenario file was changed by hand. */
async function roundTrip(
  document: unknown,
  change: (text: string) => string = text => text,
  ...more: string[]
) {
  const { folder, written } = await imported({ 'one.json': document })
  const file = join(folder, 'one.scenario.yaml')
  if (!written.includes('one.scenario.yaml')) return undefined
  await writeFile(file, change(await readFile(file, 'utf8')))
  const { code, out, err } = await called('export', ...more, file)
  return { code, err, out, document: out === '' ? undefined : JSON.parse(out) }
}

test('a scenario that nobody touched goes back identical, also what could not be read and what stands apart', async () => {
  for (const document of [invitation, tenTypes()]) {
    const back = await roundTrip(document)

    expect(back?.code).toBe(0)
    expect(JSON.stringify(back?.document)).toBe(JSON.stringify(document))
  }
})

test('of random scenarios every node goes back identical, and every wire that the editor would keep', async () => {
  await fc.assert(
    fc.asyncProperty(randomClipboard, async document => {
      const back = await roundTrip(document)
      if (back === undefined) return
      expect(back.code, back.err).toBe(0)
      expect(JSON.stringify(back.document.copiedData.nodes)).toBe(JSON.stringify(document.copiedData.nodes))
      const wires = new Set(document.copiedData.connections.map(one => JSON.stringify(one)))
      for (const one of back.document.copiedData.connections) expect(wires).toContain(JSON.stringify(one))
    }),
    draws(60),
  )
})

test('a change is patched into the node, and nothing else is touched', async () => {
  const back = await roundTrip(invitation, text =>
    text.replace('period: 3 days', 'period: 5 hours').replace('Your friend', 'Dear'),
  )

  const [trigger, waiting, letter] = back?.document.copiedData.nodes ?? []
  const { cached_email_hash: _, ...rest } = before.letter
  const data = { ...(rest.design as { data: object }).data, subject: 'Dear {{ customer.first_name }}' }
  expect(JSON.stringify(trigger)).toBe(JSON.stringify(before.trigger))
  expect(waiting).toEqual({ ...before.waiting, count: 5, units: 'hours', count_template: '{{ 5 }}' })
  expect(letter).toEqual({ ...rest, design: { type: 'raw', data } })
})

test('a node that stands elsewhere is moved in the editor too, and one without a place stays where it was', async () => {
  const back = await roundTrip(invitation, text =>
    text
      .replace('position: { x: 100, y: 40 }', 'position: { x: 7, y: 9 }')
      .replace(/ *position: \{ x: 100.*\n/, ''),
  )

  expect(back?.err).toContain('3 nodes (2 as they came, 1 changed, 0 new)')
  expect(back?.document.copiedData.nodes).toEqual([
    { ...before.trigger, x: 7, y: 9 },
    before.waiting,
    before.letter,
  ])
})

test('nodes are taken out, put in and wired anew, each from a connector that it has', async () => {
  const back = await roundTrip(
    clipboardOf([onEvent(1), split(2), mail(3), mail(4)], [wire(1, 0, 2), wire(2, 1, 3), wire(2, 2, 4)]),
    text => {
      const nodes = '  - { id: 9, type: wait, period: 2 days }\n'
      return text
        .replace('connections:', `${nodes}connections:`)
        .replace(/\[ ?2, 4, Control group ?\]/, '[2, 9, Control group], [9, 4]')
    },
  )

  expect(back?.err).toContain('5 nodes (4 as they came, 0 changed, 1 new) and 4 wires.')
  expect(back?.document.copiedData.nodes[4]).toMatchObject({
    id: 9,
    type: 'wait-action',
    count: 2,
    units: 'days',
  })
  expect(back?.document.copiedData.connections).toEqual([
    wire(1, 0, 2),
    wire(2, 1, 3),
    wire(2, 2, 9),
    wire(9, 1, 4),
  ])
})

test('what has no public form is refused with a list of what to build by hand; --partial leaves it out', async () => {
  const scenario = `name: Mine
nodes:
  - { id: 1, type: now }
  - { id: 2, type: on_event, event: purchase, filter: [{ property: total, operator: more than, value: 50 }] }
  - { id: 3, type: webhook, name: Code, url: https://example.com, consentCategory: newsletter }
  - { id: 4, type: email, subject: Hi, html: <p>Hi</p>, consentCategory: newsletter }
connections: [[1, 3], [2, 3], [3, 4], [2, 4]]
`
  const file = join(await givenFiles({ 'mine.scenario.yaml': scenario }), 'mine.scenario.yaml')

  const refused = await called('export', file)
  const partial = await called('export', '--partial', file)

  expect(refused.code).toBe(1)
  expect(refused.out).toBe('')
  expect(refused.err).toContain('Cannot export the scenario: parts of it have no public form.')
  expect(refused.err).toContain('[ ] webhook 3 "Code": the form of this type is not public.')
  expect(refused.err).toContain('[ ] wire [3, 4]: one of its nodes has to be built by hand.')
  expect(partial.code).toBe(1)
  const { nodes, connections } = JSON.parse(partial.out).copiedData
  expect(nodes.map(({ id, type }: { id: number; type: string }) => [id, type])).toEqual([
    [2, 'on-event-trigger'],
    [4, 'send-email-action'],
  ])
  expect(nodes[0].event.filter).toEqual([
    {
      attribute: { type: 'property', property: 'total' },
      constraint: { type: 'number', operator: 'greater than', operands: [{ type: 'constant', value: '50' }] },
    },
  ])
  expect(connections).toEqual([wire(2, 0, 4)])
  expect(partial.err).toContain('one public copy of app v1.310.0')
})

test.each([
  [
    'a rule for a condition',
    condition(2),
    /type: not_imported\n.*\n.*\n(.*\n){0,4}/,
    'type: condition\n    if: { attributes: [{ property: a, value: b }] }\n',
    'the form of a customer filter is not public',
  ],
  ['a limit in windows', limit(2), 'customers: 100', 'customers: 100\n    per: 1 day', 'no place for per'],
  [
    'other segments',
    fork(2, { segmentation_id: 's1', segments: ['A'] }),
    '- A',
    '- B',
    'the form of a fork’s segments is not public',
  ],
])('%s is told, not guessed', async (_, node, from, to, reason) => {
  const back = await roundTrip(clipboardOf([daily(1), node, mail(3)], [wire(1, 0, 2), wire(2, 1, 3)]), text =>
    text.replace(from, to).replace('[ 2, 3, A ]', '[ 2, 3, B ]').replace('[2, 3, A]', '[2, 3, B]'),
  )

  expect(back?.code).toBe(1)
  expect(back?.err).toContain(reason)
})

test('a world names its scenario; other formats and files without one are refused by name', async () => {
  const { folder } = await imported({ 'one.json': invitation })
  const world = join(folder, 'one.world.yaml')

  expect((await called('export', '--world', world)).code).toBe(0)
  expect((await called('export', '--scenario', 'onw', world)).err).toContain('Did you mean "one"?')
  expect((await called('export', '--format', 'pdf', world)).err).toContain('Served are: clipboard, mails')
  expect((await called('export', join(folder, 'none.yaml'))).code).toBe(2)
})

test('--out writes a file and never over one; --json tells the same as data', async () => {
  const { folder } = await imported({ 'one.json': invitation })
  const file = join(folder, 'one.scenario.yaml')
  const out = join(folder, 'back.json')

  expect((await called('export', '--out', out, file)).code).toBe(0)
  expect(JSON.parse(await readFile(out, 'utf8'))).toEqual(invitation)
  expect((await called('export', '--out', out, file)).err).toContain('already there')
  expect(JSON.parse((await called('export', '--json', file)).out)).toMatchObject({
    counts: { untouched: 3, patched: 0, new: 0 },
    byHand: [],
    exitCode: 0,
  })
})
