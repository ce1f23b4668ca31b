// What all worlds of one server share: how it was started, its doors, and the way from one address to whoever answers there.
import type { Doors, SandboxConfig } from '../doors/doors.ts'
import type { AppFetch } from '../doors/host-router.ts'

export interface Street {
  config: SandboxConfig
  doors: Doors
  /** What the server's own links may begin with. */
  origins: () => string[]
  /** The server itself, without a socket. */
  fetch: AppFetch
}

export function createStreet(config: SandboxConfig, doors: Doors, fetch: AppFetch): Street {
  const origins = () => [new URL(config.publicUrl ?? doors.url).origin, new URL(doors.url).origin]
  return { config, doors, origins, fetch }
}
