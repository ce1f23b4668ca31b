// The mails of all worlds behind the inbox's two ports: by address as the worlds themselves, by SMTP's user name.
import type { Duplex } from 'node:stream'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { statusOf } from '../error-codes.ts'
import type { InboxRoom } from '../inbox/room.ts'
import type { Rooms } from '../inbox/rooms.ts'
import { Crossroads } from './crossroads.ts'
import type { Worlds } from './worlds.ts'

export function roomsOf(worlds: Worlds, first: InboxRoom): Rooms {
  const crossroads = new Crossroads(worlds, world => world.mails)
  return {
    visit: incoming => void crossroads.visit(incoming),
    fetch: crossroads.fetch,
    upgrade(wanted) {
      const visited = crossroads.visit(wanted.request)
      if (visited instanceof SandboxError) refuse(wanted.socket, visited)
      else void (visited?.room ?? first).upgrade(wanted)
    },
    deliveryOf: username => worlds.roomOf(username)?.delivery,
    maxMessageBytes: first.delivery.maxMessageBytes,
  }
}

const refuse = (socket: Duplex, { code, message }: SandboxError): void =>
  void socket.end(
    `HTTP/1.1 ${statusOf(code)} Refused\r\nx-sandbox-reason: ${code}\r\nconnection: close\r\n\r\n${message}`,
  )
