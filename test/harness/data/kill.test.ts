// Killed in the middle of everything: what was answered is there, nothing is half done, and the world goes on.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../../harness/index.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { isFull } from '../../support/thoroughness.ts'

const open = (data: string): Promise<Sandbox> => startSandbox({ listen: false, clock: 'manual', data })

/** As a process of its own; `shell` stands before it. */
async function started(data: string, shell = '') {
  const flags = ['--port', '0', '--inbox-port', '0', '--smtp-port', '0', '--clock', 'manual', '--no-check']
  const command = [
    process.execPath,
    resolve('bin/referral-sandbox.js'),
    'start',
    '--json',
    '--data',
    data,
    ...flags,
  ]
  const child = spawn('sh', ['-c', `${shell} exec "$@"`, 'sh', ...command], {
    env: { ...process.env, MAILPIT_URL: '', MAILPIT_SMTP_URL: '' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let out = ''
  await new Promise<void>(done => {
    child.stdout.on('data', chunk => {
      out += chunk
      if (out.includes('\n')) done()
    })
    child.once('exit', () => done())
  })
  const { http } = JSON.parse(out.split('\n')[0] ?? '{}') as { http: string }
  return { child, http, exited: once(child, 'exit') }
}

interface Keys {
  authorization: string
  basic: string
  token: string
  deployment: string
}

async function keysOf(data: string): Promise<Keys> {
  await using sandbox = await open(data)
  const { talonOne, bloomreach } = sandbox
  return {
    authorization: `ApiKey-v1 ${talonOne.keyFor('customer_engagement')}`,
    deployment: talonOne.hostname,
    basic: `Basic ${btoa(`${bloomreach.apiKeyId}:${bloomreach.apiSecret}`)}`,
    token: bloomreach.projectToken,
  }
}

interface Answered {
  codes: string[]
  customers: string[]
  now: string
}

const json = { 'content-type': 'application/json' }

/** Until it is killed; what was not answered is not noted. */
function load(http: string, keys: Keys, names: string, onAnswer: (answered: Answered) => void = () => {}) {
  const answered: Answered = { codes: [], customers: [], now: '' }
  let refused: { status: number; reason: string | null } | undefined
  const repeat = async (
    ask: (turn: number) => Promise<Response>,
    note: (body: never, turn: number) => void,
  ) => {
    for (let turn = 0; refused === undefined; turn++) {
      try {
        const answer = await ask(turn)
        const body = (await answer.json()) as never
        if (answer.status === 503) refused = { status: 503, reason: answer.headers.get('x-sandbox-reason') }
        else if (answer.ok) {
          note(body, turn)
          onAnswer(answered)
        }
      } catch {
        return
      }
    }
  }
  const ended = Promise.all([
    repeat(
      () =>
        fetch(
          `${http}/customer_engagement/referral?campaignId=373&advocateProfileIntegrationId=ada@example.com`,
          { headers: { authorization: keys.authorization, 'destination-hostname': keys.deployment } },
        ),
      ({ code }: { code: string }) => answered.codes.push(code),
    ),
    repeat(
      turn =>
        fetch(`${http}/track/v2/projects/${keys.token}/customers`, {
          method: 'POST',
          headers: { ...json, authorization: keys.basic },
          body: JSON.stringify({
            customer_ids: { registered: `${names}-${turn}` },
            properties: { turn, filling: 'x'.repeat(500) },
          }),
        }),
      (_, turn) => answered.customers.push(`${names}-${turn}`),
    ),
    repeat(
      () => fetch(`${http}/_sandbox/clock/advance`, { method: 'POST', headers: json, body: '{"by":"10s"}' }),
      ({ now }: { now: string }) => {
        answered.now = now
      },
    ),
  ])
  return { answered, ended, refusal: () => refused }
}

async function expectKept(data: string, { codes, customers, now }: Answered): Promise<void> {
  await using sandbox = await open(data)
  expect(codes.filter(code => !sandbox.talonOne.knowsCode(code))).toEqual([])
  const { customers: known } = sandbox.bloomreach
  expect(customers.filter(name => known.find({ registered: name }) === undefined)).toEqual([])
  expect((await sandbox.clock.state()).now >= now).toBe(true)
  const { journal } = sandbox.talonOne.world
  const lost = journal
    .read({ limit: Number.POSITIVE_INFINITY })
    .filter(({ causedBy }) => causedBy !== undefined && journal.get(causedBy) === undefined)
  expect(lost).toEqual([])
  await sandbox.settle()
  await sandbox.clock.advance('1h')
}

/** How often each world is killed. */
const KILLS = isFull ? [25, 25] : [2]

test('killed again and again, a world has everything that was answered, and comes to rest', async () => {
  // Beside each other: while one waits for its process, the other goes on.
  const codes = await Promise.all(KILLS.map(killed))

  expect(Math.min(...codes)).toBeGreaterThan(5)
}, 600_000)

/** A world of its own, so often; answers how many codes it gave. */
async function killed(times: number): Promise<number> {
  const data = await temporaryFolder()
  const keys = await keysOf(data)
  const all: Answered = { codes: [], customers: [], now: '' }
  for (let kill = 0; kill < times; kill++) {
    const { child, http, exited } = await started(data)
    for (const { id } of kill === 0 ? await scenariosOf(http) : []) {
      await fetch(`${http}/_sandbox/bloomreach/scenarios/${id}/start`, { method: 'POST', headers: json })
    }
    // Somewhere between the first answers and some hundred later.
    const { answered, ended } = load(http, keys, `kill${kill}`, ({ codes, customers }) => {
      if (codes.length > 5 + ((kill * 37) % 150) && customers.length > 0) child.kill('SIGKILL')
    })
    await Promise.all([exited, ended])
    all.codes.push(...answered.codes)
    all.customers.push(...answered.customers)
    await expectKept(data, { ...all, now: answered.now })
  }
  return all.codes.length
}

test('a full disk ends the taking with a clear error, and loses nothing', async () => {
  const data = await temporaryFolder()
  const keys = await keysOf(data)
  // No file may grow beyond half a megabyte.
  const { child, http, exited } = await started(data, 'trap "" XFSZ; ulimit -f 1000;')

  const { answered, ended, refusal } = load(http, keys, 'full')
  await ended

  expect(refusal()).toEqual({ status: 503, reason: 'not-kept' })
  expect(answered.customers.length).toBeGreaterThan(0)
  child.kill('SIGKILL')
  await exited
  await expectKept(data, answered)
})

async function scenariosOf(http: string): Promise<{ id: string }[]> {
  const answer = await fetch(`${http}/_sandbox/bloomreach/scenarios`)
  return ((await answer.json()) as { scenarios: { id: string }[] }).scenarios
}
