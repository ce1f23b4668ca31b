// The express way of the operations that are called by thousands: from Node's request to Node's answer, with no middleware, router,
// Request or Response in between. What it does not take goes to the full app. Same record, same errors, same headers.
import type { HttpBindings } from '@hono/node-server'
import { type PathParts, PathPattern } from '../../kit/path-pattern.ts'
import { type Exchange, explain, type RequestRecord } from '../../kit/record-requests.ts'
import type { SandboxError } from '../../kit/sandbox-error.ts'
import type { Work } from '../../kit/works.ts'
import type { Deployment } from '../deployment.ts'
import { type Answer, answerHeaders, type Beginning, json, keptHeaders } from './answer.ts'
import { textOf } from './body.ts'
import { LightExchange } from './light-exchange.ts'

type IncomingMessage = HttpBindings['incoming']
type ServerResponse = HttpBindings['outgoing']

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

export interface Ends {
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

  function said<G, S>(c: NodeExchange, say: (given: G) => S, given: G): S | Answer {
    try {
      return say(given)
    } catch (error) {
      return refuse(error as Error, c)
    }
  }

  function begin(c: NodeExchange, { handler }: ExpressRoute): Beginning {
    record.open(c)
    return said<Exchange, Beginning>(c, handler, c)
  }

  function answer(c: NodeExchange, outgoing: ServerResponse, given: Answer): true {
    const { work } = c
    const { status } = given
    if (work === undefined) record.close(c, status)
    else work.run(() => record.close(c, status))
    const kept = work?.end()
    const body = given.text ?? undefined
    const bytes = record.keepsTraffic
      ? record.keep(c, { status, headers: keptHeaders(c, given), body })
      : undefined
    if (kept === undefined) send(c, outgoing, given, bytes)
    else void kept.then(problem => send(c, outgoing, problem === undefined ? given : unkept(c, problem)))
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
        void work?.end()
      },
      whole(body) {
        const text = textOf(body)
        c.set('received', text)
        try {
          answer(
            c,
            outgoing,
            work === undefined ? said(c, begun, text) : work.run(() => said(c, begun, text)),
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

/** What was done could not be kept, whatever there was to say about it. */
function unkept(c: NodeExchange, problem: SandboxError): Answer {
  explain(c, { reason: problem.code, facts: undefined, hint: undefined })
  return json(problem, 503)
}

/** `bytes` of the body, where they are counted already. */
function send(c: NodeExchange, outgoing: ServerResponse, said: Answer, bytes?: number): void {
  const headers = answerHeaders(c, said)
  if (said.text !== null) headers['content-length'] = String(bytes ?? Buffer.byteLength(said.text))
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

class NodeExchange extends LightExchange {
  readonly env: { incoming: IncomingMessage }
  lane: string | undefined
  work: Work | undefined
  readonly #parts: PathParts

  constructor(incoming: IncomingMessage, { id, method }: ExpressRoute, parts: PathParts) {
    super(id, { method, url: incoming.url ?? '', path: parts.path })
    this.env = { incoming }
    this.lane = undefined
    this.work = undefined
    this.#parts = parts
  }

  param(name: string): string | undefined {
    return this.#parts.named(name)
  }
}
