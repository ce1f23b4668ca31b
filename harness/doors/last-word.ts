// An answer that leaves while its request is still arriving, as a 413 does: what else comes is taken and thrown away, and a
// connection that closes behind the answer closes for reading later. Otherwise the client would be sent a reset in its place.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** How much is thrown away before the client is cut off after all, and how long a closed connection still listens. */
const MOST_BYTES = 256_000_000
const LINGER_MS = 10_000

export function hearOut(incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { headers } = incoming
  if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) return
  outgoing.once('finish', () => discardRest(incoming))
  if (!outgoing.shouldKeepAlive) closeLater(incoming)
}

/** The same for what cannot be read as a request at all. */
export function sayLast(socket: Socket, text: string): void {
  socket.end(text)
  discard(socket, socket)
  destroyLater(socket)
}

function discardRest(incoming: IncomingMessage): void {
  if (!incoming.complete) discard(incoming, incoming.socket)
}

/** Whoever read it before waits for somebody to ask for more, or would refuse it once more. */
function discard(from: IncomingMessage | Socket, socket: Socket): void {
  let left = MOST_BYTES
  from.removeAllListeners('data')
  from.on('data', (chunk: Buffer) => {
    left -= chunk.length
    if (left < 0) socket.destroy()
  })
  from.resume()
}

function closeLater(incoming: IncomingMessage): void {
  const { socket } = incoming
  const close = socket.destroySoon
  socket.destroySoon = () => {
    socket.destroySoon = close
    if (incoming.complete) return socket.destroySoon()
    socket.end()
    destroyLater(socket)
    incoming.once('end', () => socket.destroySoon())
  }
}

function destroyLater(socket: Socket): void {
  const late = setTimeout(() => socket.destroy(), LINGER_MS).unref()
  socket.once('close', () => clearTimeout(late))
}
