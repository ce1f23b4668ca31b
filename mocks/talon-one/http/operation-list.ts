// The one list of operations that this house knows: name, method and path as in the vendor's descriptions, and who answers. It is mounted
// from this list, so that each has a name, a fault and its method; what has no handler answers 501 by its name.
import type { Context, Hono, MiddlewareHandler } from 'hono'
import { type Exchange, operation, type SandboxEnv } from '../../kit/record-requests.ts'
import type { World } from '../../kit/world.ts'
import type { Api } from '../call.ts'
import { invalidParameter, methodNotAllowed, notFound, type Refusal, refusalFor } from '../errors.ts'
import type { TalonOneSettings } from '../settings.ts'
import { type Answer, type Beginning, respond } from './answer.ts'
import type { ExpressRoute } from './express.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH'

export interface OperationName {
  id: string
  method: Method
  /** As in the description: `/v2/customer_sessions/{customerSessionId}`. */
  path: string
  api: Api
}

export type Handler = (c: Context<SandboxEnv>) => Answer | Promise<Answer>

interface Served {
  emulated: true
  handler: Handler
  /** The same on the express way: for an operation whose rate matters. */
  express?: (c: Exchange) => Beginning
  lane?: ExpressRoute['lane']
  /** Surrounds the operation and its faults: what it counts is in flight for as long as a fault delays the answer. */
  around?: MiddlewareHandler<SandboxEnv> | undefined
}

/** What is not emulated the vendor describes all the same. */
export type Operation = OperationName & (Served | { emulated: false })

/** `'GET /v1/applications getApplications'`, as the vendor's descriptions name it. */
export function operationName(api: Api, line: string): OperationName {
  const [method, path = '', id = ''] = line.split(' ')
  return { id, method: method as Method, path, api }
}

export const route = (api: Api, line: string, handler: Handler): OperationName & Served => ({
  ...operationName(api, line),
  emulated: true,
  handler,
})

export const expressRoute = (api: Api, line: string, express: (c: Exchange) => Answer): Operation => ({
  ...route(api, line, express),
  express,
})

export class OperationList {
  readonly #list: readonly Operation[]
  readonly #settings: TalonOneSettings

  constructor(operations: readonly Operation[], settings: TalonOneSettings) {
    this.#list = operations
    this.#settings = settings
  }

  names(): (OperationName & { emulated: boolean })[] {
    return this.#list.map(({ id, method, path, api, emulated }) => ({ id, method, path, api, emulated }))
  }

  mount(app: Hono<SandboxEnv>, world: World): void {
    for (const known of this.#list) {
      if (!known.emulated) continue
      const { handler, around, ...name } = known
      const path = name.path.replaceAll(/\{(\w+)\}/g, ':$1')
      if (around !== undefined) app.on(name.method, path, around)
      app.on(name.method, path, operation(world, name.id, refusalFor), async c =>
        respond(c, await this.#answer(c, name, handler)),
      )
    }
  }

  expressRoutes(): ExpressRoute[] {
    return this.#list.flatMap(known => {
      if (!known.emulated || known.express === undefined) return []
      const { express, lane, ...name } = known
      return [{ ...name, lane, handler: c => this.#answer(c, name, express) }]
    })
  }

  #answer<C extends Exchange, R>(c: C, name: OperationName, handler: (c: C) => R): R {
    // Hono answers HEAD from the GET route; a GET that creates something must not run for it.
    if (c.req.method !== name.method) throw this.wrongMethod(c.req.method, c.req.path)
    refuseLongHeaders(c, this.#settings.longestHeader)
    return handler(c)
  }

  /** The operation of this method and path. */
  find(method: string, path: string): Operation | undefined {
    return this.#list.find(known => known.method === method && patternOf(known).test(path))
  }

  /** When the path exists with other methods. Guess, setting `wrongMethodStatus`. */
  wrongMethod(method: string, path: string): Refusal {
    const allowed = this.methodsOf(path).join(' or ')
    const hint = `This path takes ${allowed}, not ${method}.`
    const facts = { method, allowed }
    return this.#settings.wrongMethodStatus === '405'
      ? methodNotAllowed('wrong-method', hint, facts)
      : notFound('wrong-method', hint, facts)
  }

  /** Those that are served at this path. */
  methodsOf(path: string): string[] {
    return this.#list
      .filter(known => known.emulated && patternOf(known).test(path))
      .map(({ method }) => method)
  }
}

/** The paths are the same in each house. */
const patterns = new Map<string, RegExp>()

function patternOf({ path }: OperationName): RegExp {
  const known = patterns.get(path)
  if (known !== undefined) return known
  const pattern = new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`)
  patterns.set(path, pattern)
  return pattern
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
