// Every tool, called by the SDK's own client over both transports. The client itself holds each answer against the tool's schema.
import { expect, test } from 'vitest'
import { assistantAt, overHttp, overStdio } from '../../support/mcp.ts'
import { CALLED, everyCall } from '../../support/mcp-calls.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { isMeant } from '../../support/thoroughness.ts'

const refusalsOf = (answers: Awaited<ReturnType<typeof everyCall>>) =>
  answers.filter(({ told }) => !told?.success)

test('every tool has a description, and schemas of what it takes and answers', async () => {
  const { client } = await overHttp()

  const { tools } = await client.listTools()

  expect(tools.map(({ name }) => name).toSorted()).toEqual(CALLED.toSorted())
  for (const { name, description, inputSchema, outputSchema } of tools) {
    expect(description?.length, name).toBeGreaterThan(20)
    expect(inputSchema.properties, name).toHaveProperty('world')
    expect(outputSchema?.properties, name).toHaveProperty('data')
  }
})

test('every tool answers over HTTP, in a session', async () => {
  const assistant = await overHttp()
  await assistant.client.listTools()

  expect(refusalsOf(await everyCall(assistant))).toEqual([])
})

test.runIf(isMeant)(
  'every tool answers over HTTP without a session, to a client that names its world',
  async () => {
    const assistant = await overHttp({ era: 'no session' })
    await assistant.client.listTools()

    expect(await assistant.call('list_customers')).toMatchObject({ error: { code: 'no-world' } })
    expect(refusalsOf(await everyCall(assistant, 'none yet'))).toEqual([])
  },
)

test.runIf(isMeant)('every tool answers over stdio', async () => {
  const assistant = await overStdio(['--clock', 'manual'], await temporaryFolder())
  await assistant.client.listTools()

  expect(refusalsOf(await everyCall(assistant))).toEqual([])
})

test('what cannot be done is refused with a code and what to do', async () => {
  const { call } = await overHttp()

  const refused = [
    await call('explain', { id: 'nothing' }),
    await call('advance', { by: 'soon' }),
    await call('advance', { by: '1m', to: '2027-01-01T00:00:00Z' }),
    await call('rewind', { to: 'never' }),
    await call('create_scenario', { scenario: { name: 'x', nodes: [] } }),
    await call('update_scenario_node', { scenario_id: 'x', node_id: 1, changes: {} }),
    await call('timeline', { customer: 'nobody' }),
    await call('timeline', { custommer: 'nobody' }),
    await call('timeline', { customer: 'ada@example.com', world: 'default' }),
    await call('start', { file: '/etc/passwd' }),
    await call('start', { definition: 'bloomreach: { scenarios: [{ file: /etc/passwd }] }' }),
    await call('import_files', { files: [{ name: 'x', text: '{' }] }),
    await call('fault_search', { invariants: './evil.ts' }),
  ]

  expect(refused.map(({ error }) => error?.code)).toEqual([
    'not-explained',
    'invalid-duration',
    'invalid-request',
    'unknown-checkpoint',
    'invalid-scenario',
    'scenario-not-found',
    'customer-not-found',
    'invalid-request',
    'unknown-world',
    'file-not-allowed',
    'file-not-allowed',
    'unreadable-file',
    'invalid-request',
  ])
  for (const { error } of refused) expect(error?.remedy).toMatch(/\.$/)
})

test('a scenario that runs is changed only after it was stopped', async () => {
  const { call } = await overHttp()
  const { data } = await call('start')
  const scenario_id = data.scenarios[0].id
  await call('start_scenario', { scenario_id })
  const change = () => call('update_scenario_node', { scenario_id, node_id: 4, changes: { subject: 'New' } })

  expect((await change()).error).toMatchObject({ code: 'wrong-status' })
  await call('stop_scenario', { scenario_id })
  await call('advance', { by: '2m' })
  expect((await change()).data).toMatchObject({ id: 4, subject: 'New' })
})

test('check judges the scenarios as they stand, in each world and after each change', async () => {
  const { call } = await overHttp()
  const { data } = await call('start')
  const scenario_id = data.scenarios[0].id
  const { data: before } = await call('check')
  const { data: fork } = await call('fork')
  const { data: node } = await call('search_scenario_nodes', { scenario_id, type: 'webhook' })
  const { url } = node.nodes[0]
  const lead = (to: string) =>
    call('update_scenario_node', { scenario_id, node_id: 3, changes: { url: to }, world: data.world })

  await lead(url.replace('campaignId=373', 'campaignId=374'))
  const { data: spoilt } = await call('check', { world: data.world })
  await lead(url)

  expect(before).toMatchObject({ errors: 0 })
  expect(spoilt.findings).toMatchObject([
    { code: 'campaign-not-found', file: expect.stringContaining(data.world) },
  ])
  expect((await call('check', { world: fork.world })).data).toEqual(before)
  expect((await call('check', { world: data.world })).data).toEqual(before)
})

test('each session has a world of its own, and the first one stays as it is', async () => {
  const { sandbox, call } = await overHttp()
  const other = await assistantAt(sandbox)
  const { data } = await call('start')
  await call('start_scenario', { scenario_id: data.scenarios[0].id })
  await call('advance', { by: '1h' })

  expect((await call('search_mails')).data.total).toBe(3)
  expect((await other.call('search_mails')).data.total).toBe(0)
  expect(await sandbox.inbox.list()).toEqual([])
  expect((await other.call('search_mails')).world).not.toBe(data.world)
})

test('worlds of a session go with it', async () => {
  const { sandbox, client, call } = await overHttp()
  await call('fork')
  expect((await sandbox.worlds.list()).worlds).toHaveLength(3)

  await (client.transport as { terminateSession?(): Promise<void> }).terminateSession?.()

  expect((await sandbox.worlds.list()).worlds).toHaveLength(1)
})
