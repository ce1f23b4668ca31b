// The way of what comes from the same process, for the operations that are called by thousands: the express way without a socket. It takes
// what that takes, and what stands in the journal, in the access log and over the wire is what the full app leaves there.
import type { HandedHeader, HandedRequest, HandIn } from '../../kit/handed-in.ts'
import { CAUSED_BY_HEADER, REQUEST_ID_HEADER } from '../../kit/record-requests.ts'
import type { Deployment } from '../deployment.ts'
import { type Answer, answerHeaders } from './answer.ts'
import type { Ends, ExpressRoute } from './express.ts'
import { LightExchange } from './light-exchange.ts'

export function createHandIn(
  routes: readonly ExpressRoute[],
  { world, settings }: Deployment,
  { record, refuse }: Ends,
): HandIn {
  function answerTo(c: HandedExchange, route: ExpressRoute, body = ''): Answer {
    try {
      const begun = route.handler(c)
      if (typeof begun !== 'function') return begun
      c.set('received', body)
      return begun(body)
    } catch (error) {
      return refuse(error as Error, c)
    }
  }

  return (request, { causedBy }) => {
    if (world.faults.list().length > 0 || settings.accessLogPayloads === 'keep') return undefined
    const route = routes.find(known => isFor(known, request, settings.largestBody))
    // A piece of work of its own is the full app's to end.
    if (route === undefined || world.works.beginRequest() !== undefined) return undefined
    const c = new HandedExchange(request, route, causedBy)
    record.open(c)
    const said = answerTo(c, route, request.body)
    const { status, text } = said
    record.close(c, status)
    const headers = Object.entries(answerHeaders(c, said)).sort(([one], [other]) => (one < other ? -1 : 1))
    const body = text ?? ''
    if (record.keepsTraffic) record.keep(c, { status, headers: keptOf(headers), body })
    return { status, headers, body }
  }
}

/** Headers that only the full app knows how to take. */
const OF_THE_APP: ReadonlySet<string> = new Set(['origin', 'content-length', 'transfer-encoding'])

const isFor = (
  { method, path }: ExpressRoute,
  { method: asked, url, headers, body }: HandedRequest,
  largestBody: number,
): boolean =>
  asked === method &&
  url.pathname === path &&
  (method === 'GET' ? body === undefined : body !== undefined && Buffer.byteLength(body) <= largestBody) &&
  !headers.some(([name]) => OF_THE_APP.has(name))

/** Which request it answers is known without. */
const keptOf = (headers: readonly HandedHeader[]): readonly string[] =>
  headers.length === 2 ? JUST_JSON : headers.filter(([name]) => name !== REQUEST_ID_HEADER).flat()

const JUST_JSON = ['content-type', 'application/json']

class HandedExchange extends LightExchange {
  readonly env = undefined
  readonly raw: { readonly headers: readonly HandedHeader[] }
  readonly #causedBy: string

  constructor({ method, url, headers }: HandedRequest, { id, path }: ExpressRoute, causedBy: number) {
    super(id, { method, url: url.href, path })
    this.raw = { headers }
    this.#causedBy = String(causedBy)
  }

  header(name: string): string | undefined {
    if (name === CAUSED_BY_HEADER) return this.#causedBy
    return this.raw.headers.find(([known]) => known === name)?.[1]
  }
}
