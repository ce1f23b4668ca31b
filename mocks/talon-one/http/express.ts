// The express way of the operations that are called by thousands: from Node's request to Node's answer, with no middleware, router,
// Request or Response in between. What it does not take goes to the full app. Same record, same errors, same headers.
import type { HttpBindings } from '@hono/node-server'
import type { Exchange, RequestRecord, SandboxEnv } from '../../kit/record-requests.ts'
import type { Work } from '../../kit/works.ts'
import type { Deployment } from '../deployment.ts'
import { type Answer, answerHeaders, type Beginning, keptHeaders } from './answer.ts'
import { textOf } from './body.ts'

type IncomingMessage = HttpBindings['incoming']
type ServerResponse = HttpBindings['outgoing']
type Variables = SandboxEnv['Variables']

export interface ExpressRoute {
  id: string
  method: string
  path: string
  handler: (c: Exchange) => Beginning
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
  { world, settings }: Deployment,
  { record, refuse }: Ends,
): ExpressWay {
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

  function answer(c: NodeExchange, outgoing: ServerResponse, { status, body }: Answer): true {
    const { work } = c
    if (work === undefined) record.close(c, status)
    else work.run(() => record.close(c, status))
    const problem = work?.end()
    const text = JSON.stringify(problem ?? body)
    const headers = answerHeaders(c)
    headers['content-length'] = String(Buffer.byteLength(text))
    outgoing.writeHead(problem === undefined ? status : 503, headers).end(text)
    if (record.keepsTraffic) record.keep(c, { status, headers: keptHeaders(c), body: text })
    return true
  }

  /** As in the app: a request in flight holds the clock. */
  function awaitBody(
    c: NodeExchange,
    outgoing: ServerResponse,
    begun: (body: string) => Answer,
  ): AwaitedBody {
    const { work } = c
    const lost = world.clock.hold(() => `${c.method} ${c.path}`)
    return {
      lost() {
        lost()
        work?.end()
      },
      whole(body) {
        const text = textOf(body)
        c.set('received', text)
        const said = work === undefined ? goOn(c, begun, text) : work.run(() => goOn(c, begun, text))
        lost()
        answer(c, outgoing, said)
      },
    }
  }

  // What most requests need makes no closure here: each of its names would be kept in an object of its own.
  return (incoming, outgoing) => {
    if (world.faults.list().length > 0 || settings.accessLogPayloads === 'keep') return false
    const route = routeOf(routes, incoming, settings.largestBody)
    if (route === undefined) return false
    const c = new NodeExchange(incoming, route, world.works.beginRequest())
    const begun = c.work === undefined ? begin(c, route) : inWork(c.work, c, route)
    return typeof begun === 'function' ? awaitBody(c, outgoing, begun) : answer(c, outgoing, begun)
  }

  /** What a watched world does is one piece of work; the others pay a look for it. */
  function inWork(work: Work, c: NodeExchange, route: ExpressRoute): Beginning {
    return work.run(() => begin(c, route))
  }
}

function routeOf(
  routes: readonly ExpressRoute[],
  incoming: IncomingMessage,
  largestBody: number,
): ExpressRoute | undefined {
  for (const route of routes) if (isFor(route, incoming, largestBody)) return route
  return undefined
}

/** A body that is too long or says not how long it is, and a page of another origin are left to the full app. */
function isFor(
  { method, path }: ExpressRoute,
  { method: asked, url = '', headers }: IncomingMessage,
  largestBody: number,
): boolean {
  return (
    asked === method &&
    url.startsWith(path) &&
    (url.length === path.length || url[path.length] === '?') &&
    (method === 'GET'
      ? headers['content-length'] === undefined
      : Number(headers['content-length']) <= largestBody) &&
    headers['transfer-encoding'] === undefined &&
    headers.origin === undefined
  )
}

/** The few things that a handler asks of a Hono context, read from Node's request. */
class NodeExchange implements Exchange {
  readonly env: { incoming: IncomingMessage }
  readonly method: string
  readonly url: string
  /** The route's own text: that of the request is a part of its URL and would keep all of it in memory. */
  readonly path: string
  readonly work: Work | undefined
  readonly #variables: Partial<Variables>

  constructor(incoming: IncomingMessage, { id, method, path }: ExpressRoute, work: Work | undefined) {
    this.env = { incoming }
    this.method = method
    this.url = incoming.url ?? ''
    this.path = path
    this.work = work
    this.#variables = { requestId: '', requestSeq: 0, operation: id }
  }

  get req(): this {
    return this
  }

  get<K extends keyof Variables>(name: K): Variables[K] {
    return this.#variables[name] as Variables[K]
  }

  set<K extends keyof Variables>(name: K, value: Variables[K]): void {
    this.#variables[name] = value
  }
}
