// Pact's verifier as it comes, to show that the spy of the telemetry test would see it. Nothing else may import Pact directly.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Verifier } from '@pact-foundation/pact'

const server = createServer((_, response) => response.end()).listen(0, '127.0.0.1')
server.on('listening', () => {
  const { port } = server.address() as AddressInfo
  new Verifier({
    provider: 'bloomreach',
    providerBaseUrl: `http://127.0.0.1:${port}`,
    pactUrls: [process.argv[2] ?? ''],
    logLevel: 'error',
  })
    .verifyProvider()
    .catch(() => {})
  // The report is sent from a task of its own: the server keeps this process until somebody has seen it and ends it.
})
