// `import` of answers about a project: consents, schemas, scenarios and campaigns of the MCP server, a widget webhook.
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { checkFile } from '../../../harness/check/check-file.ts'
import { startSandbox } from '../../../harness/index.ts'
import { mail, onEvent, wire } from '../../support/clipboard.ts'
import { called, columnOf, imported, type Told } from '../../support/importing.ts'

const answer = (data: unknown) => ({
  content: [{ type: 'text', text: JSON.stringify(data) }],
  structuredContent: { success: true, data, error: null },
  isError: false,
})

async function run(document: unknown, ...more: string[]) {
  const read = await imported({ 'one.json': document }, ...more)
  const world = read.written.includes('one.world.yaml') ? parse(await read.text('one.world.yaml')) : undefined
  const [report] = read.reports as [Told]
  return { ...read, report, bloomreach: world?.bloomreach, column: (path: string) => columnOf(report, path) }
}

const category = {
  id: 'newsletter',
  legitimate_interest: true,
  sources: { crm: true, page: false },
  translations: { '': { name: 'Newsletter', description: 'News' }, sk: { name: 'Novinky', description: '' } },
}

test('consent categories become those of the world', async () => {
  const { code, bloomreach, column } = await run({ results: [category] })

  expect(code).toBe(0)
  expect(bloomreach.consentCategories).toEqual([
    { id: 'newsletter', name: 'Newsletter', description: 'News', legitimateInterest: true },
  ])
  expect(column('/results/0/translations//name')).toBe('understood')
  expect(column('/results/0/translations/sk/name')).toBe('ignored')
})

test('of schemas the world takes what is private', async () => {
  const property = (name: string, isPrivate: boolean) => ({
    property: name,
    type: 'string',
    private: isPrivate,
  })
  const customers = await run(
    answer({
      properties: [property('email', true), property('points', false)],
      ids: [{ name: 'registered', type: 'hard', transform_lowercase: true, transform_trim: false }],
    }),
  )
  const events = await run({
    success: true,
    data: {
      events: [
        {
          type: 'purchase',
          name: 'Purchase',
          properties: { default_group: { properties: [property('card', true)] } },
        },
      ],
    },
  })

  expect(customers.bloomreach.privateInformation).toEqual({ attributes: ['email'] })
  expect(customers.column('/structuredContent/data/ids/0/transform_lowercase')).toBe('guessed')
  expect(customers.column('/structuredContent/data/properties/0/private')).toBe('understood')
  expect(events.bloomreach.privateInformation).toEqual({ events: { purchase: ['card'] } })
})

test('a scenario of MCP is read as the clipboard is, as a guess, and goes back to the editor', async () => {
  const nodes = [onEvent(1), mail(2)]
  const { code, column, text, folder } = await run(
    answer({
      id: 'abc',
      name: 'Invite',
      status: 'draft',
      tags: [],
      nodes,
      connections: [wire(1, 0, 2)],
      customer_filter: null,
    }),
  )

  expect(code).toBe(0)
  expect(parse(await text('one.scenario.yaml'))).toMatchObject({
    name: 'Invite',
    nodes: [{ id: 1 }, { id: 2, type: 'email' }],
  })
  expect(column('/structuredContent/data/nodes/0/event/type')).toBe('guessed')
  expect(column('/structuredContent/data/status')).toBe('ignored')
  const { out } = await called('export', join(folder, 'one.scenario.yaml'))
  expect(JSON.parse(out).copiedData).toEqual({ nodes, connections: [wire(1, 0, 2)] })
})

test('an email campaign becomes a scenario; an audience that cannot be read stops the run before the mail', async () => {
  const { id: _, type: __, x: ___, y: ____, version: _____, ...campaign } = mail(1)
  const open = await run({
    ...campaign,
    id: 'c1',
    name: 'Spring',
    status: 'draft',
    schedule: { at: 1 },
    customer_filter: null,
  })
  const filtered = await run({
    ...campaign,
    id: 'c1',
    name: 'Spring',
    customer_filter: { filters: [{ a: 1 }], formula: '0' },
  })

  expect(open.code).toBe(0)
  expect(open.column('/schedule/at')).toBe('guessed')
  expect(open.column('/design/data/subject')).toBe('understood')
  expect(parse(await open.text('one.scenario.yaml')).connections).toEqual([[1, 3]])
  expect(filtered.code).toBe(1)
  expect(filtered.column('/customer_filter/filters/0/a')).toBe('refused')
  expect(parse(await filtered.text('one.scenario.yaml')).nodes[1]).toMatchObject({
    id: 2,
    type: 'not_imported',
  })
})

const hook = {
  url: 'https://integration.talon.one/customer_engagement/referral?id={{ customer.external_id }}',
  method: 'POST',
  response_handling: 'json',
  general_consent: false,
  consent_category: 'transactional',
  frequency_policy: '',
  headers: [
    { name: 'Content-Type', value: 'application/json', type: 'public' },
    { name: 'X-Key', value: 'do-not-tell', type: 'secret' },
  ],
  body: '{"id": "{{ customer.external_id }}"}',
  auth: { type: 'basic', username: 'shop', password: 'do-not-tell' },
  event_properties: { channel: 'mail' },
  parametrized_parts: {},
}

test('a widget webhook becomes a webhook with its credentials in the world, without the secrets', async () => {
  const { code, bloomreach, text, written, out, folder } = await run({
    version: 1,
    webhook: hook,
    widget_state: null,
  })

  expect(code).toBe(0)
  expect(parse(await text('one.scenario.yaml')).nodes[1]).toMatchObject({
    type: 'webhook',
    method: 'POST',
    response: 'json',
    payload: hook.body,
    payloadType: 'json',
    consentCategory: 'transactional',
    eventProperties: { channel: 'mail' },
    authentication: 'one credentials',
  })
  expect(bloomreach.integrations).toMatchObject([
    { name: 'one credentials', endpoint: 'https://integration.talon.one' },
  ])
  expect([out, ...(await Promise.all(written.map(text)))].join()).not.toContain('do-not-tell')
  await using sandbox = await startSandbox({ world: join(folder, 'one.world.yaml'), listen: false })
  expect(sandbox.ready().ready).toBe(true)
})

test('a webhook with parametrized parts is refused in that part', async () => {
  const parts = await run({ ...hook, parametrized_parts: { a: 1 } })

  expect(parts.code).toBe(1)
  expect(parts.column('/parametrized_parts/a')).toBe('refused')
})

test('a clipboard and the answers about its project become one world that check has nothing against', async () => {
  const read = await imported({
    'invite.json': {
      scenarioId: 'x',
      appVersion: 'v1.310.0',
      copiedData: { nodes: [onEvent(1), mail(2)], connections: [wire(1, 0, 2)] },
    },
    'consents.json': { results: [{ ...category, id: 'other' }] },
    'people.csv': 'registered,email\nada@shop.com,ada@shop.com\n',
  })

  expect(read.code).toBe(0)
  const { consentCategories } = parse(await read.text('invite.world.yaml')).bloomreach
  expect(consentCategories).toEqual([
    { id: 'other', name: 'Newsletter', description: 'News', legitimateInterest: true },
  ])
  expect(await checkFile(join(read.folder, 'invite.world.yaml'))).toEqual([])
})
