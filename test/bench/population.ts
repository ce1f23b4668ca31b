// Crowds through the tutorial's scenario into the embedded inbox: against a plain loop of fetch and send, and from ten thousand to a
// million, each in a process of its own. Run it alone with `tsx test/bench/population.ts`.
import { execFile } from 'node:child_process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { createTransport } from 'nodemailer'
import { startSandbox } from '../../harness/index.ts'
import { address } from '../support/shop.ts'
import type { Crowd } from './crowd.ts'
import { crowdOf, nameOf } from './crowd-world.ts'
import { type BenchTable, machine, spread, spreadText, tableText, timed } from './measure.ts'

const ROUNDS = 3
const SMALL = 10_000
const CROWDS = [SMALL, 100_000, 1_000_000]
const LIMIT_MS = 20 * 60_000

/** A million customers are more than Node gives its heap by itself. */
const ROOMY = ['--expose-gc', '--max-old-space-size=12288']

/** Milliseconds of each customer. */
async function throughScenario(customers: number): Promise<number> {
  const sandbox = await startSandbox({ world: crowdOf(customers) })
  const ms = await timed(async () => {
    await sandbox.startScenarios()
    await sandbox.settle()
  })
  await sandbox.stop()
  return ms / customers
}

/** The same fetch and the same pooled SMTP send in a loop, without an engine. */
async function plainLoop(customers: number): Promise<number> {
  const sandbox = await startSandbox({ world: crowdOf(customers) })
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

/** The rates by the clock and by processor time, which other work on the machine does not move. */
async function againstLoop(): Promise<BenchTable> {
  const ratios: number[] = []
  const small: number[] = []
  await throughScenario(1_000)
  for (let round = 0; round < ROUNDS; round++) {
    const ms = await throughScenario(SMALL)
    ratios.push((await plainLoop(SMALL)) / ms)
    small.push(ms)
  }
  return {
    title: 'A population through the scenario into the embedded inbox',
    columns: ['what', 'median (min to max)', 'promise'],
    rows: [
      [
        '10,000 customers: rate against a plain loop of fetch and send',
        spreadText(spread(ratios)),
        'at least 3',
      ],
      ['10,000 customers: milliseconds per customer', spreadText(spread(small), 3), ''],
    ],
  }
}

async function crowds(): Promise<BenchTable[]> {
  const found: [customers: number, crowd: Crowd | undefined][] = []
  for (const customers of CROWDS) found.push([customers, await measured(customers).catch(() => undefined)])
  const [, smallest] = found[0] ?? []
  return [throughTheScenario(found, smallest), wholeWorlds(found)]
}

const throughTheScenario = (
  found: readonly [number, Crowd | undefined][],
  smallest: Crowd | undefined,
): BenchTable => ({
  title:
    'Crowds, each in a process of its own; promised: under 4 KB kept of each customer, 1,000,000 in 480 seconds, the same rate within 15 %',
  columns: [
    'customers',
    'seconds',
    'milliseconds a customer',
    'of a processor',
    'rate of that of 10,000',
    'KB kept of each',
    'peak MiB',
  ],
  rows: found.map(([customers, crowd]) => [
    customers.toLocaleString('en'),
    ...(crowd === undefined
      ? [`more than ${LIMIT_MS / 1_000}`, '', '', '', '', '']
      : [
          ((crowd.ms * customers) / 1_000).toFixed(1),
          crowd.ms.toFixed(3),
          crowd.processorMs.toFixed(3),
          ((smallest?.ms ?? 0) / crowd.ms).toFixed(2),
          (crowd.bytes / 1_024).toFixed(2),
          crowd.peakMiB.toFixed(0),
        ]),
  ]),
})

const wholeWorlds = (found: readonly [number, Crowd | undefined][]): BenchTable => ({
  title:
    'A crowd as a whole, milliseconds; promised: a fork of 10,000 in 20, of 100,000 in 100, snapshot and restore in 3,000 each',
  columns: ['customers', 'fork', 'snapshot', 'restore'],
  rows: found.flatMap(([customers, crowd]) => {
    const whole = crowd?.whole
    if (whole === undefined) return []
    const { fork, snapshot, restore } = whole
    return [[customers.toLocaleString('en'), fork.toFixed(1), snapshot.toFixed(0), restore.toFixed(0)]]
  }),
})

async function measured(customers: number): Promise<Crowd> {
  const script = fileURLToPath(new URL('./crowd.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [...ROOMY, script, String(customers)], {
    timeout: LIMIT_MS,
  })
  return JSON.parse(stdout) as Crowd
}

export const benchPopulation = async (): Promise<BenchTable[]> => [await againstLoop(), ...(await crowds())]

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  console.log(machine())
  for (const table of await benchPopulation()) console.log(tableText(table))
}
