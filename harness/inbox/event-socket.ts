// `/api/events`: Mailpit's web socket, on which clients hear of new mails. [S] server/websockets: frames `{Type, Data}`.
import type { Hono } from 'hono'
import { type WebSocket, WebSocketServer } from 'ws'
import { messageSummary } from './answers.ts'
import type { InboxDeps } from './deps.ts'
import type { InboxEvent } from './events.ts'
import { UPGRADE_REQUIRED } from './events-path.ts'
import type { Upgrade } from './upgrade.ts'

/** [S] At most four a second. */
const STATS_EVERY_MS = 250
/** A client that reads no more is let go before its backlog grows. */
const MOST_BACKLOG_BYTES = 8 * 1024 * 1024

export interface EventSocket {
  upgrade(wanted: Upgrade): Promise<void>
  stop(): void
}

export function openEventSocket(app: Hono, deps: InboxDeps): EventSocket {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1_024 })
  const send = (Type: string, Data: unknown) => {
    const frame = JSON.stringify({ Type, Data })
    for (const client of sockets.clients) sendTo(client, frame)
  }
  const stats = new Stats(deps, send)
  const stopListening = deps.events.listen(event => {
    if (sockets.clients.size === 0) return
    void tell(event, deps, send)
    stats.soon()
  })
  return {
    upgrade: wanted => upgrade(sockets, app, wanted),
    stop: () => {
      stopListening()
      stats.stop()
      for (const client of sockets.clients) client.terminate()
      sockets.close()
    },
  }
}

/** The app is asked first, so that who may not read mails may not hear of them either. */
async function upgrade(
  sockets: WebSocketServer,
  app: Hono,
  { request, socket, head }: Upgrade,
): Promise<void> {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value))
  const url = URL.parse(request.url ?? '', `http://${request.headers.host ?? 'localhost'}`)
  const answer = url === null ? undefined : await app.fetch(new Request(url, { headers }))
  if (answer?.status === UPGRADE_REQUIRED) {
    sockets.handleUpgrade(request, socket, head, client => client.on('error', () => client.terminate()))
    return
  }
  socket.end(
    `HTTP/1.1 ${answer?.status ?? 400} Refused\r\nconnection: close\r\n\r\n${(await answer?.text()) ?? ''}`,
  )
}

function sendTo(client: WebSocket, frame: string): void {
  if (client.bufferedAmount > MOST_BACKLOG_BYTES) client.terminate()
  else client.send(frame)
}

async function tell(
  event: InboxEvent,
  { reader }: InboxDeps,
  send: (type: string, data: unknown) => void,
): Promise<void> {
  if (event.type === 'new') {
    await reader.glance(event.mail)
    send('new', messageSummary(event.mail))
  } else if (event.type === 'update') {
    const { id, read, tags } = event.mail
    send('update', { ID: id, Read: read, Tags: tags })
  } else if (event.type === 'delete') {
    send('delete', { ID: event.id })
  } else {
    send(event.type, null)
  }
}

/** How many mails there are, once for many changes. */
class Stats {
  readonly #deps: InboxDeps
  readonly #send: (type: string, data: unknown) => void
  #timer: NodeJS.Timeout | undefined

  constructor(deps: InboxDeps, send: (type: string, data: unknown) => void) {
    this.#deps = deps
    this.#send = send
  }

  soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      const { size, unread } = this.#deps.mailbox
      this.#send('stats', { Total: size, Unread: unread, Version: 'referral-sandbox' })
    }, STATS_EVERY_MS).unref()
  }

  stop(): void {
    clearTimeout(this.#timer)
  }
}
