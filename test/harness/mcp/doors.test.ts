// Who may reach /mcp: whoever may reach the control API, where it was asked for.
import { expect, test } from 'vitest'
import { startSandbox } from '../../../harness/index.ts'

const INITIALIZE = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'x', version: '1' } },
}

const asked = (headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
  body: JSON.stringify(INITIALIZE),
})

test('it is off unless it was asked for', async () => {
  await using sandbox = await startSandbox({ listen: false })

  const answer = await sandbox.fetch('/mcp', asked())

  expect(answer.status).toBe(404)
  expect(await answer.json()).toMatchObject({ error: { code: 'mcp-off' } })
})

test('pages of other sites, foreign names and forms are refused', async () => {
  await using sandbox = await startSandbox({ listen: false, mcp: true })
  const codeOf = async (init: RequestInit, url = '/mcp') =>
    ((await (await sandbox.fetch(url, init)).json()) as { error?: { code: string } }).error?.code

  expect(await codeOf(asked({ origin: 'https://evil.example' }))).toBe('forbidden-origin')
  expect(await codeOf(asked({ host: 'evil.example' }))).toBe('forbidden-host')
  expect(await codeOf(asked({ 'content-type': 'text/plain' }))).toBe('forbidden-content-type')
  expect(await codeOf(asked())).toBeUndefined()
})

test('with a token only who knows it is let in', async () => {
  await using sandbox = await startSandbox({ mcp: true, token: 'secret' })

  const statuses = await Promise.all(
    [asked(), asked({ authorization: 'Bearer secret' })].map(
      async init => (await fetch(`${sandbox.url}/mcp`, init)).status,
    ),
  )

  expect(statuses).toEqual([401, 200])
})

test('a session that is gone is told to begin anew', async () => {
  await using sandbox = await startSandbox({ listen: false, mcp: true })

  const answer = await sandbox.fetch('/mcp', asked({ 'mcp-session-id': 'gone' }))

  expect(answer.status).toBe(404)
})

test('of more than a hundred sessions the one that was asked longest ago gives way, with its worlds', async () => {
  await using sandbox = await startSandbox({ listen: false, mcp: true })
  const begin = async () =>
    (await sandbox.fetch('/mcp', asked())).headers.get('mcp-session-id') ?? 'no session'
  const call = (session: string) =>
    sandbox.fetch('/mcp', {
      ...asked({ 'mcp-session-id': session }),
      body: JSON.stringify({ jsonrpc: '2.0', id: 2, method: 'tools/call', params: { name: 'fork' } }),
    })
  const [first, second] = [await begin(), await begin()]
  await call(first)
  await call(second)
  await call(first)
  expect((await sandbox.worlds.list()).worlds).toHaveLength(6)

  for (let count = 0; count < 99; count++) await begin()

  expect((await call(second)).status).toBe(404)
  expect((await call(first)).status).toBe(200)
  expect((await sandbox.worlds.list()).worlds).toHaveLength(5)
})
