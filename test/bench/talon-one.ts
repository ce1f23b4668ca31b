// Talon.One under load: creating referrals against a bare node:http server that answers the same bytes, and the same work with a
// thousand and with a million referrals stored. Run it alone with `tsx test/bench/talon-one.ts`.
import { fileURLToPath } from 'node:url'
import { alternately, type BenchServer, load, ratioTable, startServer } from './http-load.ts'
import { type BenchTable, tableText } from './measure.ts'
import { talonOneRedeemBenches } from './talon-one-redeem.ts'

const SERVER = fileURLToPath(new URL('./talon-one-server.ts', import.meta.url))
/** Short, so that no server is idle for long: after some seconds V8 begins to tidy, and the next load would pay for it. */
const SECONDS = 1

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
    ["bare, with the sandbox's options", await startServer(SERVER, 'tuned')],
    ['emulator, 1,000 stored', await startServer(SERVER, 'emulator', 1_000)],
    ['emulator, 1,000,000 stored', await startServer(SERVER, 'emulator', 1_000_000)],
  ]
  const rates = await alternately(servers, server => load(server, createReferral, { seconds: SECONDS }))
  for (const [, server] of servers) await server.stop()
  return ratioTable('Create referral over HTTP', rates)
}

export const talonOneBenches = [createReferralBench, ...talonOneRedeemBenches]

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const bench of talonOneBenches) console.log(tableText(await bench()))
}
