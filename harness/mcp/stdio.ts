// One session over stdin and stdout. Nothing else may be printed there.
import { serveStdio } from '@modelcontextprotocol/server/stdio'
import { createMcpServer } from './server.ts'
import type { Session } from './session.ts'

/** Until the client goes. */
export async function serveOverStdio(session: Session): Promise<void> {
  const { promise: gone, resolve } = Promise.withResolvers<void>()
  const handle = serveStdio(() => createMcpServer(session))
  process.stdin.once('end', resolve)
  process.stdin.once('close', resolve)
  await gone
  await handle.close()
}
