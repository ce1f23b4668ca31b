// What all worlds of one server share: how it was started, its doors, and the way from one address to whoever answers there.
import type { Neighbours } from '../control-api/worlds/world.ts'
import type { Doors, SandboxConfig } from '../doors/doors.ts'
import type { AppFetch } from '../doors/host-router.ts'
import { Reader } from '../inbox/reading/reader.ts'
import type { Copies } from '../mcp/copies.ts'

export interface Street {
  config: SandboxConfig
  doors: Doors
  /** Reads the mails of all of them. */
  reader: Reader
  worlds: () => Neighbours & Copies
  /** What links to the server begin with; a world's own begin with its path behind it. */
  origin: () => string
  /** The server itself, without a socket. */
  fetch: AppFetch
}

export function createStreet({
  config,
  doors,
  ...ways
}: Pick<Street, 'config' | 'doors' | 'worlds' | 'fetch'>): Street {
  return { config, doors, reader: new Reader(), origin: () => config.publicUrl ?? doors.url, ...ways }
}
