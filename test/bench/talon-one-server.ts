// The server of a Talon.One bench, in its own process: the emulator with some referrals stored, or a bare node:http server that
// answers the same bytes, with Node's own options or with the sandbox's. Prints its port once it listens; any message is answered with the processor time used.
import { createServer, type ServerOptions } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openHttpServer, SERVER_OPTIONS } from '../../harness/doors/http-server.ts'
import { createWorld } from '../../mocks/kit/world.ts'
import { createTalonOne, type TalonOne } from '../../mocks/talon-one/index.ts'

const ADVOCATES = 1_000

async function emulator(stored: number): Promise<TalonOne> {
  const talonOne = createTalonOne(createWorld())
  await talonOne.load({
    applications: [
      {
        id: 1,
        name: 'Bench',
        apiKeys: [
          { title: 'CEP', key: 'cep', platform: 'customer_engagement' },
          { title: 'Integration', key: 'integration' },
        ],
        campaigns: [{ id: 373, name: 'Refer a friend', features: ['referrals'] }],
        profiles: Array.from({ length: ADVOCATES }, (_, i) => ({ integrationId: `advocate-${i}` })),
      },
    ],
    managementKeys: [{ name: 'Bench', key: 'management' }],
  })
  // As the emulator keeps them itself: one text for a code, nothing for no attributes.
  const attributes = {}
  for (let i = 0; i < stored; i++) {
    const code = `S${i}`
    talonOne.referrals.create({
      id: 0,
      createdAt: talonOne.world.clock.now(),
      applicationId: 1,
      campaignId: 373,
      advocateProfileIntegrationId: `advocate-${i % ADVOCATES}`,
      code,
      codeScope: 1,
      codeKey: code,
      friendProfileIntegrationId: undefined,
      startDate: undefined,
      expiryDate: undefined,
      usageLimit: 0,
      usageCounter: 0,
      attributes,
      batchId: undefined,
      importId: undefined,
    })
  }
  // What storing them left behind is not what is measured.
  globalThis.gc?.()
  return talonOne
}

const SAME_BYTES = Buffer.from(
  JSON.stringify({
    id: 1_000,
    created: '2026-01-05T09:00:00.000Z',
    usageLimit: 0,
    campaignId: 373,
    advocateProfileIntegrationId: 'advocate-500',
    attributes: {},
    code: 'P8BN-4T5V',
    usageCounter: 0,
  }),
)

const [kind, stored] = process.argv.slice(2)
process.on('message', () => process.send?.(process.cpuUsage()))
const port =
  kind === 'emulator'
    ? await listen(await emulator(Number(stored)))
    : await listenBare(kind === 'tuned' ? SERVER_OPTIONS : {})
process.stdout.write(`${port}\n`)

/** The door of the sandbox. */
async function listen({ app, express }: TalonOne): Promise<number> {
  const server = await openHttpServer({
    fetch: (request, env) => app.fetch(request, env as object),
    express,
    host: '127.0.0.1',
    port: 0,
    purpose: 'the bench',
    option: 'port',
  })
  return server.port
}

function listenBare(options: ServerOptions): Promise<number> {
  const server = createServer(options, (_, response) => {
    response.writeHead(200, {
      'content-type': 'application/json',
      'x-sandbox-request-id': 'fd2f7c55-d064-46e1-ab87-a39cb877cd82',
      'content-length': SAME_BYTES.length,
    })
    response.end(SAME_BYTES)
  })
  return new Promise(resolve => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}
