// One port for HTTP and HTTPS: the first byte of a connection says which of them it speaks.
import type { Server as HttpServer } from 'node:http'
import { createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'

/** [RFC 8446] 5.1: a TLS connection begins with a handshake record. */
const HANDSHAKE = 22

/** A server in front of `http` that also takes TLS. */
export interface TwoProtocols {
  door: Server
  /** Ends every connection, also those that have not spoken yet. */
  dropAll(): void
}

export function twoProtocols(http: HttpServer, { key, cert }: { key: string; cert: string }): TwoProtocols {
  const tls = createTlsServer({ key, cert, ALPNProtocols: ['http/1.1'] }, socket =>
    http.emit('connection', socket),
  )
  tls.on('tlsClientError', (_, socket) => socket.destroy())
  const connections = new Set<Socket>()
  const door = createServer(socket => {
    connections.add(socket)
    socket.once('close', () => connections.delete(socket))
    socket.once('error', () => socket.destroy())
    socket.once('data', chunk => {
      socket.pause()
      socket.unshift(chunk)
      const server = chunk[0] === HANDSHAKE ? tls : http
      server.emit('connection', socket)
      process.nextTick(() => socket.resume())
    })
  })
  const dropAll = () => {
    for (const socket of connections) socket.destroy()
  }
  return { door, dropAll }
}
