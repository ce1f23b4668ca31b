// Talon.One under load: creating referrals against a bare node:http server that answers the same bytes, and the same work with a
// thousand and with a million referrals stored. Run it alone with `tsx test/bench/talon-one.ts`.
import { fileURLToPath } from 'node:url'
import { type BenchServer, median, requestsPerSecond, spread, startServer } from './http-load.ts'

const SERVER = fileURLToPath(new URL('./talon-one-server.ts', import.meta.url))
const REPEATS = 5
const SECONDS = 2

export interface BenchTable {
  title: string
  columns: string[]
  rows: string[][]
}

const createReferral = (n: number) =>
  [
    `GET /customer_engagement/referral?campaignId=373&advocateProfileIntegrationId=advocate-${n % 1_000} HTTP/1.1`,
    'host: 127.0.0.1',
    'authorization: ApiKey-v1 cep',
    'destination-hostname: sandbox.europe-west1.talon.one',
    'customer-engagement-platform-name: Bloomreach',
    '\r\n',
  ].join('\r\n')

export async function createReferralBench(): Promise<BenchTable> {
  const servers: [string, BenchServer][] = [
    ['bare node:http', await startServer(SERVER, 'bare')],
    ['emulator, 1,000 stored', await startServer(SERVER, 'emulator', 1_000)],
    ['emulator, 1,000,000 stored', await startServer(SERVER, 'emulator', 1_000_000)],
  ]
  const rates = await alternately(servers, ({ port }) =>
    requestsPerSecond(port, createReferral, { seconds: SECONDS }),
  )
  for (const [, server] of servers) await server.stop()
  return ratioTable('Create referral over HTTP', rates)
}

/** One server after the other, several times round, so that the machine's moods strike all alike. The first round warms up. */
export async function alternately(
  servers: [string, BenchServer][],
  measure: (server: BenchServer) => Promise<number>,
): Promise<Map<string, number[]>> {
  const rates = new Map<string, number[]>(servers.map(([name]) => [name, []]))
  for (let round = 0; round <= REPEATS; round++) {
    for (const [name, server] of servers) {
      const rate = await measure(server)
      if (round > 0) rates.get(name)?.push(rate)
    }
  }
  return rates
}

/** Each rate, and its ratio to the first one. */
export function ratioTable(title: string, rates: Map<string, number[]>): BenchTable {
  const first = median([...rates.values()][0] ?? [])
  return {
    title,
    columns: ['', 'requests/s (median)', 'spread', 'ratio'],
    rows: [...rates].map(([name, values]) => [
      name,
      Math.round(median(values)).toLocaleString('en'),
      `±${(spread(values) * 100).toFixed(0)} %`,
      (median(values) / first).toFixed(2),
    ]),
  }
}

export const talonOneBenches = [createReferralBench]

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const bench of talonOneBenches) {
    const { title, columns, rows } = await bench()
    console.log(`\n${title}\n`)
    for (const row of [columns, ...rows])
      console.log(row.map((cell, i) => (i === 0 ? cell.padEnd(32) : cell.padStart(20))).join(''))
  }
}
