// One request and its answer, as they went over the wire, and a server that writes them down.
import { openHttpServer } from '../../harness/doors/http-server.ts'

export interface Exchange {
  method: string
  path: string
  query: [string, string][]
  requestHeaders: Headers
  requestBody: string
  status: number
  responseHeaders: Headers
  responseBody: string
}

export interface Recorder {
  url: string
  /** Since the last time it was asked. */
  take(): Exchange[]
  stop(): Promise<void>
}

/** A free port in front of `answer`. */
export async function recordExchanges(answer: (request: Request) => Promise<Response>): Promise<Recorder> {
  let seen: Exchange[] = []
  const server = await openHttpServer({
    fetch: async request => {
      const requestBody = await request.clone().text()
      const response = await answer(request)
      const responseBody = await response.clone().text()
      const url = new URL(request.url)
      seen.push({
        method: request.method,
        path: url.pathname,
        query: [...url.searchParams],
        requestHeaders: request.headers,
        requestBody,
        status: response.status,
        responseHeaders: response.headers,
        responseBody,
      })
      return response
    },
    host: '127.0.0.1',
    port: 0,
    purpose: 'the record of a contract',
    option: 'port',
  })
  return {
    url: server.url,
    take() {
      const taken = seen
      seen = []
      return taken
    },
    stop: () => server.stop(),
  }
}

/** Sends a request on to another origin, as it is. */
export async function forward(request: Request, origin: string, init: RequestInit = {}): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  const headers = new Headers(request.headers)
  for (const name of ['host', 'connection', 'content-length', 'accept-encoding', 'transfer-encoding'])
    headers.delete(name)
  const body = ['GET', 'HEAD'].includes(request.method) ? undefined : await request.arrayBuffer()
  const answer = await fetch(new URL(pathname + search, origin), {
    method: request.method,
    headers,
    redirect: 'manual',
    ...(body === undefined || body.byteLength === 0 ? {} : { body }),
    ...init,
  })
  // fetch has already decoded the body.
  const answered = new Headers(answer.headers)
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding', 'connection'])
    answered.delete(name)
  const bytes = await answer.arrayBuffer()
  return new Response(bytes.byteLength === 0 ? null : bytes, { status: answer.status, headers: answered })
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
