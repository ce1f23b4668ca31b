// `import` of the scenario editor's clipboard: the columns, the files, and a run of what was imported.
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { checkFile } from '../../../harness/check/check-file.ts'
import { startSandbox } from '../../../harness/index.ts'
import {
  clipboardOf,
  condition,
  contextualSplit,
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
import { called, columnOf, givenFiles, imported } from '../../support/importing.ts'
import { attributes, track } from '../../support/shop.ts'

const invitation = clipboardOf(
  [onEvent(1), wait(2, { count: 1, units: 'hours', count_template: '' }), mail(3)],
  [wire(1, 0, 2), wire(2, 1, 3)],
)

test('a scenario that is understood becomes a scenario, a world and the input beside it', async () => {
  const { code, reports, written, text } = await imported({ 'invite.json': invitation })

  expect(code).toBe(0)
  expect(written).toEqual(['invite.scenario.yaml', 'invite.source.json', 'invite.world.yaml'])
  expect(JSON.parse(await text('invite.source.json'))).toEqual(invitation)
  expect(reports[0]?.columns.refused).toEqual([])
  expect(parse(await text('invite.scenario.yaml'))).toMatchObject({
    name: 'invite',
    nodes: [
      { id: 1, type: 'on_event', event: 'friend_invited' },
      { id: 2, type: 'wait', period: '1 hours' },
      {
        id: 3,
        type: 'email',
        name: 'Invitation',
        subject: 'Your friend {{ customer.first_name }}',
        html: '<p>Hello {{ customer.first_name }},</p>\n<p>bring a friend.</p>\n',
        from: { address: 'shop@example.com', name: 'Demo shop' },
        consentCategory: 'other',
        frequencyPolicy: 'unlimited-policy',
      },
    ],
    connections: [
      [1, 2],
      [2, 3],
    ],
  })
})

test('what was understood passes check and runs to its mail', async () => {
  const { folder } = await imported({ 'invite.json': invitation })
  const world = join(folder, 'invite.world.yaml')

  expect(await checkFile(world)).toEqual([])
  await using sandbox = await startSandbox({ world, listen: false })
  await sandbox.startScenarios()
  await attributes(sandbox, 'ada', { email: 'ada@example.com', first_name: 'Ada' })
  await track(sandbox, 'ada', 'consent', { category: 'other', action: 'accept', valid_until: 'unlimited' })
  await track(sandbox, 'ada', 'friend_invited')
  await sandbox.settle()

  expect((await sandbox.inbox.list()).map(one => one.Subject)).toEqual(['Your friend Ada'])
})

test('of ten types each field stands in one column, and what cannot run stands apart', async () => {
  const { code, reports, text } = await imported({ 'draft.json': tenTypes() })

  expect(code).toBe(1)
  const [report] = reports
  const column = (path: string) => columnOf(report as never, path)
  expect(column('/copiedData/nodes/0/event/type')).toBe('understood')
  expect(column('/copiedData/nodes/1/design/data/subject')).toBe('understood')
  expect(column('/copiedData/nodes/1/design/data/provider/channel_extension_id')).toBe('ignored')
  expect(column('/copiedData/nodes/1/recipient_email')).toBe('guessed')
  expect(column('/copiedData/nodes/2/times/0/hour')).toBe('understood')
  expect(column('/copiedData/nodes/3/trigger_period')).toBe('refused')
  expect(column('/copiedData/nodes/4/count')).toBe('understood')
  expect(column('/copiedData/nodes/5/customer_filter/formula')).toBe('refused')
  expect(column('/copiedData/nodes/6/steps/0/limit')).toBe('understood')
  expect(column('/copiedData/nodes/7/variants/1/name')).toBe('guessed')
  expect(column('/copiedData/nodes/8/bandit_definition/predefined_features/device')).toBe('ignored')
  expect(column('/copiedData/nodes/9/segmentation_id')).toBe('refused')
  const scenario = await text('draft.scenario.yaml')
  expect(parse(scenario).nodes.map(({ id }: { id: number }) => id)).toEqual([1, 2])
  expect(scenario).toMatch(/^# {5}.*period: 3 days$/m)
})

test('a node of no public form holds its place, keeps its wires, and a run that reaches it stops by name', async () => {
  const { code, folder, text } = await imported({
    'hook.json': clipboardOf(
      [onEvent(1), { id: 2, type: 'http-action', x: 1, y: 1, url: 'https://example.com' }, mail(3), mail(4)],
      [wire(1, 0, 2), wire(2, 1, 3), wire(2, 2, 4)],
    ),
  })

  expect(code).toBe(1)
  const { nodes, connections } = parse(await text('hook.scenario.yaml'))
  expect(nodes[1]).toMatchObject({
    id: 2,
    type: 'not_imported',
    vendorType: 'http-action',
    exits: ['1', '2'],
  })
  expect(connections).toEqual([
    [1, 2],
    [2, 3, '1'],
    [2, 4, '2'],
  ])
  await using sandbox = await startSandbox({ world: join(folder, 'hook.world.yaml'), listen: false })
  await sandbox.startScenarios()
  await track(sandbox, 'ada', 'friend_invited')
  await sandbox.settle()
  expect(JSON.stringify(await sandbox.journal())).toContain('\\"http-action\\" was not imported')
})

test('ids of a project become names with the place where to fill them in', async () => {
  const policy = 'aa11bb22cc33dd44ee55ff66'
  const { reports, text } = await imported({
    'ids.json': clipboardOf(
      [
        daily(1),
        fork(2, { segmentation_id: '5e95e95e95e95e95e95e95e9', segments: ['Gold', 'Silver'] }),
        mail(3, { frequency_policy: policy, consent_category: 'newsletter' }),
        mail(4, { frequency_policy: policy }),
        mail(5),
      ],
      [wire(1, 0, 2), wire(2, 1, 3), wire(2, 2, 4), wire(2, 3, 5)],
    ),
  })

  const world = parse(await text('ids.world.yaml'))
  expect(world.bloomreach).toMatchObject({
    consentCategories: [{ id: 'newsletter' }, { id: 'other' }],
    frequencyPolicies: [{ id: policy, name: 'frequency-policy-1', limits: [] }],
    segmentations: [{ name: 'segmentation-1', segments: [{ name: 'Gold' }, { name: 'Silver' }] }],
  })
  expect(reports[0]?.placeholders.map(({ name }) => name)).toEqual([
    'frequency-policy-1',
    'segmentation-1',
    'newsletter',
    'other',
  ])
  expect(await text('ids.world.yaml')).toContain('# FILL IN bloomreach.frequencyPolicies: the limits of')
  expect(parse(await text('ids.scenario.yaml')).connections).toEqual([
    [1, 2],
    [2, 3, 'Gold'],
    [2, 4, 'Silver'],
    [2, 5, 'else'],
  ])
})

test('wires that the editor would drop in silence are refused by name', async () => {
  const { code, reports } = await imported({
    'wires.json': clipboardOf(
      [onEvent(1), wait(2), mail(3), onEvent(4)],
      [
        wire(1, 0, 2),
        wire(2, 0, 3),
        wire(2, 1, 3),
        wire(2, 1, 3),
        wire(1, 0, 9),
        wire(1, 0, 4),
        { source: { node_id: 1 } },
        'x',
      ],
    ),
  })

  expect(code).toBe(1)
  const reasons = new Set(reports[0]?.columns.refused.map(({ note }) => note))
  expect([...reasons]).toEqual([
    'the wire 2 (connector 0) → 3 is left out: node 2 (wait-action) has the connectors 1',
    'the wire 2 (connector 1) → 3 is left out: it is there twice',
    'the wire 1 (connector 0) → 9 is left out: there is no node 9',
    'the wire 1 (connector 0) → 4 is left out: node 4 is a trigger',
    expect.stringMatching(/^this wire is left out/),
  ])
})

test('several times of a day become several triggers, with ids that nobody has', async () => {
  const times = [
    { hour: 9, minute: 0 },
    { hour: 18, minute: 5 },
  ]
  const { text } = await imported({
    'times.json': clipboardOf([daily(1, { times }), mail(2)], [wire(1, 0, 2)]),
  })

  const { nodes, connections } = parse(await text('times.scenario.yaml'))
  expect(nodes.slice(0, 2)).toMatchObject([
    { id: 1, type: 'repeat', at: '09:00' },
    { id: 3, type: 'repeat', at: '18:05' },
  ])
  expect(connections).toEqual([
    [1, 2],
    [3, 2],
  ])
})

test('a filter of the SDK’s form is guessed, one of another form refuses the trigger', async () => {
  const item = {
    attribute: { type: 'property', property: 'total' },
    constraint: { type: 'number', operator: 'greater than', operands: [{ type: 'constant', value: '10' }] },
  }
  const given = (filter: unknown[]) =>
    clipboardOf([onEvent(1, { event: { type: 'purchase', filter } }), mail(2)], [wire(1, 0, 2)])

  const known = await imported({ 'known.json': given([item]) })
  const unknown = await imported({ 'unknown.json': given([{ ...item, negate: true }]) })

  expect(parse(await known.text('known.scenario.yaml')).nodes[0].filter).toEqual([
    { property: 'total', operator: 'more than', value: 10 },
  ])
  expect(known.code).toBe(0)
  expect(unknown.code).toBe(1)
  expect(unknown.reports[0]?.remarks[0]).toContain('item 0 of its filter is of no public form')
})

test('--strict makes guesses errors, and nothing is written', async () => {
  const { code, written, reports } = await imported({ 'invite.json': invitation }, '--strict')

  expect(code).toBe(1)
  expect(written).toEqual([])
  expect(reports[0]?.columns.guessed.length).toBeGreaterThan(0)
})

test('nothing that is there is overwritten, and then nothing is written at all', async () => {
  const folder = await givenFiles({ 'a.json': invitation, 'a.source.json': 'mine' })

  const { code, err } = await called('import', '--out', folder, join(folder, 'a.json'))

  expect(code).toBe(1)
  expect(err).toContain('Cannot write a.source.json: already there. Nothing was written.')
})

test('secrets are never written nor told', async () => {
  const secret = 'c3ab8ff13720e8ad9047dd39466b3c8974e592c2'
  const node = {
    id: 2,
    type: 'http-action',
    headers: [{ name: 'Authorization', value: `Bearer ${secret}`, type: 'public' }],
    auth: { type: 'basic', username: 'ada', password: 'hunter2hunter2' },
    body: `key: "${secret}"`,
  }
  const { out, written, text, reports } = await imported({
    'secret.json': clipboardOf([onEvent(1), node], [wire(1, 0, 2)]),
  })

  const all = [out, ...(await Promise.all(written.map(text)))].join('\n')
  expect(all).not.toContain(secret)
  expect(all).not.toContain('hunter2')
  expect(reports[0]?.placeholders.map(({ name }) => name)).toEqual([
    'FILL_IN_SECRET_1',
    'FILL_IN_SECRET_2',
    'FILL_IN_SECRET_3',
  ])
  expect(columnOf(reports[0] as never, '/copiedData/nodes/1/auth/password')).toBe('ignored')
})

test('the report for people has the columns, what to look at and what to fill in', async () => {
  const folder = await givenFiles({ 'draft.json': tenTypes() })

  const { out } = await called('import', '--out', join(folder, 'out'), join(folder, 'draft.json'))

  for (const part of [
    'understood',
    'ignored',
    'guessed, look in the vendor’s UI at',
    'refused, kept raw',
    'to fill in',
    'Written:',
  ]) {
    expect(out).toContain(part)
  }
})

test('limits, splits and their ports lead where they led', async () => {
  const { text, code } = await imported({
    'ports.json': clipboardOf(
      [onEvent(1), split(2), contextualSplit(3), limit(4), mail(5), condition(6)],
      [
        wire(1, 0, 2),
        wire(2, 1, 3),
        wire(2, 2, 4),
        wire(3, 1, 5),
        wire(3, 2, 5),
        wire(4, 1, 5),
        wire(4, 2, 6),
        wire(6, 1, 5),
        wire(6, 2, 5),
      ],
    ),
  })

  expect(code).toBe(1)
  const { nodes, connections } = parse(await text('ports.scenario.yaml'))
  expect(connections).toEqual([
    [1, 2],
    [2, 3, 'Variant A'],
    [2, 4, 'Control group'],
    [3, 5, 'Variant A'],
    [3, 5, 'Variant B'],
    [4, 5],
    [4, 6, 'else'],
    [6, 5, 'then'],
    [6, 5, 'else'],
  ])
  expect(nodes[5]).toMatchObject({ type: 'not_imported', exits: ['then', 'else'] })
})
