// The tutorial: process start to ready, a whole run, and a population through the scenario against a plain loop.
import { spawn } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { createTransport } from 'nodemailer'
import { startSandbox, type WorldDefinition } from '../../harness/index.ts'
import { address, codeNode, mailNode, scenario, shop } from '../support/shop.ts'
import { type BenchTable, machine, spread, spreadText, tableText, timed } from './measure.ts'

const REPEATS = 5

export async function benchTutorial(): Promise<BenchTable[]> {
  return [await processes(), await population()]
}

async function processes(): Promise<BenchTable> {
  const ready: number[] = []
  const run: number[] = []
  for (let i = 0; i <= REPEATS; i++) {
    const [readyMs, runMs] = [await startToReady(), await timed(() => child(['run']))]
    // The first round fills the caches of the file system, and makes the bundle.
    if (i > 0) {
      ready.push(readyMs)
      run.push(runMs)
    }
  }
  return {
    title: 'Whole processes, milliseconds',
    columns: ['what', 'median (min to max)', 'promise'],
    rows: [
      ['process start to ready, from a checkout', spreadText(spread(ready), 0), 'under 600'],
      ['referral-sandbox run of the tutorial, from a checkout', spreadText(spread(run), 0), 'under 1,000'],
    ],
  }
}

function start(args: string[]) {
  return spawn(process.execPath, ['bin/referral-sandbox.js', ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, MAILPIT_URL: '', MAILPIT_SMTP_URL: '' },
  })
}

const child = (args: string[]) =>
  new Promise(resolve => {
    const running = start(args)
    running.stdout.resume()
    running.once('close', resolve)
  })

function startToReady(): Promise<number> {
  return new Promise(resolve => {
    const from = performance.now()
    const running = start(['start', '--json', '--port', '0', '--inbox-port', '0', '--smtp-port', '0'])
    let ms = Number.NaN
    running.stdout.once('data', () => {
      ms = performance.now() - from
      running.kill('SIGINT')
    })
    running.once('close', () => resolve(ms))
  })
}

const nameOf = (index: number) => `customer-${index}`

/** The tutorial's world with this many customers, each with a profile and consent. */
const worldOf = (customers: number): WorldDefinition =>
  shop({
    people: Array.from({ length: customers }, (_, index) => nameOf(index)),
    scenarios: [
      scenario('Referral code by email', [
        { id: 1, type: 'now' },
        { id: 2, type: 'wait', period: '1 minute' },
        codeNode(3),
        mailNode(4, 'Your referral code', 'Your referral code: {{ webhook.code }}'),
      ]),
    ],
  })

/** Milliseconds per customer through the scenario, real SMTP into the embedded inbox. */
async function throughScenario(customers: number): Promise<{ ms: number; bytes: number }> {
  const sandbox = await startSandbox({ world: worldOf(customers) })
  global.gc?.()
  const before = process.memoryUsage().heapUsed
  const ms = await timed(async () => {
    await sandbox.startScenarios()
    await sandbox.settle()
  })
  global.gc?.()
  const bytes = (process.memoryUsage().heapUsed - before) / customers
  await sandbox.stop()
  return { ms: ms / customers, bytes }
}

/** The same fetch and the same pooled SMTP send in a loop, without an engine. */
async function plainLoop(customers: number): Promise<number> {
  const sandbox = await startSandbox({ world: worldOf(customers) })
  const { hostname, port } = new URL(sandbox.smtpUrl)
  const transport = createTransport({
    host: hostname,
    port: Number(port),
    pool: true,
    maxConnections: 1,
    maxMessages: 1e9,
    ignoreTLS: true,
  })
  const key = sandbox.talonOne.keyFor('customer_engagement')
  const ms = await timed(async () => {
    for (let index = 0; index < customers; index++) {
      const email = address(nameOf(index))
      const response = await sandbox.talonOne.app.fetch(
        new Request(
          `https://integration.talon.one/customer_engagement/referral?campaignId=373&advocateProfileIntegrationId=${encodeURIComponent(email)}`,
          {
            headers: {
              Authorization: `ApiKey-v1 ${key}`,
              'destination-hostname': 'sandbox.europe-west1.talon.one',
            },
          },
        ),
      )
      const { code } = (await response.json()) as { code: string }
      await transport.sendMail({
        from: 'shop@example.com',
        to: email,
        subject: 'Your referral code',
        html: `<p>Your referral code: ${code}</p>`,
        text: `Your referral code: ${code}`,
      })
    }
  })
  transport.close()
  await sandbox.stop()
  return ms / customers
}

async function population(): Promise<BenchTable> {
  const ratios: number[] = []
  const small: number[] = []
  const memory: number[] = []
  await throughScenario(1_000)
  for (let i = 0; i < 3; i++) {
    const engine = await throughScenario(10_000)
    const loop = await plainLoop(10_000)
    ratios.push(loop / engine.ms)
    small.push(engine.ms)
    memory.push(engine.bytes)
  }
  const large = await throughScenario(100_000)
  const growth = large.ms / spread(small).median
  return {
    title: 'A population through the scenario into the embedded inbox',
    columns: ['what', 'median (min to max)', 'promise'],
    rows: [
      [
        '10,000 customers: rate against a plain loop of fetch and send',
        spreadText(spread(ratios)),
        'at least 0.60',
      ],
      ['10,000 customers: milliseconds per customer', spreadText(spread(small), 3), ''],
      ['time per customer at 100,000 against 10,000', growth.toFixed(2), '1.15 at most'],
      [
        'heap kept per customer (mail, journal, run), KB',
        spreadText(spread(memory.map(bytes => bytes / 1024)), 1),
        '',
      ],
    ],
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  console.log(machine())
  for (const table of await benchTutorial()) console.log(tableText(table))
}
