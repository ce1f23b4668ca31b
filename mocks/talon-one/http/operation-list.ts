// The list of operations this house knows: name, method and path as in the vendor's descriptions, and whether it is emulated.
// Routes are mounted through it, so that each has a name, a fault, and its method.
import type { Context, Hono, MiddlewareHandler } from 'hono'
import { type Exchange, operation, type SandboxEnv } from '../../kit/record-requests.ts'
import type { World } from '../../kit/world.ts'
import type { Api } from '../call.ts'
import type { Deployment } from '../deployment.ts'
import { invalidParameter, notFound, Refusal, refusalFor } from '../errors.ts'
import type { TalonOneSettings } from '../settings.ts'
import { type Answer, respond } from './answer.ts'
import type { ExpressRoute } from './express.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH'

export interface OperationName {
  id: string
  method: Method
  /** As in the description: `/v2/customer_sessions/{customerSessionId}`. */
  path: string
  api: Api
  /** [D] Of some operations of the Integration API a 400 is an ErrorResponse, which has no StatusCode. */
  plain400?: boolean
}

export interface Operation extends OperationName {
  emulated: boolean
}

type Handler = (c: Context<SandboxEnv>) => Response | Promise<Response>

const passOn: MiddlewareHandler<SandboxEnv> = (_, next) => next()

export class Operations {
  readonly #app: Hono<SandboxEnv>
  readonly express: ExpressRoute[] = []
  readonly #world: World
  readonly #settings: TalonOneSettings
  readonly #list: (Operation & { pattern: RegExp })[] = []

  constructor(app: Hono<SandboxEnv>, { world, settings }: Deployment) {
    this.#app = app
    this.#world = world
    this.#settings = settings
  }

  list(): Operation[] {
    return this.#list.map(({ pattern: _, ...operation }) => operation)
  }

  /** `around` surrounds the operation and its faults: what it counts is in flight for as long as a fault delays the answer. */
  serve(name: OperationName, handler: Handler, around: MiddlewareHandler<SandboxEnv> = passOn): void {
    this.#add(name, true)
    this.#app.on(
      name.method,
      name.path.replaceAll(/\{(\w+)\}/g, ':$1'),
      around,
      operation(this.#world, name.id, refusalFor),
      c => this.#answer(c, name, handler),
    )
  }

  #answer<C extends Exchange, R>(c: C, name: OperationName, handler: (c: C) => R): R {
    // Hono answers HEAD from the GET route; a GET that creates something must not run for it.
    if (c.req.method !== name.method) throw this.wrongMethod(c.req.method, c.req.path)
    refuseLongHeaders(c, this.#settings.longestHeader)
    return handler(c)
  }

  /** As `serve`, and besides on the express way: for an operation whose rate matters. */
  serveExpress(name: OperationName, handler: (c: Exchange) => Answer): void {
    this.serve(name, c => respond(c, handler(c)))
    this.express.push({ ...name, handler: c => this.#answer(c, name, handler) })
  }

  /** An operation of the vendor's description that answers 501 by its name. */
  leaveOut(name: OperationName): void {
    this.#add(name, false)
  }

  /** The operation of this method and path. */
  find(method: string, path: string): Operation | undefined {
    return this.#list.find(operation => operation.method === method && operation.pattern.test(path))
  }

  /** When the path exists with other methods. Guess, setting `wrongMethodStatus`. */
  wrongMethod(method: string, path: string): Refusal {
    const allowed = this.methodsOf(path).join(' or ')
    const hint = `This path takes ${allowed}, not ${method}.`
    return this.#settings.wrongMethodStatus === '405'
      ? new Refusal(405, 'Method Not Allowed', { hint })
      : notFound(hint)
  }

  hasPlain400(id: string | undefined): boolean {
    return this.#list.find(operation => operation.id === id)?.plain400 ?? false
  }

  methodsOf(path: string): string[] {
    return this.#list
      .filter(({ pattern, emulated }) => emulated && pattern.test(path))
      .map(({ method }) => method)
  }

  #add(name: OperationName, emulated: boolean): void {
    const pattern = new RegExp(`^${name.path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`)
    this.#list.push({ ...name, emulated, pattern })
  }
}

/** Guess, setting `longestHeader`. Over a socket the raw headers are there; in process the parsed ones. */
function refuseLongHeaders(c: Exchange, longest: number): void {
  const raw = c.env?.incoming?.rawHeaders
  if (raw !== undefined) {
    for (let i = 1; i < raw.length; i += 2) {
      if ((raw[i]?.length ?? 0) > longest) throw tooLong(raw[i - 1] ?? '', longest)
    }
    return
  }
  for (const [name, value] of c.req.raw?.headers ?? [])
    if (value.length > longest) throw tooLong(name, longest)
}

const tooLong = (name: string, longest: number): Refusal =>
  invalidParameter(name, `the header is longer than ${longest} bytes`)
