import { describe, expect, onTestFinished, test } from 'vitest'
import { type Sandbox, type SandboxOptions, startSandbox, type World } from '../../../harness/index.ts'
import { addressOf } from '../../../harness/running/address.ts'
import { answering, json as answerJson } from '../../support/answering-server.ts'
import { line, projectWith, webhook } from '../../support/scenario-world.ts'

const started = (options: SandboxOptions = {}): Promise<Sandbox> =>
  startSandbox({ clock: 'manual', ...options })

/** As a stranger asks. */
async function ask(url: string, method = 'GET', body?: object, headers: Record<string, string> = {}) {
  const answer = await fetch(url, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  const isJson = answer.headers.get('content-type')?.includes('json')
  return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text }
}

const make = async (sandbox: Sandbox, body: object = {}): Promise<World> =>
  (await ask(`${sandbox.url}/_sandbox/worlds`, 'POST', body)).body

const referral = (world: World, headers: Record<string, string> = {}) =>
  ask(
    `${world.http}/customer_engagement/referral?campaignId=373&advocateProfileIntegrationId=ada%40example.com`,
    'GET',
    undefined,
    {
      authorization: `ApiKey-v1 ${world.environment.TALON_ONE_CEP_API_KEY}`,
      'destination-hostname': 'sandbox.europe-west1.talon.one',
      'customer-engagement-platform-name': 'bloomreach',
      ...headers,
    },
  )

test.each([
  ['/w/a/v1/x?y=1', { id: 'a', rest: '/v1/x?y=1' }],
  ['/w/a', { id: 'a', rest: '/' }],
  ['/w/a?y=1', { id: 'a', rest: '/?y=1' }],
  ['/w/a/', { id: 'a', rest: '/' }],
  ['/w/', { id: '', rest: '/' }],
  ['/w/a//v1', { id: 'a', rest: '//v1' }],
  ['/w', undefined],
  ['/worlds', undefined],
  ['/v1/w/a', undefined],
])('%s names %o', (path, address) => {
  expect(addressOf(path)).toEqual(address)
})

test('a world is behind a base URL of its own, with all its paths', async () => {
  await using sandbox = await started()
  const world = await make(sandbox, { name: 'checkout' })

  const ready = await ask(`${world.http}/_sandbox/ready`)
  await ask(`${world.http}/_sandbox/clock/advance`, 'POST', { by: '1h' })

  expect(world).toMatchObject({ id: 'checkout', from: 'first', http: `${sandbox.url}/w/checkout` })
  expect(ready.body.http).toBe(world.http)
  expect((await ask(`${world.http}/_sandbox/clock`)).body.now).toBe('2026-01-05T10:00:00.000Z')
  expect((await sandbox.clock.state()).now).toBe('2026-01-05T09:00:00.000Z')
  expect((await ask(`${world.http}/`)).body).toContain('Referral sandbox')
})

test('two worlds draw the same codes of the same requests, and neither sees those of the other', async () => {
  await using sandbox = await started()
  const [one, two, other] = [
    await make(sandbox),
    await make(sandbox),
    await make(sandbox, { seed: 'another' }),
  ]

  const answers = await Promise.all([one, one, two, other].map(world => referral(world)))

  const [first, second, again, drawn] = answers.map(({ status, body }) => [status, body.code])
  expect(again).toEqual(first)
  expect(second).not.toEqual(first)
  expect(drawn).not.toEqual(first)
  expect(drawn?.[0]).toBe(200)
  expect((await sandbox.journal({ kind: 'talon-one.referral-created' })).entries).toEqual([])
})

test('the header x-sandbox-world leads to the same world as its base URL', async () => {
  await using sandbox = await started()
  const world = await make(sandbox)
  await referral({ ...world, http: sandbox.url }, { 'x-sandbox-world': world.id })

  const journal = await ask(`${world.http}/_sandbox/journal?kind=talon-one.referral-created`)

  expect(journal.body.entries).toHaveLength(1)
  const both = await ask(`${world.http}/_sandbox/ready`, 'GET', undefined, { 'x-sandbox-world': world.id })
  expect(both.status).toBe(200)
  const first = await ask(`${sandbox.url}/_sandbox/ready`, 'GET', undefined, { 'x-sandbox-world': 'first' })
  expect(first.body.http).toBe(sandbox.url)
})

test('a fork of a world goes on from where that stands, and so does one that is asked for behind its base', async () => {
  await using sandbox = await started()
  const world = await make(sandbox)
  await ask(`${world.http}/_sandbox/clock/advance`, 'POST', { by: '1h' })

  const named = await make(sandbox, { from: world.id })
  const { body: asked } = await ask(`${world.http}/_sandbox/worlds`, 'POST', {})

  for (const fork of [named, asked]) {
    expect(fork).toMatchObject({ from: world.id, clock: { now: '2026-01-05T10:00:00.000Z' } })
  }
})

test('worlds are listed with the first one first, and are gone when they are deleted', async () => {
  await using sandbox = await started()
  await make(sandbox, { name: 'a', ttl: '1h' })
  await make(sandbox, { name: 'b' })

  const deleted = await ask(`${sandbox.url}/w/a/_sandbox/worlds/a`, 'DELETE')
  const { worlds } = await sandbox.worlds.list()

  expect(deleted).toMatchObject({ status: 200, body: { deleted: 'a' } })
  expect(worlds.map(({ id }) => id)).toEqual(['first', 'b'])
})

describe('what cannot be had', () => {
  test.each([
    ['a world that never was', 'nobody', 'there is none'],
    ['a world that was deleted', 'gone', 'it was deleted'],
    ['a world inside another', 'kept/w/kept', 'no world is inside another'],
    ['no name', '', 'there is none'],
  ])('%s is a 404 of the sandbox on every path', async (_, id, why) => {
    await using sandbox = await started()
    await make(sandbox, { name: 'kept' })
    await make(sandbox, { name: 'gone' })
    await sandbox.worlds.delete('gone')

    for (const path of ['/v1/customer_profiles/x', '/track/v2/x', '/_sandbox/ready', '/console', '']) {
      const { status, headers, body } = await ask(`${sandbox.url}/w/${id}${path}`, 'POST', {})
      expect(status).toBe(404)
      expect(headers.get('x-sandbox')).toBe('unknown-world')
      expect(headers.get('x-sandbox-reason')).toBe('unknown-world')
      expect(headers.get('x-sandbox-request-id')).toMatch(/^nowhere-\d+$/)
      expect(body.error).toMatchObject({ code: 'unknown-world' })
      expect(body.error.message).toContain(why)
    }
  })

  test('a path and a header that name two worlds are refused', async () => {
    await using sandbox = await started()
    const world = await make(sandbox)

    const refused = await ask(`${world.http}/_sandbox/ready`, 'GET', undefined, {
      'x-sandbox-world': 'first',
    })

    expect(refused).toMatchObject({ status: 400, body: { error: { code: 'two-worlds' } } })
  })

  test.each([
    ['a name with a slash', { name: 'a/b' }, 400, 'invalid-request'],
    ['a name of two dots', { name: '..' }, 400, 'invalid-request'],
    ['an empty name', { name: '' }, 400, 'invalid-request'],
    ['a name that is too long', { name: 'a'.repeat(64) }, 400, 'invalid-request'],
    ['a name that is taken', { name: 'taken' }, 409, 'world-exists'],
    ['the name of the first world', { name: 'first' }, 409, 'world-exists'],
    ['an empty seed', { seed: '' }, 400, 'invalid-request'],
    ['a seed that is no text', { seed: 1 }, 400, 'invalid-request'],
    ['a ttl that is no length', { ttl: 'soon' }, 400, 'invalid-duration'],
    ['a ttl of nothing', { ttl: '0s' }, 400, 'invalid-duration'],
    ['a fork of no world', { from: 'nobody' }, 404, 'unknown-world'],
    ['a field that there is none of', { clock: 'fast' }, 400, 'invalid-request'],
  ])('%s is refused in a sentence, and nothing is made', async (_, body, status, code) => {
    await using sandbox = await started()
    await make(sandbox, { name: 'taken' })

    const refused = await ask(`${sandbox.url}/_sandbox/worlds`, 'POST', body)

    expect(refused).toMatchObject({ status, body: { error: { code } } })
    expect(refused.body.error.message).toMatch(/^Cannot .+\.$/)
    expect((await sandbox.worlds.list()).worlds.map(({ id }) => id)).toEqual(['first', 'taken'])
    expect((await make(sandbox)).id).toBe('fork-1')
  })

  test('of two forks under one name that are asked for at once one is made', async () => {
    await using sandbox = await started()

    const answers = await Promise.all(
      [1, 2, 3].map(() => ask(`${sandbox.url}/_sandbox/worlds`, 'POST', { name: 'one' })),
    )

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    expect((await sandbox.worlds.list()).worlds).toHaveLength(2)
  })

  test('the first world cannot be deleted', async () => {
    await using sandbox = await started()

    await expect(sandbox.worlds.delete('first')).rejects.toMatchObject({ code: 'first-world' })
    await expect(sandbox.worlds.delete('nobody')).rejects.toMatchObject({ code: 'unknown-world' })
  })

  test('more worlds than there may be are refused, and there is room again when one is deleted', async () => {
    await using sandbox = await started({ worldsCapacity: 1 })
    const world = await make(sandbox)

    await expect(sandbox.worlds.create()).rejects.toMatchObject({ code: 'too-many-worlds' })
    await sandbox.worlds.delete(world.id)

    expect((await make(sandbox)).from).toBe('first')
  })

  test('no further world is made when more memory is used than may be', async () => {
    await using sandbox = await started({ worldsBytes: 1_000_000 })

    await expect(sandbox.worlds.create()).rejects.toThrow(
      /^Cannot make another world: \d+ MB of memory are used/,
    )
  })

  test('a world is not forked while a job of it runs, and can be when that is done', async () => {
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>()
    const { promise: released, resolve: release } = Promise.withResolvers<void>()
    await using server = await answering(async (request, response) => {
      arrive()
      await released
      answerJson(200, {})(request, response)
    })
    await using sandbox = await started({
      clock: 'fast',
      world: projectWith(['ada'], line(webhook(server.url))),
    })
    await sandbox.startScenarios()
    await arrived

    const forking = sandbox.fork()

    await expect(forking).rejects.toMatchObject({ code: 'world-busy' })
    release()
    await sandbox.settle()
    expect((await sandbox.worlds.list()).worlds).toHaveLength(1)
    await using fork = await sandbox.fork()
    expect(fork.url).toBe(`${sandbox.url}/w/fork-1`)
  })
})

test('whoever waits for an answer of a world that is deleted is told so', async () => {
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>()
  await using server = await answering(() => arrive())
  await using sandbox = await started({
    clock: 'fast',
    world: projectWith(['ada'], line(webhook(server.url))),
  })
  await using fork = await sandbox.fork({ name: 'short' })
  await fork.startScenarios()
  await arrived
  const settling = ask(`${fork.url}/_sandbox/settle`, 'POST', {})
  const stream = await fetch(`${fork.url}/_sandbox/events`)
  const reading = stream.text()

  await sandbox.worlds.delete('short')

  expect(await settling).toMatchObject({ status: 404, body: { error: { code: 'unknown-world' } } })
  expect(await reading).toContain(': since the last event')
  await expect(fork.clock.state()).rejects.toThrow('Cannot find the world "short": it was deleted.')
})

test('a change that arrives whole after its world was deleted is refused, on the express way too', async () => {
  await using sandbox = await started()
  const world = await make(sandbox)
  const { port } = new URL(sandbox.url)
  const { connect } = await import('node:net')
  const socket = connect(Number(port), '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  const body = JSON.stringify({ campaignId: 373, advocateProfileIntegrationId: 'ada@example.com' })
  socket.write(
    `POST /w/${world.id}/v1/referrals HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: ApiKey-v1 ${world.environment.TALON_ONE_API_KEY}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`,
  )
  // A request on its way holds the clock of its world.
  const clock = async () => JSON.stringify((await ask(`${world.http}/_sandbox/clock`)).body.heldBy ?? [])
  await expect.poll(clock, { timeout: 20_000 }).toContain('POST /v1/referrals')

  await sandbox.worlds.delete(world.id)
  socket.write(body)
  const answer = await new Promise<string>(resolve => socket.once('data', chunk => resolve(String(chunk))))

  expect(answer).toContain('404 Not Found')
  expect(answer).toContain('x-sandbox-reason: unknown-world')
})

describe('in process', () => {
  test('a fork without ports is asked as the sandbox is, and is gone when it is stopped', async () => {
    await using sandbox = await started({ listen: false })
    const fork = await sandbox.fork()
    await fork.startScenarios()
    await fork.clock.advance('1m')
    const mail = await fork.inbox.waitFor({ to: 'ada@example.com' })

    expect(mail.Subject).toBe('Your referral code')
    expect(await sandbox.inbox.list()).toEqual([])
    const behind = await sandbox.fetch('/w/fork-1/_sandbox/ready')
    expect((await behind.json()).http).toBe(fork.url)

    await fork.stop()
    await fork.stop()
    expect((await sandbox.fetch('/w/fork-1/_sandbox/ready')).status).toBe(404)
    await expect(fork.settle()).rejects.toMatchObject({ code: 'unknown-world' })
  })

  test('a reset of a fork leads back to the loaded world, with the keys that it had', async () => {
    await using sandbox = await started({ listen: false })
    await using fork = await sandbox.fork({ seed: 'another' })
    const before = fork.environment()
    await fork.startScenarios()
    await fork.clock.advance('1m')
    const { entries } = await fork.journal({ kind: 'talon-one.referral-created' })

    await fork.reset()
    await fork.startScenarios()
    await fork.clock.advance('1m')

    expect(fork.environment()).toEqual(before)
    const again = await fork.journal({ kind: 'talon-one.referral-created' })
    expect(again.entries.map(({ code }) => code)).toEqual(entries.map(({ code }) => code))
  })

  test('the environment of a fork leads to it', async () => {
    await using sandbox = await started()
    await using fork = await sandbox.fork({ name: 'a' })

    const { SANDBOX_URL, BLOOMREACH_BASE_URL, MAILPIT_URL, MAILPIT_SMTP_URL } = fork.environment()

    expect([SANDBOX_URL, BLOOMREACH_BASE_URL]).toEqual([`${sandbox.url}/w/a`, `${sandbox.url}/w/a`])
    expect(MAILPIT_URL).toBe(`${sandbox.inbox.url}/w/a`)
    expect(MAILPIT_SMTP_URL).toBe(sandbox.smtpUrl.replace('//', '//a:a@'))
  })
})
