// The SDK's own client, connected to a sandbox in this process.
import { Client, StreamableHTTPClientTransport, type Transport } from '@modelcontextprotocol/client'
import type { Sandbox } from '../../harness/index.ts'

/** A client of the protocol of 2025 has a session, one of 2026 has none. */
export type Era = 'a session' | 'no session'

export async function connected(transport: Transport, era: Era): Promise<Client> {
  const options = era === 'no session' ? ({ versionNegotiation: { mode: 'auto' } } as const) : {}
  const client = new Client({ name: 'test', version: '1' }, options)
  await client.connect(transport)
  return client
}

export const clientAt = ({ fetch }: Pick<Sandbox, 'fetch'>, era: Era = 'a session'): Promise<Client> =>
  connected(
    new StreamableHTTPClientTransport(new URL('http://localhost/mcp'), {
      fetch: (url, init) => fetch(new URL(url).pathname, init),
    }),
    era,
  )
