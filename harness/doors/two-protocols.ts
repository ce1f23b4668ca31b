// One port for HTTP and HTTPS: the first byte of a connection says which of them it speaks.
import type { Server as HttpServer } from 'node:http'
import { createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'

/** [RFC 8446] 5.1: a TLS connection begins with a handshake record. */
const HANDSHAKE = 22

/** A server in front of `http` that also takes TLS; `dropSilent` ends the connections that have not spoken yet. */
export interface TwoProtocols {
  door: Server
  dropSilent(): void
}

export function twoProtocols(http: HttpServer, { key, cert }: { key: string; cert: string }): TwoProtocols {
  const tls = createTlsServer({ key, cert, ALPNProtocols: ['http/1.1'] }, socket =>
    http.emit('connection', socket),
  )
  tls.on('tlsClientError', (_, socket) => socket.destroy())
  const silent = new Set<Socket>()
  const door = createServer(socket => {
    silent.add(socket)
    socket.once('close', () => silent.delete(socket))
    socket.once('error', () => socket.destroy())
    socket.once('data', chunk => {
      silent.delete(socket)
      socket.pause()
      socket.unshift(chunk)
      const server = chunk[0] === HANDSHAKE ? tls : http
      server.emit('connection', socket)
      process.nextTick(() => socket.resume())
    })
  })
  const dropSilent = () => {
    for (const socket of silent) socket.destroy()
  }
  return { door, dropSilent }
}
