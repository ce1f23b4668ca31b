import { expect, onTestFinished, test } from 'vitest'
import { type SandboxOptions, startSandbox } from '../../harness/index.ts'
import { connect, openWorld, type SandboxWorld } from '../../harness/open-world.ts'

async function served(options: SandboxOptions = {}) {
  const sandbox = await startSandbox({ clock: 'manual', ...options })
  onTestFinished(() => sandbox.stop())
  return sandbox
}

async function mailed(world: SandboxWorld): Promise<string> {
  await world.startScenarios()
  await world.clock.advance('1m')
  return (await world.inbox.waitFor({ to: 'ada@example.com' })).Text
}

test('a world of a server is opened over HTTP, and deleted when it is stopped', async () => {
  const sandbox = await served()
  const world = await openWorld({ url: sandbox.url, name: 'a' })

  const text = await mailed(world)

  expect(text).toMatch(/[A-Z0-9]{4}-[A-Z0-9]{4}/)
  expect(world.url).toBe(`${sandbox.url}/w/a`)
  expect(world.environment().MAILPIT_SMTP_URL).toBe(world.smtpUrl)
  expect(await sandbox.inbox.list()).toEqual([])
  await world.stop()
  await world.stop()
  expect((await sandbox.worlds.list()).worlds).toHaveLength(1)
})

test('a world that is opened behind a world goes on from that', async () => {
  const sandbox = await served()
  await using prepared = await openWorld({ url: sandbox.url })
  await prepared.clock.advance('1h')

  await using world = await openWorld({ url: prepared.url })

  expect((await world.clock.state()).now).toBe('2026-01-05T10:00:00.000Z')
})

test('what is connected to goes on when it is stopped', async () => {
  const sandbox = await served()
  const first = await connect({ url: `${sandbox.url}/` })
  await first.stop()

  expect(first.url).toBe(sandbox.url)
  expect(first.environment()).toEqual(sandbox.environment())
  expect((await sandbox.clock.state()).mode).toBe('manual')
})

test('the token is sent to what is the sandbox’s own, and to nothing else', async () => {
  const sandbox = await served({ token: 'secret' })
  await using world = await openWorld({ url: sandbox.url, token: 'secret' })

  const answer = await world.fetch('/v1/customer_profiles/ada@example.com/inventory')

  expect(await mailed(world)).toContain('Your referral code')
  expect(answer.headers.get('x-sandbox-reason')).toBe('missing-credentials')
  await expect(openWorld({ url: sandbox.url })).rejects.toMatchObject({ code: 'token-required' })
})

test('a server that was reached by another name is asked by that from then on', async () => {
  const sandbox = await served()
  const url = sandbox.url.replace('127.0.0.1', 'localhost')

  await using world = await openWorld({ url, name: 'a' })

  expect(world.url).toBe(`${url}/w/a`)
  expect(new URL(world.inbox.url).hostname).toBe('localhost')
  expect(world.environment().BLOOMREACH_BASE_URL).toBe(`${url}/w/a`)
})

test('a server that does not answer and a world that is not there are told apart', async () => {
  const sandbox = await served()
  await sandbox.stop()

  await expect(openWorld({ url: sandbox.url })).rejects.toThrow(
    `Cannot open a world: nobody answers at ${sandbox.url}.`,
  )
  const other = await served()
  await expect(openWorld({ url: `${other.url}/w/nobody` })).rejects.toMatchObject({ code: 'unknown-world' })
})
