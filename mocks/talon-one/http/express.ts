// The express way of the operations that are called by thousands: from Node's request to Node's answer, with no middleware, router,
// Request or Response in between. What it does not take goes to the full app. Same record, same errors, same headers.
import type { HttpBindings } from '@hono/node-server'
import type { Exchange, RequestRecord, SandboxEnv } from '../../kit/record-requests.ts'
import type { Work } from '../../kit/works.ts'
import type { Deployment } from '../deployment.ts'
import { type Answer, answerHeaders, type Beginning, json, keptHeaders } from './answer.ts'
import { textOf } from './body.ts'
import { type PathParts, PathPattern } from '../../kit/path-pattern.ts'

type IncomingMessage = HttpBindings['incoming']
type ServerResponse = HttpBindings['outgoing']
type Variables = SandboxEnv['Variables']

export interface ExpressRoute {
  id: string
  method: string
  path: string
  handler: (c: Exchange) => Beginning
  /** The lane that a request holds until its answer: only an empty one is taken here. */
  lane?: ((c: Exchange) => string | undefined) | undefined
}

/** A request whose body is on its way: exactly one of the two is called. */
export interface AwaitedBody {
  whole(body: Buffer): void
  /** The client went away. */
  lost(): void
}

/** Answers the request and says true, wants its body, or leaves it untouched and says false. */
export type ExpressWay = (incoming: IncomingMessage, outgoing: ServerResponse) => boolean | AwaitedBody

interface Ends {
  record: RequestRecord
  refuse: (error: Error, c: Exchange) => Answer
}

/** It gives way to the full app whenever a fault is planned or payloads are kept. */
export function createExpressWay(
  routes: readonly ExpressRoute[],
  { world, settings, lanes }: Deployment,
  { record, refuse }: Ends,
): ExpressWay {
  const lines = routes.map(route => ({ ...route, pattern: new PathPattern(route.path) }))

  function begin(c: NodeExchange, { handler }: ExpressRoute): Beginning {
    record.open(c)
    try {
      return handler(c)
    } catch (error) {
      return refuse(error as Error, c)
    }
  }

  function goOn(c: NodeExchange, begun: (body: string) => Answer, text: string): Answer {
    try {
      return begun(text)
    } catch (error) {
      return refuse(error as Error, c)
    }
  }

  function answer(c: NodeExchange, outgoing: ServerResponse, said: Answer): true {
    const { work } = c
    const { status } = said
    if (work === undefined) record.close(c, status)
    else work.run(() => record.close(c, status))
    const problem = work?.end()
    send(c, outgoing, problem === undefined ? said : json(problem, 503))
    if (record.keepsTraffic)
      record.keep(c, { status, headers: keptHeaders(c, said), body: said.text ?? undefined })
    return true
  }

  /** As in the app: a request in flight holds the clock. */
  function awaitBody(
    c: NodeExchange,
    outgoing: ServerResponse,
    begun: (body: string) => Answer,
  ): AwaitedBody {
    const { work, lane } = c
    const release = world.clock.hold(() => `${c.method} ${c.path}`)
    if (lane !== undefined) void lanes.enter(lane)
    const leave = () => {
      if (lane !== undefined) lanes.leave(lane)
      release()
    }
    return {
      lost() {
        leave()
        work?.end()
      },
      whole(body) {
        const text = textOf(body)
        c.set('received', text)
        try {
          answer(
            c,
            outgoing,
            work === undefined ? goOn(c, begun, text) : work.run(() => goOn(c, begun, text)),
          )
        } finally {
          leave()
        }
      },
    }
  }

  // What most requests need makes no closure here: each of its names would be kept in an object of its own.
  return (incoming, outgoing) => {
    if (world.faults.list().length > 0 || settings.accessLogPayloads === 'keep') return false
    for (const route of lines) {
      const parts = isFor(route, incoming, settings.largestBody)
        ? route.pattern.partsOf(incoming.url ?? '')
        : undefined
      if (parts !== undefined) return take(new NodeExchange(incoming, route, parts), route, outgoing)
    }
    return false
  }

  function take(c: NodeExchange, route: ExpressRoute, outgoing: ServerResponse): boolean | AwaitedBody {
    c.lane = route.lane?.(c)
    if (c.lane !== undefined && !lanes.isEmpty(c.lane)) return false
    c.work = world.works.beginRequest()
    const begun = c.work === undefined ? begin(c, route) : inWork(c.work, c, route)
    return typeof begun === 'function' ? awaitBody(c, outgoing, begun) : answer(c, outgoing, begun)
  }

  /** What a watched world does is one piece of work; the others pay a look for it. */
  function inWork(work: Work, c: NodeExchange, route: ExpressRoute): Beginning {
    return work.run(() => begin(c, route))
  }
}

function send(c: NodeExchange, outgoing: ServerResponse, said: Answer): void {
  const headers = answerHeaders(c, said)
  if (said.text !== null) headers['content-length'] = String(Buffer.byteLength(said.text))
  outgoing.writeHead(said.status, headers).end(said.text)
}

/** A body that is too long or says not how long it is, and a page of another origin are left to the full app. */
const isFor = (
  { method }: ExpressRoute,
  { method: asked, headers }: IncomingMessage,
  largestBody: number,
): boolean =>
  asked === method &&
  (method === 'GET'
    ? headers['content-length'] === undefined
    : Number(headers['content-length']) <= largestBody) &&
  headers['transfer-encoding'] === undefined &&
  headers.origin === undefined

/** The few things that a handler asks of a Hono context, read from Node's request. */
class NodeExchange implements Exchange {
  readonly env: { incoming: IncomingMessage }
  readonly method: string
  readonly url: string
  readonly path: string
  lane: string | undefined
  work: Work | undefined
  readonly #parts: PathParts
  readonly #variables: Partial<Variables>

  constructor(incoming: IncomingMessage, { id, method }: ExpressRoute, parts: PathParts) {
    this.env = { incoming }
    this.method = method
    this.url = incoming.url ?? ''
    this.path = parts.path
    this.lane = undefined
    this.work = undefined
    this.#parts = parts
    this.#variables = { requestId: '', requestSeq: 0, operation: id }
  }

  get req(): this {
    return this
  }

  param(name: string): string | undefined {
    return this.#parts.named(name)
  }

  get<K extends keyof Variables>(name: K): Variables[K] {
    return this.#variables[name] as Variables[K]
  }

  set<K extends keyof Variables>(name: K, value: Variables[K]): void {
    this.#variables[name] = value
  }
}
