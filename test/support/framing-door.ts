// A door before an inbox that lets pages of the door's own frame what is behind it, so that many are looked at at once. Whatever else
// the inbox says of them stays as it is.
import { once } from 'node:events'
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { RunningInbox } from './mailpit.ts'

export interface FramingDoor extends AsyncDisposable {
  url: string
  /** The path of a page that frames these. */
  pageOf(paths: readonly string[]): string
}

export async function framingDoor(inbox: RunningInbox): Promise<FramingDoor> {
  const pages = new Map<string, string>()
  const agent = new Agent({ keepAlive: true })
  const server = createServer((incoming, outgoing) => {
    const page = pages.get(incoming.url ?? '')
    if (page === undefined) handOn(incoming, outgoing, { inbox, agent })
    else outgoing.writeHead(200, { 'content-type': 'text/html' }).end(page)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    pageOf(paths) {
      const path = `/frames/${pages.size}`
      pages.set(path, paths.map(framed => `<iframe src="${framed}"></iframe>`).join(''))
      return path
    },
    async [Symbol.asyncDispose]() {
      agent.destroy()
      server.close()
      server.closeAllConnections()
    },
  }
}

function handOn(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { inbox, agent }: { inbox: RunningInbox; agent: Agent },
): void {
  const { method, url = '/', headers } = incoming
  const target = new URL(url, inbox.url)
  const asked = request(target, { method, agent, headers: { ...headers, host: target.host } }, answer => {
    const isKept = /\/inbox\.(?:js|css)$/.test(target.pathname)
    const kept = isKept ? { 'cache-control': 'max-age=600' } : {}
    outgoing.writeHead(answer.statusCode ?? 500, { ...framable(answer.headers), ...kept })
    answer.pipe(outgoing)
  })
  asked.on('error', () => outgoing.destroy())
  incoming.pipe(asked)
}

function framable(headers: IncomingMessage['headers']): IncomingMessage['headers'] {
  const policy = headers['content-security-policy']
  if (policy === undefined) return headers
  return {
    ...headers,
    'content-security-policy': String(policy).replace("frame-ancestors 'none'", "frame-ancestors 'self'"),
  }
}
