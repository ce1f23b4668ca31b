import { expect, onTestFinished, test } from 'vitest'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../../harness/index.ts'
import { line, projectWith, webhook } from '../../support/scenario-world.ts'

async function started(options: SandboxOptions): Promise<Sandbox> {
  const sandbox = await startSandbox({ clock: 'manual', ...options })
  onTestFinished(() => sandbox.stop())
  return sandbox
}

async function answersOf(world: Pick<Sandbox, 'startScenarios' | 'settle' | 'journal'>) {
  await world.startScenarios()
  await world.settle()
  const { entries } = await world.journal({ kind: 'bloomreach.webhook-response' })
  return entries.map(({ status }) => status)
}

const requestsIn = async (world: Sandbox) => {
  const { entries } = await world.journal({ kind: 'talon-one.request' })
  return entries.map(({ path }) => path)
}

/** What links begin with; a webhook there is answered in process. */
const PUBLIC = 'http://127.0.0.1:4400'

test.each([
  ["a vendor's host", 'https://integration.talon.one/v1/audiences'],
  ['the server without an address', `${PUBLIC}/v1/audiences`],
])('a webhook to %s stays in its world', async (_, url) => {
  const world = projectWith(['ada'], line(webhook(url)))
  const sandbox = await started({ world, publicUrl: PUBLIC })
  const fork = await sandbox.fork()

  await answersOf(fork)

  expect(await requestsIn(fork)).toEqual(['/v1/audiences'])
  expect(await requestsIn(sandbox)).toEqual([])
})

test('a webhook to the address of another world leads there, and its journal names no cause of this one', async () => {
  const sandbox = await started({
    world: projectWith(['ada'], line(webhook('http://sandbox.internal/w/other/v1/audiences'))),
    listen: false,
  })
  const other = await sandbox.fork({ name: 'other' })

  await answersOf(sandbox)

  const { entries } = await other.journal({ kind: 'talon-one.request' })
  expect(entries).toMatchObject([{ path: '/v1/audiences' }])
  expect(entries[0]).not.toHaveProperty('causedBy')
  expect(await requestsIn(sandbox)).toEqual([])
})

test('a job that asks for a fork of its own world is refused, and goes on', async () => {
  const sandbox = await started({
    world: projectWith(
      ['ada'],
      line(webhook(`${PUBLIC}/_sandbox/worlds`, { method: 'POST', payload: '{}' })),
    ),
    publicUrl: PUBLIC,
  })

  expect(await answersOf(sandbox)).toEqual([409])
  expect((await sandbox.worlds.list()).worlds).toHaveLength(1)
})

test('a world whose mails are in a Mailpit of its own is not forked', async () => {
  const mailpit = await started({})
  const sandbox = await started({ mailpitUrl: mailpit.inbox.url, smtpUrl: mailpit.smtpUrl })

  await expect(sandbox.fork()).rejects.toMatchObject({ code: 'inbox-elsewhere' })
  expect((await sandbox.worlds.list()).worlds).toHaveLength(1)
})
