// The express way of the operation that whole populations call: from Node's request to Node's answer, with no middleware, router,
// Request or Response in between. What it does not take goes to the full app. Same record, same errors, same headers.
import type { HttpBindings } from '@hono/node-server'
import type { Exchange, RequestRecord, SandboxEnv } from '../../kit/record-requests.ts'
import type { Deployment } from '../deployment.ts'
import { type Answer, answerHeaders } from './answer.ts'
import { Departures } from './departures.ts'

type IncomingMessage = HttpBindings['incoming']
type Variables = SandboxEnv['Variables']

export interface ExpressRoute {
  id: string
  method: string
  path: string
  handler: (c: Exchange) => Answer
}

/** Answers the request and says true, or leaves it untouched and says false. */
export type ExpressWay = (incoming: IncomingMessage, outgoing: HttpBindings['outgoing']) => boolean

/** It gives way to the full app whenever a fault is planned or payloads are kept. */
export function createExpressWay(
  routes: readonly ExpressRoute[],
  { world, settings }: Deployment,
  { record, refuse }: { record: RequestRecord; refuse: (error: Error, c: Exchange) => Answer },
): ExpressWay {
  const departures = new Departures()
  return (incoming, outgoing) => {
    if (world.faults.list().length > 0 || settings.accessLogPayloads === 'keep') return false
    const route = routes.find(known => isFor(known, incoming))
    if (route === undefined) return false
    const c = new NodeExchange(incoming, route)
    record.open(c)
    const { status, body } = answerOrRefuse(c, route, refuse)
    record.close(c, status)
    const text = JSON.stringify(body)
    const headers = answerHeaders(c)
    headers['content-length'] = String(Buffer.byteLength(text))
    departures.add({ outgoing: outgoing.writeHead(status, headers), text })
    return true
  }
}

/** A body, which no such request has, and a page of another origin are left to the full app. */
function isFor(
  { method, path }: ExpressRoute,
  { method: asked, url = '', headers }: IncomingMessage,
): boolean {
  return (
    asked === method &&
    url.startsWith(path) &&
    (url.length === path.length || url[path.length] === '?') &&
    headers['content-length'] === undefined &&
    headers['transfer-encoding'] === undefined &&
    headers.origin === undefined
  )
}

function answerOrRefuse(
  c: Exchange,
  { handler }: ExpressRoute,
  refuse: (error: Error, c: Exchange) => Answer,
): Answer {
  try {
    return handler(c)
  } catch (error) {
    return refuse(error as Error, c)
  }
}

/** The few things that a handler asks of a Hono context, read from Node's request. */
class NodeExchange implements Exchange {
  readonly env: { incoming: IncomingMessage }
  readonly method: string
  readonly url: string
  /** The route's own text: that of the request is a part of its URL and would keep all of it in memory. */
  readonly path: string
  readonly #variables: Partial<Variables>

  constructor(incoming: IncomingMessage, { id, method, path }: ExpressRoute) {
    this.env = { incoming }
    this.method = method
    this.url = `http://${incoming.headers.host ?? ''}${incoming.url}`
    this.path = path
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
