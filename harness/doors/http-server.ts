// The one HTTP port: a Node server around a fetch handler, with the vendors' own shape even for what Node refuses itself.
import {
  createServer as createNodeServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http'
import type { AddressInfo, Server as NetServer, Socket } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { SandboxReason } from '../../mocks/kit/reason.ts'
import { REASON_HEADER } from '../../mocks/kit/record-requests.ts'
import { isTalonOnePath } from '../../mocks/server.ts'
import { addressOf } from '../running/address.ts'
import { type AwaitedBody, awaitBody } from './awaited-body.ts'
import { leavingTogether } from './departures.ts'
import { hearOut, sayLast } from './last-word.ts'
import { listening } from './listening.ts'
import { twoProtocols } from './two-protocols.ts'

export interface HttpServer {
  port: number
  url: string
  stop(): Promise<void>
}

type Express = (incoming: IncomingMessage, outgoing: ServerResponse) => boolean | AwaitedBody

export interface HttpServerOptions {
  fetch: (request: Request, env: unknown) => Response | Promise<Response>
  /** Asked before `fetch`: answers the request itself and says true, wants its body, or leaves it and says false. */
  express?: Express | undefined
  host: string
  port: number
  /** What the port is for and which option sets it, for the error when it is taken. */
  purpose: string
  option: string
  /** How long a request may take to arrive whole; one that never ends would keep time from moving. */
  arrivesWithinMs?: number
  /** Also answers HTTPS on the same port. */
  tls?: { key: string; cert: string } | undefined
}

const ARRIVES_WITHIN_MS = 10_000

/**
 * What a request has no body for costs no body's events, and an idle connection stays: no timer for each answer, and a client
 * that keeps one never sends into a socket that closes just then.
 */
export const SERVER_OPTIONS = { optimizeEmptyRequests: true, keepAliveTimeout: 0 } as const

export async function openHttpServer({
  fetch,
  express = () => false,
  host,
  port,
  purpose,
  option,
  arrivesWithinMs = ARRIVES_WITHIN_MS,
  tls,
}: HttpServerOptions): Promise<HttpServer> {
  const listener = getRequestListener(fetch, { autoCleanupIncoming: false })
  const server = createNodeServer(
    { ...SERVER_OPTIONS, ...patience(arrivesWithinMs), ServerResponse: leavingTogether() },
    (incoming, outgoing) => {
      hearOut(incoming, outgoing)
      if (!takes(express, incoming, outgoing)) void listener(incoming, outgoing)
    },
  )
  let refused = 0
  server.on('clientError', (error, socket) =>
    refuseInTheVendorsShape(error, socket as Socket, `refused-${++refused}`),
  )
  const { door, dropAll } =
    tls === undefined ? { door: server, dropAll: () => {} } : twoProtocols(server, tls)
  await listening(door, () => door.listen(port, host), { host, port, purpose, option })
  const bound = (door.address() as AddressInfo).port
  return {
    port: bound,
    url: `http://${urlHost(host)}:${bound}`,
    stop: () => {
      dropAll()
      return close(server, door)
    },
  }
}

const patience = (arrivesWithinMs: number) => ({
  requestTimeout: arrivesWithinMs,
  headersTimeout: arrivesWithinMs,
  connectionsCheckingInterval: Math.ceil(arrivesWithinMs / 10),
})

function takes(express: Express, incoming: IncomingMessage, outgoing: ServerResponse): boolean {
  try {
    const taken = express(incoming, outgoing)
    if (typeof taken === 'boolean') return taken
    takeBody(taken, incoming, outgoing)
  } catch (error) {
    tell(error, outgoing)
  }
  return true
}

function takeBody(taken: AwaitedBody, incoming: IncomingMessage, outgoing: ServerResponse): void {
  awaitBody(incoming, {
    whole(body) {
      try {
        taken.whole(body)
      } catch (error) {
        tell(error, outgoing)
      }
    },
    lost: () => taken.lost(),
  })
}

/** A bug on the express way is told and answered as one behind `fetch` is. */
function tell(error: unknown, outgoing: ServerResponse): void {
  console.error(error)
  outgoing.writeHead(500).end()
}

const urlHost = (host: string): string =>
  host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host

function close(server: Server, door: NetServer): Promise<void> {
  return new Promise(resolve => {
    door.close(() => resolve())
    server.closeAllConnections()
  })
}

/** Under Node's own codes: what to answer, and its reason. */
const REFUSALS: Record<string, [status: number, reason: SandboxReason]> = {
  HPE_HEADER_OVERFLOW: [431, 'headers-too-large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'request-timeout'],
}

/** What Node's parser refuses before any route sees it: a header too long, a malformed request line. */
function refuseInTheVendorsShape(
  error: Error & { code?: string; rawPacket?: Buffer },
  socket: Socket,
  requestId: string,
): void {
  if (socket.destroyed || !socket.writable) return
  const [status, reason] = REFUSALS[error.code ?? ''] ?? [400, 'malformed-request']
  const words = STATUS_CODES[status] ?? 'Bad Request'
  const asked = error.rawPacket?.subarray(0, 8_192).toString('latin1').split(' ', 2)[1] ?? '/'
  const path = addressOf(asked)?.rest ?? asked
  const body = JSON.stringify(
    isTalonOnePath(path.split('?')[0] ?? '/')
      ? { StatusCode: status, Error: words, RequestUUID: '00000000-0000-4000-8000-000000000000' }
      : { success: false, errors: [words] },
  )
  sayLast(
    socket,
    `HTTP/1.1 ${status} ${words}\r\ncontent-type: application/json\r\nx-sandbox-request-id: ${requestId}\r\n${REASON_HEADER}: ${reason}\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  )
  // Whoever still reads the body of this request learns that it never ends.
  if (status === 408) socket.destroySoon()
}
