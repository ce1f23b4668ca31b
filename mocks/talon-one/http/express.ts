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
  function attempt<T>(c: Exchange, work: () => T): T | Answer {
    try {
      return work()
    } catch (error) {
      return refuse(error as Error, c)
    }
  }

  /** What a watched world does is one piece of work; the others pay a look for it. */
  function during<T>(work: Work | undefined, part: () => T): T {
    return work === undefined ? part() : work.run(part)
  }

  function answer(
    { c, work }: { c: Exchange; work: Work | undefined },
    outgoing: ServerResponse,
    { status, body }: Answer,
  ): true {
    during(work, () => record.close(c, status))
    const problem = work?.end()
    const text = JSON.stringify(problem ?? body)
    const headers = answerHeaders(c)
    headers['content-length'] = String(Buffer.byteLength(text))
    outgoing.writeHead(problem === undefined ? status : 503, headers).end(text)
    if (record.keepsTraffic) record.keep(c, { status, headers: keptHeaders(c), body: text })
    return true
  }

  return (incoming, outgoing) => {
    if (world.faults.list().length > 0 || settings.accessLogPayloads === 'keep') return false
    const route = routes.find(known => isFor(known, incoming, settings.largestBody))
    if (route === undefined) return false
    const c = new NodeExchange(incoming, route)
    const work = world.works.beginRequest()
    const begun = during(work, () => {
      record.open(c)
      return attempt(c, () => route.handler(c))
    })
    if (typeof begun !== 'function') return answer({ c, work }, outgoing, begun)
    // As in the app: a request in flight holds the clock.
    const lost = world.clock.hold(() => `${c.method} ${c.path}`)
    return {
      lost() {
        lost()
        work?.end()
      },
      whole(body) {
        const text = textOf(body)
        c.set('received', text)
        const said = during(work, () => attempt(c, () => begun(text)))
        lost()
        answer({ c, work }, outgoing, said)
      },
    }
  }
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
