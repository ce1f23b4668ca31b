// What users start, under load: `referral-sandbox start` with default options creates referrals for a client in another process,
// alternating with a bare node:http server that answers the same bytes. Run it alone with `tsx test/bench/command.ts`.
import { execFile, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type BenchServer, startServer } from './http-load.ts'
import { type BenchTable, machine, spread, spreadText, tableText } from './measure.ts'

const HERE = (file: string) => fileURLToPath(new URL(file, import.meta.url))
const CONNECTIONS = 50
const SECONDS = 2
const ROUNDS = 7
const MANY = 1_000_000
const IMPORTED_AT_ONCE = 50_000

interface Subject extends BenchServer {
  name: string
  request: string
}

interface Measured {
  perSecond: number
  p99: number
  processorMicros: number
}

export async function benchCommand(): Promise<BenchTable> {
  const data = await mkdtemp(join(tmpdir(), 'bench-data-'))
  const subjects = [
    await startBare(),
    await startCommand('referral-sandbox start, 1,000 stored', [], 1_000),
    await startCommand('the same, 1,000,000 stored', [], MANY),
    await startCommand('start --json, 1,000 stored', ['--json'], 1_000),
    await startCommand('start --data, 1,000 stored', ['--data', data], 1_000),
  ]
  const measured = new Map<string, Measured[]>(subjects.map(({ name }) => [name, []]))
  // The first round warms up.
  for (let round = 0; round <= ROUNDS; round++) {
    for (const subject of subjects) {
      const one = await loadFromOutside(subject)
      if (round > 0) measured.get(subject.name)?.push(one)
    }
  }
  for (const subject of subjects) await subject.stop()
  await rm(data, { recursive: true })
  return tableOf(measured)
}

async function loadFromOutside(subject: Subject): Promise<Measured> {
  const usedBefore = await subject.processorTime()
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--import',
    'tsx',
    HERE('./load-process.ts'),
    ...[subject.port, CONNECTIONS, SECONDS, subject.request].map(String),
  ])
  const { answered, perSecond, p99 } = JSON.parse(stdout) as {
    answered: number
    perSecond: number
    p99: number
  }
  return { perSecond, p99, processorMicros: ((await subject.processorTime()) - usedBefore) / answered }
}

function tableOf(measured: Map<string, Measured[]>): BenchTable {
  const [bare = []] = measured.values()
  const row = ([name, of]: [string, Measured[]]) => {
    const figure = (read: (one: Measured) => number, digits = 2) => spreadText(spread(of.map(read)), digits)
    const ratio = (read: (one: Measured, bareOne: Measured) => number) =>
      spreadText(spread(of.map((one, round) => read(one, bare[round] ?? one))))
    return [
      name,
      figure(one => one.perSecond, 0),
      ratio((one, other) => one.perSecond / other.perSecond),
      figure(one => one.processorMicros, 1),
      ratio((one, other) => other.processorMicros / one.processorMicros),
      figure(one => one.p99, 1),
      ratio((one, other) => one.p99 / other.p99),
    ]
  }
  return {
    title: `Create referral through the command, from another process, ${CONNECTIONS} connections`,
    columns: ['', 'requests/s', 'of bare', 'processor µs a request', 'of bare', 'p99, ms', 'times bare'],
    rows: [...measured].map(row),
  }
}

const referralRequest = (key: string) =>
  [
    'GET /customer_engagement/referral?campaignId=373&advocateProfileIntegrationId=ada%40example.com HTTP/1.1',
    'host: 127.0.0.1',
    `authorization: ApiKey-v1 ${key}`,
    'destination-hostname: sandbox.europe-west1.talon.one',
    'customer-engagement-platform-name: Bloomreach',
    '\r\n',
  ].join('\r\n')

async function startBare(): Promise<Subject> {
  const server = await startServer(HERE('./talon-one-server.ts'), 'bare')
  return { ...server, name: 'bare node:http', request: referralRequest('any') }
}

/** `start` on free ports, its own inbox beside it. */
export function spawnCommand(options: readonly string[]) {
  const ports = ['--port', '0', '--inbox-port', '0', '--smtp-port', '0']
  return spawn(process.execPath, [HERE('../../bin/referral-sandbox.js'), 'start', ...ports, ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, MAILPIT_URL: '', MAILPIT_SMTP_URL: '' },
  })
}

async function startCommand(name: string, options: string[], stored: number): Promise<Subject> {
  const child = spawnCommand(options)
  const exited = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const environment = await environmentSaid(child)
  const subject = {
    name,
    port: Number(new URL(environment.TALON_ONE_BASE_URL ?? '').port),
    request: referralRequest(environment.TALON_ONE_CEP_API_KEY ?? ''),
    processorTime: async () => processorTimeOf(child.pid ?? 0),
    stop: async () => {
      child.kill()
      await exited
    },
  }
  await store(environment, stored)
  return subject
}

const LAST_SAID = /\n(?:Emails|No emails)/

/** The lines NAME=VALUE that `start` prints; what it prints later is read and thrown away. */
export function environmentSaid(child: ReturnType<typeof spawn>): Promise<Record<string, string>> {
  let text = ''
  return new Promise(resolve => {
    const hear = (chunk: Buffer) => {
      if (LAST_SAID.test(text)) return
      text += chunk.toString()
      if (!LAST_SAID.test(text)) return
      resolve(
        Object.fromEntries(
          [...text.matchAll(/^ {2}([A-Z_]+)=(\S+)$/gm)].map(([, name, value]) => [name, value]),
        ),
      )
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
  })
}

/** Referrals that are there already, brought in as a team would: by import. */
async function store(environment: Record<string, string>, count: number): Promise<void> {
  for (let from = 0; from < count; from += IMPORTED_AT_ONCE) {
    const amount = Math.min(IMPORTED_AT_ONCE, count - from)
    const lines = Array.from({ length: amount }, (_, index) => `STORED-${from + index},ada@example.com`)
    const form = new FormData()
    form.set(
      'upFile',
      new Blob([`code,advocateprofileintegrationid\n${lines.join('\n')}\n`]),
      'referrals.csv',
    )
    const url = `${environment.TALON_ONE_BASE_URL}/v1/applications/1/campaigns/373/import_referrals`
    const headers = { authorization: `ManagementKey-v1 ${environment.TALON_ONE_MANAGEMENT_KEY}` }
    const response = await fetch(url, { method: 'POST', headers, body: form })
    if (!response.ok) throw new Error(`The import is answered ${response.status}: ${await response.text()}`)
  }
}

/** Microseconds of user and system time, from the process table; not a number where there is none to read. */
export function processorTimeOf(pid: number): number {
  if (process.platform !== 'linux') return Number.NaN
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  const TICK_MICROS = 10_000
  return (Number(fields[11]) + Number(fields[12])) * TICK_MICROS
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(`${machine()}\n\n${tableText(await benchCommand())}`)
}
