// Sessions over streamable HTTP: a client of the protocol of 2025 has a session, and one of 2026 names its world with every call.
import { randomUUID } from 'node:crypto'
import {
  createMcpHandler,
  isLegacyRequest,
  type McpHttpHandler,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server'
import type { Copies } from './copies.ts'
import { createMcpServer } from './server.ts'
import { Session } from './session.ts'

interface Open {
  session: Session
  transport: WebStandardStreamableHTTPServerTransport
  close(): Promise<void>
}

/** Beyond so many, the one that was asked longest ago gives way. */
const MOST_SESSIONS = 100

const BODY = { maxRequestBodySize: 16_000_000 }

export class McpOverHttp {
  readonly #copies: Copies
  readonly #from: string
  /** The one that was asked last stands last. */
  readonly #open = new Map<string, Open>()
  readonly #withoutSession: McpHttpHandler

  constructor(copies: Copies, from: string) {
    this.#copies = copies
    this.#from = from
    const own = new Set<string>()
    this.#withoutSession = createMcpHandler(
      () => createMcpServer(new Session({ copies, from, lasts: 'a call' }, own)),
      { legacy: 'reject', ...BODY },
    )
  }

  readonly fetch = async (request: Request): Promise<Response> => {
    const id = request.headers.get('mcp-session-id')
    if (id === null && !(await isLegacyRequest(request, undefined, BODY)))
      return this.#withoutSession.fetch(request)
    const open = id === null ? await this.#begin() : this.#again(id)
    return open === undefined ? notFound() : open.transport.handleRequest(request)
  }

  #again(id: string): Open | undefined {
    const open = this.#open.get(id)
    if (open === undefined) return undefined
    this.#open.delete(id)
    this.#open.set(id, open)
    return open
  }

  /** Kept once the client has begun it. */
  async #begin(): Promise<Open> {
    const session = new Session({ copies: this.#copies, from: this.#from, lasts: 'a connection' })
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      enableJsonResponse: true,
      ...BODY,
      onsessioninitialized: id => this.#keep(id, open),
      onsessionclosed: id => this.#drop(id),
    })
    const server = createMcpServer(session)
    const open: Open = { session, transport, close: () => server.close() }
    await server.connect(transport)
    return open
  }

  async #keep(id: string, open: Open): Promise<void> {
    this.#open.set(id, open)
    const [oldest] = this.#open.keys()
    if (this.#open.size <= MOST_SESSIONS || oldest === undefined) return
    const before = this.#open.get(oldest)
    await this.#drop(oldest)
    await before?.close()
  }

  async #drop(id: string): Promise<void> {
    const open = this.#open.get(id)
    this.#open.delete(id)
    await open?.session.end()
  }
}

/** By which a client knows that it has to begin again. */
const notFound = (): Response =>
  Response.json(
    { jsonrpc: '2.0', id: null, error: { code: -32_001, message: 'Session not found. Begin a new one.' } },
    { status: 404 },
  )
