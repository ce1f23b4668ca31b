import { expect, test } from 'vitest'
import { startSandbox } from '../../../harness/index.ts'
import type { ErrorBody } from '../../../mocks/kit/sandbox-error.ts'

const inProcess = (clock: 'fast' | 'manual' = 'manual') => startSandbox({ listen: false, clock })

test('GET /ready says where things are', async () => {
  await using sandbox = await startSandbox()

  const answer = await (await fetch(`${sandbox.url}/_sandbox/ready`)).json()

  expect(answer).toEqual({
    ready: true,
    http: sandbox.url,
    inbox: sandbox.inbox.url,
    smtp: sandbox.smtpUrl,
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    clock: { mode: 'fast', now: '2026-01-05T09:00:00.000Z' },
  })
})

test('GET /clock names who waits, POST /clock/advance runs what is due before it answers', async () => {
  await using sandbox = await inProcess()
  await sandbox.startScenarios()
  await sandbox.settle()

  const before = await sandbox.clock.state()
  const after = await sandbox.clock.advance('1m')

  expect(before.pending[0]).toEqual({
    dueAt: '2026-01-05T09:01:00.000Z',
    label: expect.stringContaining('#2'),
  })
  expect(after).toEqual({ mode: 'manual', now: '2026-01-05T09:01:00.000Z', pending: [] })
  expect(await sandbox.inbox.list()).toHaveLength(3)
})

test('an empty body that is said to be JSON counts as none', async () => {
  await using sandbox = await inProcess()

  const answer = await sandbox.fetch('/_sandbox/settle', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
  })

  expect(answer.status).toBe(200)
})

test('the clock goes to an instant, and never backwards', async () => {
  await using sandbox = await inProcess()

  expect((await sandbox.clock.advanceTo('2026-01-06T10:00:00Z')).now).toBe('2026-01-06T10:00:00.000Z')
  await expect(sandbox.clock.advanceTo('2026-01-05T10:00:00Z')).rejects.toMatchObject({
    code: 'clock-backwards',
  })
})

test.each([
  ['{"by":"soon"}', 400, 'invalid-duration'],
  ['{"to":"tomorrow"}', 400, 'invalid-instant'],
  ['{"by":1}', 400, 'invalid-request'],
  ['{"by":"1m","to":"2026-01-06T10:00:00Z"}', 400, 'invalid-request'],
  ['{"by":', 400, 'invalid-request'],
  ['[]', 400, 'invalid-request'],
])('POST /clock/advance answers %s with %i %s and moves nothing', async (body, status, code) => {
  await using sandbox = await inProcess()

  const response = await sandbox.fetch('/_sandbox/clock/advance', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json' },
  })

  expect(response.status).toBe(status)
  expect(await response.json()).toMatchObject({
    error: { code, message: expect.stringMatching(/^Cannot .+: .+\./) },
  })
  expect((await sandbox.clock.state()).now).toBe('2026-01-05T09:00:00.000Z')
})

test('an unknown call, customer or scenario is a 404 with a sentence', async () => {
  await using sandbox = await inProcess()

  const answers = await Promise.all(
    [
      '/nothing',
      '/customers/nobody/timeline',
      '/bloomreach/scenarios/gone',
      '/bloomreach/integrations/gone',
    ].map(path => sandbox.fetch(`/_sandbox${path}`)),
  )

  for (const answer of answers) {
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({
      error: { message: expect.stringMatching(/^Cannot .+: .+\./) },
    })
  }
})

test('the journal pages by seq, and selects by kind and by customer', async () => {
  await using sandbox = await inProcess('fast')
  await sandbox.startScenarios()
  await sandbox.settle()

  const { entries, last } = await sandbox.journal({ limit: 2 })
  const rest = await sandbox.journal({ after: 2 })
  const created = await sandbox.journal({ kind: 'talon-one.referral-created', customer: 'ada@example.com' })

  expect(entries.map(entry => entry.seq)).toEqual([1, 2])
  expect(rest.entries[0]?.seq).toBe(3)
  expect(rest.entries.at(-1)?.seq).toBe(last)
  expect(created.entries).toHaveLength(1)
})

test('causedBy leads from the mail back to the start of the scenario', async () => {
  await using sandbox = await inProcess('fast')
  await sandbox.startScenarios()
  await sandbox.settle()
  const { entries } = await sandbox.journal({ limit: 1000 })

  const kinds: string[] = []
  let entry = entries.find(one => one.kind === 'inbox.message')
  while (entry !== undefined) {
    kinds.unshift(entry.kind)
    entry = entries.find(one => one.seq === entry?.causedBy)
  }

  expect(kinds[0]).toBe('bloomreach.scenario-started')
  expect(kinds.at(-2)).toBe('bloomreach.email-sent')
})

test('an x-sandbox-request-id finds its request in the journal', async () => {
  await using sandbox = await inProcess()

  const response = await sandbox.fetch('/customer_engagement/referral?campaignId=373')
  const id = response.headers.get('x-sandbox-request-id')

  const { entries } = await sandbox.journal({ kind: 'talon-one.request' })
  expect(entries).toMatchObject([{ requestId: id, method: 'GET', path: '/customer_engagement/referral' }])
})

test('reset goes back to the loaded world: same codes again, an empty inbox', async () => {
  await using sandbox = await inProcess('fast')
  const codes = async () => {
    await sandbox.startScenarios()
    await sandbox.settle()
    return (await sandbox.journal({ kind: 'talon-one.referral-created' })).entries.map(entry => entry.code)
  }
  const first = await codes()

  const ready = await sandbox.reset()

  expect(ready.clock.now).toBe('2026-01-05T09:00:00.000Z')
  expect(await sandbox.inbox.list()).toEqual([])
  expect(await codes()).toEqual(first)
})

test('reset brings back the catalogs of the world', async () => {
  await using sandbox = await startSandbox({
    listen: false,
    world: {
      bloomreach: { catalogs: { Shoes: { id: 's1', fields: [{ name: 'title' }], items: { a: {} } } } },
    },
  })
  const { projectToken, apiKeyId, apiSecret } = sandbox.bloomreach
  const items = async (method: string, path: string, body?: object) => {
    const response = await sandbox.fetch(`/data/v2/projects/${projectToken}/catalogs/s1/items${path}`, {
      method,
      headers: { authorization: `Basic ${btoa(`${apiKeyId}:${apiSecret}`)}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return ((await response.json()) as { data?: unknown }).data
  }
  const before = await items('GET', '')
  await items('PUT', '/b', { properties: { title: 'Blue' } })
  await items('POST', '/a/partial-update', { properties: { title: 'Red' } })
  expect(await items('GET', '')).not.toEqual(before)

  await sandbox.reset()

  expect(await items('GET', '')).toEqual(before)
})

test('two sandboxes in one process share nothing', async () => {
  await using one = await inProcess('fast')
  await using two = await inProcess('fast')

  await one.startScenarios()
  await one.settle()

  expect(await one.inbox.list()).toHaveLength(3)
  expect(await two.inbox.list()).toEqual([])
  expect((await two.journal()).entries).toEqual([])
})

test('secret header values of an integration are never given back', async () => {
  await using sandbox = await inProcess()

  const { id } = await sandbox.integrations.create({
    type: 'http_authentication_schema',
    name: 'Private',
    endpoint: 'https://integration.talon.one/cdp/',
    headers: [{ name: 'Authorization', value: 'ApiKey-v1 hidden-value', visibility: 'secret' }],
  })

  const shown = JSON.stringify([await sandbox.integrations.get(id), await sandbox.integrations.list()])
  expect(shown).not.toContain('hidden-value')
})

test('a wrong scenario is refused with all its findings, and nothing is kept', async () => {
  await using sandbox = await inProcess()
  const before = await sandbox.scenarios.list()

  const refused = sandbox.scenarios.create({
    name: 'Loose',
    nodes: [{ id: 1, type: 'now' }],
    connections: [[1, 9]],
  })

  await expect(refused).rejects.toMatchObject({ code: 'invalid-scenario' })
  expect(await sandbox.scenarios.list()).toEqual(before)
})

test('preview counts as the vendor does and sends nothing', async () => {
  await using sandbox = await inProcess('fast')
  const { scenarios } = await sandbox.scenarios.list()

  const preview = await sandbox.scenarios.preview(scenarios[0]?.id ?? '')

  expect(preview).toMatchObject({ affected: 8 })
  expect((await sandbox.journal({ kind: 'bloomreach.webhook-request' })).entries).toEqual([])
})

test('a planned fault strikes as often as planned, and an unknown operation is refused', async () => {
  await using sandbox = await inProcess('fast')
  await sandbox.faults.add({ operation: 'smtp/rcpt', first: 1, answer: { code: 550 } })
  await sandbox.startScenarios()
  await sandbox.settle()

  expect(await sandbox.inbox.list()).toHaveLength(2)
  const { entries } = await sandbox.journal({
    kind: 'bloomreach.campaign-event',
    customer: 'ada@example.com',
  })
  expect(entries.map(entry => entry.status)).toContain('hard_bounced')
  await expect(sandbox.faults.add({ operation: 'cep/createReferal' })).rejects.toMatchObject({
    code: 'unknown-operation',
  })
})

test('the control API describes itself', async () => {
  await using sandbox = await inProcess()

  const description = (await (await sandbox.fetch('/_sandbox/openapi.json')).json()) as {
    openapi: string
    paths: object
  }

  expect(description.openapi).toBe('3.1.0')
  expect(Object.keys(description.paths)).toContain('/bloomreach/scenarios/{id}/evaluation')
})

test('an inbox that is full keeps the newest mails and says so in the journal', async () => {
  await using sandbox = await startSandbox({ listen: false, inboxCapacity: 2 })

  await sandbox.startScenarios()
  await sandbox.settle()

  expect((await sandbox.inbox.list()).map(mail => mail.To[0]?.Address)).toEqual([
    'edsger@example.com',
    'grace@example.com',
  ])
  const { entries } = await sandbox.journal({ kind: 'inbox.pruned' })
  expect(entries).toMatchObject([{ capacity: 2, pruned: 1, total: 1 }])
})

test('a scenario has a history, and a test run renders it for one customer without sending', async () => {
  await using sandbox = await inProcess()
  const [scenario] = (await sandbox.scenarios.list()).scenarios
  const path = `/_sandbox/bloomreach/scenarios/${scenario?.id}`
  const testRun = await sandbox.fetch(`${path}/test`, {
    method: 'POST',
    body: JSON.stringify({ customer: 'ada@example.com', responses: { 3: { code: 'TEST-0001' } } }),
    headers: { 'content-type': 'application/json' },
  })

  expect(JSON.stringify(await testRun.json())).toContain('Your referral code: TEST-0001')
  expect(await (await sandbox.fetch(`${path}/versions`)).json()).toMatchObject({ versions: [{ number: 1 }] })
  expect(await sandbox.inbox.list()).toEqual([])
})

test('every answer of the one port has an x-sandbox-request-id, each its own', async () => {
  await using sandbox = await startSandbox()
  const calls = [
    ['GET', '/'],
    ['HEAD', '/'],
    ['GET', '/console/customers/ada%40example.com'],
    ['GET', '/console/nowhere'],
    ['GET', '/favicon.ico'],
    ['OPTIONS', '/track/v2/projects/x/customers'],
    ['HEAD', '/customer_engagement/referral'],
    ['GET', '/v1/nothing'],
    ['GET', '/_sandbox/ready'],
    ['HEAD', '/_sandbox/ready'],
    ['POST', '/_sandbox/nothing'],
  ] as const

  const ids: (string | null)[] = []
  for (const [method, path] of calls) {
    ids.push((await fetch(sandbox.url + path, { method })).headers.get('x-sandbox-request-id'))
  }

  // What Node itself refuses, before any route.
  const long = { headers: { 'x-long': 'x'.repeat(40_000) } }
  ids.push((await fetch(`${sandbox.url}/v1/nothing`, long)).headers.get('x-sandbox-request-id'))

  expect(ids).not.toContain(null)
  expect(new Set(ids).size).toBe(ids.length)
})

test.each([
  ['GET', '/journal?custmer=ada@example.com', undefined],
  ['GET', '/journal?limit=0', undefined],
  ['GET', '/customers/nobody/timeline', undefined],
  ['POST', '/clock/advance', { by: 'soon' }],
  ['POST', '/clock/advance', { by: '99999999 days' }],
  ['POST', '/clock/advance', { to: '2020-01-01T00:00:00Z' }],
  ['POST', '/clock/advance', '{"by"'],
  ['POST', '/faults', { operation: 'nothing' }],
  ['POST', '/bloomreach/integrations', { type: 'nothing' }],
  ['POST', '/bloomreach/consent-categories', {}],
  ['POST', '/bloomreach/scenarios', []],
  ['DELETE', '/bloomreach/scenarios/none', undefined],
  ['GET', '/nothing', undefined],
])('the error of %s %s %j has a code, a sentence and a hint', async (method, path, content) => {
  await using sandbox = await inProcess()

  const answer = await sandbox.fetch(`/_sandbox${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(content === undefined
      ? {}
      : { body: typeof content === 'string' ? content : JSON.stringify(content) }),
  })

  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(answer.status).toBeLessThan(500)
  const { error } = (await answer.json()) as { error: ErrorBody }
  expect(error).toMatchObject({
    code: expect.stringMatching(/^[a-z-]+$/),
    message: expect.stringMatching(/^Cannot .+: /),
    hint: expect.stringMatching(/\S/),
  })
  expect(error.message.endsWith(error.remedy ?? '')).toBe(true)
})

test('what is there already is 409', async () => {
  await using sandbox = await inProcess()
  const twice = async (path: string, content: object) => {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(content),
    }
    const first = await sandbox.fetch(`/_sandbox/bloomreach${path}`, init)
    const again = await sandbox.fetch(`/_sandbox/bloomreach${path}`, init)
    return [first.status, again.status, ((await again.json()) as { error: ErrorBody }).error.code]
  }
  const push = { id: 2, type: 'push', title: 'Hi', generalConsent: true }
  const mine = { id: 'mine', name: 'Mine', nodes: [{ id: 1, type: 'now' }, push], connections: [[1, 2]] }
  const preset = { type: 'webhook_preset', name: 'Audit', url: 'https://example.com/' }

  expect(await twice('/scenarios', mine)).toEqual([200, 409, 'scenario-exists'])
  expect(await twice('/consent-categories', { id: 'sms', name: 'SMS' })).toEqual([
    200,
    409,
    'category-exists',
  ])
  expect(await twice('/integrations', preset)).toEqual([200, 409, 'integration-exists'])
})
