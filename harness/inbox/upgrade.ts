// A client that asks for the web socket in place of an answer.
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

export interface Upgrade {
  request: IncomingMessage
  socket: Duplex
  head: Buffer
}
