import { expect, test } from 'vitest'
import { type Sandbox, startSandbox, type WorldDefinition } from '../../harness/index.ts'
import { answering, json } from '../support/answering-server.ts'
import { email, line, projectWith, webhook } from '../support/scenario-world.ts'

const names = (count: number) => Array.from({ length: count }, (_, index) => `customer-${index + 1}`)

async function played(world: WorldDefinition): Promise<Sandbox> {
  const sandbox = await startSandbox({ world, listen: false })
  await sandbox.startScenarios()
  await sandbox.settle()
  return sandbox
}

const eventsOf = async (sandbox: Sandbox, customer: string) =>
  (await sandbox.journal({ kind: 'bloomreach.campaign-event', customer })).entries

const endsOf = async (sandbox: Sandbox) =>
  (await sandbox.journal({ kind: 'bloomreach.run-ended' })).entries.map(entry => entry.because)

test('one 404 stops the rest of the run: the fourth of ten customers is the last one asked', async () => {
  await using server = await answering((request, response) =>
    json(request.url === '/customer-4' ? 404 : 200, {})(request, response),
  )

  await using sandbox = await played(
    projectWith(names(10), line(webhook(`${server.url}/{{ customer.first_name }}`), email('x'))),
  )

  expect(server.requests.map(({ path }) => path)).toEqual([
    '/customer-1',
    '/customer-2',
    '/customer-3',
    '/customer-4',
  ])
  expect(await sandbox.inbox.list()).toHaveLength(3)
  expect(await eventsOf(sandbox, 'customer-4')).toMatchObject([{ status: 'failed' }])
  expect((await sandbox.journal({ kind: 'bloomreach.chunk-stopped' })).entries.length).toBeGreaterThan(0)
})

test.each([400, 404, 410, 412, 413, 418])('a %i stops the rest of the run', async status => {
  await using server = await answering(json(status, {}))

  await using sandbox = await played(projectWith(names(3), line(webhook(server.url), email('x'))))

  expect(server.requests).toHaveLength(1)
  expect(await sandbox.inbox.list()).toEqual([])
})

test.each([401, 403, 409, 422, 429])('a %i fails one customer, and the run goes on', async status => {
  await using server = await answering(json(status, {}))

  await using sandbox = await played(projectWith(names(3), line(webhook(server.url), email('x'))))

  expect(server.requests).toHaveLength(3)
  expect(await endsOf(sandbox)).toEqual(['failed', 'failed', 'failed'])
  expect(await eventsOf(sandbox, 'customer-2')).toMatchObject([{ status: 'failed' }])
})

test('a 500 is asked again later on the clock, and then goes on', async () => {
  let calls = 0
  await using server = await answering((request, response) =>
    json(++calls === 1 ? 500 : 200, { code: 'A' })(request, response),
  )

  await using sandbox = await played(
    projectWith(['ada'], line(webhook(server.url), email('{{ webhook.code }}'))),
  )

  expect(server.requests).toHaveLength(2)
  expect(Date.parse((await sandbox.clock.state()).now)).toBeGreaterThan(Date.parse('2026-01-05T09:00:00Z'))
  expect((await sandbox.inbox.waitFor({ to: 'ada@example.com' })).Text).toContain('A')
})

test.each<[string, string, (server: string) => string, Parameters<typeof answering>[0]]>([
  ['a refused host', 'example.com', () => 'https://example.com/', json(200, {})],
  ['an answer that is not JSON', 'JSON', server => server, (_, response) => response.end('<html>')],
  ['an answer over 64 KB', '65536 bytes', server => server, json(200, { big: 'x'.repeat(70_000) })],
  ['a connection reset', '', server => server, request => request.socket.destroy()],
])('%s is an outcome with a campaign event, never a crash', async (_, reason, url, answer) => {
  await using server = await answering(answer)

  await using sandbox = await played(projectWith(['ada'], line(webhook(url(server.url)), email('x'))))

  expect(await eventsOf(sandbox, 'ada')).toMatchObject([
    { status: 'failed', message: expect.stringContaining(reason) },
  ])
  expect(await endsOf(sandbox)).toEqual(['failed'])
  expect(await sandbox.inbox.list()).toEqual([])
})

test('no answer within the time-out is an outcome too', async () => {
  await using server = await answering(() => {})

  await using sandbox = await played(
    projectWith(['ada'], line(webhook(server.url), email('x')), {
      settings: { webhookTimeoutMs: 50, webhookRetryConnectionFailures: false },
    }),
  )

  expect(await eventsOf(sandbox, 'ada')).toMatchObject([{ status: 'failed' }])
})

test('credentials go only to URLs under the endpoint of their schema', async () => {
  await using server = await answering(json(200, {}))
  const integrations = [
    {
      type: 'http_authentication_schema' as const,
      name: 'Key',
      endpoint: `${server.url}/api/v1`,
      headers: [{ name: 'Authorization', value: 'ApiKey-v1 secret', visibility: 'secret' as const }],
    },
  ]
  const calls = (path: string, id: number) => webhook(`${server.url}${path}`, { id, authentication: 'Key' })

  await using _ = await played(
    projectWith(['ada'], line(calls('/api/v1/in', 2), calls('/api/v2/out', 3)), { integrations }),
  )

  expect(server.requests.map(({ path, headers }) => [path, headers.authorization])).toEqual([
    ['/api/v1/in', 'ApiKey-v1 secret'],
    ['/api/v2/out', undefined],
  ])
})

test('earlier answers are read by their place in the path and by their node', async () => {
  await using server = await answering((request, response) =>
    json(200, { path: request.url })(request, response),
  )

  await using sandbox = await played(
    projectWith(
      ['ada'],
      line(
        webhook(`${server.url}/one`, { id: 7 }),
        webhook(`${server.url}/two`, { id: 8, response: 'text' }),
        email('{{ webhook(1).path }} {{ webhook.by_action_id(7).path }} {{ webhook.data }}', { id: 9 }),
      ),
    ),
  )

  const { HTML } = await sandbox.inbox.waitFor({ to: 'ada@example.com' })
  expect(HTML).toContain('/one /one')
  expect(HTML).toContain('/two')
})
