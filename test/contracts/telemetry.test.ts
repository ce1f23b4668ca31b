// Pact's core reports to an analytics host unless it is told not to. Every path of ours is run with a proxy in the
// environment that notes who wants to go out, and answers nobody; those that are processes of their own with HOSTILE=full.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { hear, writePact } from '../../contracts/court/court.ts'
import { openVerifierOffice } from '../../contracts/court/verify.ts'
import { COMMITTED_PACTS } from '../../contracts/environment.ts'
import { trackerToBloomreach } from '../../contracts/tracker-to-bloomreach/contract.ts'
import { embeddedInbox } from '../support/mailpit.ts'
import { isFull } from '../support/thoroughness.ts'

let spy: Server
let wanted: string[] = []
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'telemetry-'))
  spy = createServer((request, response) => {
    note(request.url)
    response.writeHead(502).end()
  })
  spy.on('connect', (request, socket) => {
    note(request.url)
    // Who is refused may hang up first.
    socket.on('error', () => {})
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
  })
  await new Promise<void>(resolve => spy.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  spy.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() => {
  wanted = []
})

const waiting = new Map<string, () => void>()
/** Resolves when somebody wants to go to a host of this name. */
const spied = (host: string) => new Promise<void>(done => waiting.set(host, done))
function note(url = ''): void {
  wanted.push(url)
  for (const [host, done] of waiting) if (url.includes(host)) done()
}

const spyUrl = () => `http://127.0.0.1:${(spy.address() as AddressInfo).port}`
const proxies = (): Record<string, string> => ({
  http_proxy: spyUrl(),
  https_proxy: spyUrl(),
  no_proxy: '127.0.0.1,localhost',
})

/** Without PACT_DO_NOT_TRACK from outside: what we set ourselves must be enough. */
function run(
  args: string[],
  { more = {}, signal }: { more?: Record<string, string>; signal?: AbortSignal } = {},
): Promise<{ code: number; stdout: string }> {
  const env: NodeJS.ProcessEnv = { ...process.env, ...proxies(), ...more }
  delete env.CI
  if (!('PACT_DO_NOT_TRACK' in more)) delete env.PACT_DO_NOT_TRACK
  return new Promise(resolve => {
    execFile(
      process.execPath,
      args,
      { env, timeout: 110_000, ...(signal === undefined ? {} : { signal }) },
      (error, stdout) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout }),
    )
  })
}

/** Spelt like this Pact's own JavaScript would use it even for this machine. */
const behindProxy = (): Record<string, string> => ({ HTTP_PROXY: spyUrl(), HTTPS_PROXY: spyUrl() })

const TELLING_VERIFIER = fileURLToPath(new URL('./support/telling-verifier.ts', import.meta.url))
const IN_TURN = fileURLToPath(new URL('./support/commands-in-turn.ts', import.meta.url))

test.runIf(isFull)('the spy sees what Pact would report when nobody forbids it', async () => {
  const ender = new AbortController()
  const ended = run([TELLING_VERIFIER, join(COMMITTED_PACTS, 'shop-tracker-bloomreach.json')], {
    more: { PACT_DO_NOT_TRACK: '1' },
    signal: ender.signal,
  })
  await spied('google-analytics')
  ender.abort()
  await ended

  expect(wanted.join(' ')).toMatch(/google-analytics/)
})

test.runIf(isFull)(
  'npm run contracts, contracts:live and contracts:record report nothing, also behind a proxy, ask nobody but the tenant, and the witness who disagrees is in the exit code',
  async () => {
    const name = 'shop-tracker-bloomreach.json'
    const pact = await readFile(join(COMMITTED_PACTS, name), 'utf8')
    await writeFile(join(folder, name), pact.replace('"event_type": "purchase"', '"event_type": "other"'))
    const inbox = await embeddedInbox.start()
    const tenant = {
      MAILPIT_URL: inbox.url,
      CONTRACTS_ALLOW_HOSTS: new URL(inbox.url).host,
      CONTRACTS_RECORD: join(folder, 'record.json'),
    }
    const args = ['--yes', '--only', 'tests-to-inbox']
    const first = JSON.stringify([
      ['live', ...args],
      ['record', ...args],
    ])
    const last = ['--only', 'tracker-to-bloomreach', '--pacts', folder]
    const { code, stdout } = await run(['--import', import.meta.resolve('tsx'), IN_TURN, first, ...last], {
      more: { ...behindProxy(), ...tenant },
    })
    await inbox.stop()

    expect(wanted).toEqual([])
    expect(stdout).toContain('live ends with 0\n')
    expect(stdout).toContain('record ends with 0\n')
    expect(stdout).toContain('the consumer disagrees on 1')
    expect(code).toBe(1)
  },
)

test('the consumer and provider tests, which run in a worker like this one, report nothing', async () => {
  for (const [name, value] of Object.entries(proxies())) vi.stubEnv(name, value)
  const office = await openVerifierOffice()
  const { made } = await writePact(trackerToBloomreach, trackerToBloomreach.interactions)
  const verdicts = await hear({
    contract: trackerToBloomreach,
    pacts: COMMITTED_PACTS,
    description: undefined,
    office,
  })
  await office.close()
  vi.unstubAllEnvs()

  expect(wanted).toEqual([])
  expect(made?.interactions.length).toBeGreaterThan(0)
  expect(verdicts.map(({ says }) => says.emulator.verdict)).not.toContain('disagrees')
  expect(verdicts).not.toEqual([])
})
