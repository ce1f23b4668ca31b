// Waiting for a server to listen; a port that cannot be had becomes a sentence that says which one and what to do.
import { once } from 'node:events'
import type { Server } from 'node:net'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'

export interface PortWish {
  host: string
  port: number
  /** "the sandbox", "the inbox" or "SMTP", for the sentence. */
  purpose: string
  /** The flag that chooses the port, without its dashes. */
  option: string
}

/** Throws SandboxError `port-taken` or `port-refused`. */
export async function listening(server: Server, listen: () => void, wish: PortWish): Promise<void> {
  try {
    const ready = once(server, 'listening')
    listen()
    await ready
  } catch (cause) {
    throw portError(cause as NodeJS.ErrnoException, wish)
  }
}

const NO_ADDRESS_OF_OURS: Record<string, string | undefined> = {
  ENOTFOUND: 'there is no host of that name',
  EAI_AGAIN: 'nobody can say which address that name has',
  EADDRNOTAVAIL: 'it is no address of this machine',
  EINVAL: 'it is no address of this machine',
}

function portError(cause: NodeJS.ErrnoException, { host, port, purpose, option }: PortWish): SandboxError {
  const isTaken = cause.code === 'EADDRINUSE'
  const foreign = NO_ADDRESS_OF_OURS[cause.code ?? '']
  if (foreign !== undefined) {
    const remedy = 'Name one with --host (127.0.0.1; 0.0.0.0 for all of them).'
    return new SandboxError('port-refused', `Cannot open ${purpose} on ${host}: ${foreign}.`, {
      remedy,
      cause,
    })
  }
  const reason = isTaken ? 'another program uses it' : (cause.code ?? cause.message)
  return new SandboxError(
    isTaken ? 'port-taken' : 'port-refused',
    `Cannot open port ${port} on ${host} for ${purpose}: ${reason}.`,
    {
      remedy: `${isTaken ? 'Stop that program, or choose' : 'Choose'} another port with --${option} (0 = a free one).`,
      cause,
    },
  )
}
