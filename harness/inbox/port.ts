// Waiting for a server to listen; a taken port becomes a sentence that says which one and what to do.
import { once } from 'node:events'
import type { Server } from 'node:net'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'

export interface PortWish {
  /** "inbox" or "SMTP", for the sentence. */
  what: string
  option: string
  host: string
  port: number
}

export async function listening(server: Server, listen: () => void, wish: PortWish): Promise<void> {
  const { what, option, host, port } = wish
  try {
    const ready = once(server, 'listening')
    listen()
    await ready
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    if (code === 'EADDRINUSE') {
      throw new SandboxError(
        'port-taken',
        `Cannot start the ${what} server: port ${port} on ${host} is taken.`,
        { remedy: `Stop what listens there, or choose another with ${option} (0 = a free one).`, cause },
      )
    }
    throw new SandboxError(
      'port-refused',
      `Cannot start the ${what} server: ${host}:${port} cannot be used (${code ?? String(cause)}).`,
      { remedy: `Choose another port with ${option}.`, cause },
    )
  }
}
