// The inbox's two ports: SMTP in, Mailpit's API and the pages out.
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { hearOut, sayLast } from '../doors/last-word.ts'
import { listening } from '../doors/listening.ts'
import type { Rooms } from './rooms.ts'

export interface InboxPorts {
  host: string
  /** 0 takes a free port. */
  httpPort: number
  smtpPort: number
}

export interface InboxDoors {
  url: string
  smtpUrl: string
  httpPort: number
  smtpPort: number
  stop(): Promise<void>
}

/** All or none. */
export async function openInboxDoors(
  rooms: Rooms,
  { host, httpPort, smtpPort }: InboxPorts,
): Promise<InboxDoors> {
  const http = await startHttp(rooms, { host, port: httpPort })
  try {
    const { startSmtpSink } = await import('./smtp-sink.ts')
    const smtp = await startSmtpSink(rooms, host, smtpPort)
    return {
      url: `http://${urlHost(host)}:${http.port}`,
      smtpUrl: `smtp://${urlHost(host)}:${smtp.port}`,
      httpPort: http.port,
      smtpPort: smtp.port,
      stop: async () => {
        await Promise.all([http.stop(), smtp.stop()])
      },
    }
  } catch (error) {
    await http.stop()
    throw error
  }
}

async function startHttp(
  rooms: Rooms,
  { host, port }: { host: string; port: number },
): Promise<{ port: number; stop(): Promise<void> }> {
  const { getRequestListener } = await import('@hono/node-server')
  const answer = getRequestListener(rooms.fetch, { hostname: host, autoCleanupIncoming: false })
  const server = createServer((incoming, outgoing) => {
    hearOut(incoming, outgoing)
    rooms.visit(incoming)
    void answer(incoming, outgoing)
  })
  server.on('clientError', refuseAsGoDoes)
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => {})
    rooms.upgrade({ request, socket, head })
  })
  await listening(server, () => server.listen(port, host), {
    host,
    port,
    purpose: 'the inbox',
    option: 'inbox-port',
  })
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** [D] net/http: what its parser cannot read is answered in plain text, and the connection closed. */
function refuseAsGoDoes(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable) return
  const status =
    error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request'
  sayLast(
    socket,
    `HTTP/1.1 ${status}\r\ncontent-type: text/plain; charset=utf-8\r\nconnection: close\r\n\r\n${status}`,
  )
}

/** Where a client on this machine finds a server bound to `host`. */
function urlHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}
