// What tools see of the worlds of a server: copies of a world, each with its own clock, mails and faults.
import type { Client, SendRequest } from '../client.ts'
import type { NewWorld } from '../control-api/worlds/world.ts'
import type { InboxClient } from '../inbox-client.ts'
import type { Live } from '../life.ts'
import type { ReadWorld } from '../world/definition.ts'

export interface Copy {
  id: string
  seed: string
  client: Client
  inbox: InboxClient
  /** Calls its paths without a socket. */
  fetch: SendRequest
  live(): Live
  toStart(): readonly string[]
  origin(): { read: ReadWorld }
  /** Another definition in its place. One that cannot be loaded is refused, and the old one goes on. */
  replace(read: ReadWorld): Promise<void>
}

export interface Copies {
  get(id: string): Copy
  create(wanted: NewWorld & { from: string }): Promise<{ id: string }>
  /** Of one that may be gone. */
  end(id: string): Promise<void>
}
