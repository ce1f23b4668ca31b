// Talon.One under load: redeeming codes (a friend's session closes) and listing a page of referrals, with a thousand and with a million
// referrals stored. Run it alone with `tsx test/bench/talon-one-redeem.ts`.
import { fileURLToPath } from 'node:url'
import { alternately, load, ratioTable, startServer } from './http-load.ts'
import { type BenchTable, tableText } from './measure.ts'

const SERVER = fileURLToPath(new URL('./talon-one-server.ts', import.meta.url))
const SECONDS = 2
const STORED = [1_000, 1_000_000]

let closed = 0

/** Each request is another friend with another session; the codes are used over and over, as popular codes are. */
function redeem(): string {
  const n = closed++
  const body = JSON.stringify({
    customerSession: {
      profileId: `friend-${n}`,
      referralCode: `S${n % 1_000}`,
      state: 'closed',
      cartItems: [{ sku: 'shoe', quantity: 1, price: 80 }],
    },
  })
  return [
    `PUT /v2/customer_sessions/session-${n} HTTP/1.1`,
    'host: 127.0.0.1',
    'authorization: ApiKey-v1 integration',
    'content-type: application/json',
    `content-length: ${body.length}`,
    `\r\n${body}`,
  ].join('\r\n')
}

const list = (path: string) => () =>
  [
    `GET /v1/applications/1/campaigns/373/referrals/no_total?${path} HTTP/1.1`,
    'host: 127.0.0.1',
    'authorization: ManagementKey-v1 management',
    '\r\n',
  ].join('\r\n')

async function compare(title: string, request: () => string): Promise<BenchTable> {
  const servers = await Promise.all(
    STORED.map(
      async stored =>
        [`${stored.toLocaleString('en')} stored`, await startServer(SERVER, 'emulator', stored)] as [
          string,
          Awaited<ReturnType<typeof startServer>>,
        ],
    ),
  )
  const rates = await alternately(servers, server => load(server, request, { seconds: SECONDS }))
  for (const [, server] of servers) await server.stop()
  return ratioTable(title, rates)
}

export const talonOneRedeemBenches = [
  () => compare('Redeem a referral: a session closes with its code', redeem),
  () => compare('List a page of 50 referrals', list('pageSize=50')),
]

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const bench of talonOneRedeemBenches) console.log(tableText(await bench()))
}
