// `mcp [options]`: the tools over stdin and stdout, for an assistant that starts this process. No port is open, and nothing else is
// printed on stdout.
import type { Config } from '../../config.ts'
import { Session } from '../../mcp/session.ts'
import { serveOverStdio } from '../../mcp/stdio.ts'
import { FIRST } from '../../running/address.ts'
import { assemble } from '../../sandbox.ts'
import type { Terminal } from '../terminal.ts'

export async function mcp(config: Config, terminal: Terminal): Promise<number> {
  const assembled = await assemble({ ...config, listen: false })
  const ended = terminal.ending()
  const { worlds } = assembled
  const session = new Session({ copies: worlds, from: FIRST, folder: process.cwd(), lasts: 'a connection' })
  try {
    return await Promise.race([serveOverStdio(session).then(() => 0), ended])
  } finally {
    await assembled.stop()
  }
}
