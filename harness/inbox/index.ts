// The embedded mail inbox: SMTP in, Mailpit's REST API and two pages out, everything in memory.
import type { Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Hono } from 'hono'
import { createGuard, type Guard } from '../doors/guard.ts'
import { hearOut, sayLast } from '../doors/last-word.ts'
import { listening } from '../doors/listening.ts'
import { createInboxApp } from './app.ts'
import type { Chaos } from './chaos.ts'
import {
  Delivery,
  type DeliveryReceipt,
  type DeliveryStats,
  type Envelope,
  type InboxFaults,
} from './delivery.ts'
import type { InboxDeps, StoryOf } from './deps.ts'
import type { EventSocket } from './event-socket.ts'
import { InboxEvents } from './events.ts'
import type { AskLink } from './link-check.ts'
import type { Mail } from './mail.ts'
import { Mailbox, type PruneNotice } from './mailbox.ts'
import { Reader } from './reading/reader.ts'

export interface InboxOptions {
  host?: string
  /** 0 takes a free port. */
  httpPort?: number
  smtpPort?: number
  /** How many mails are kept; the oldest go first. */
  capacity?: number
  /** How many bytes of them; 256 MB unless said otherwise. */
  maxBytes?: number
  /** Above this a mail is refused with 552; 50 MB unless said otherwise. */
  maxMessageBytes?: number
  /** The time of arrival: the world's clock or the wall clock. */
  now: () => number
  /** 22 characters of [0-9A-Za-z], as Mailpit's ids. */
  newId: () => string
  onMessage?: (mail: Mail) => void
  onPrune?: (notice: PruneNotice) => void
  /** False opens no port: use `app.request` and `deliver`. */
  listen?: boolean
  faults?: InboxFaults
  /** Absent: chaos is not enabled. */
  chaos?: Chaos
  /** What link-check may ask; nothing unless said otherwise. */
  askLink?: AskLink
  /** Where a mail's page leads for its customer; nowhere unless said otherwise. */
  storyOf?: StoryOf
  /** Who may read and change mails over HTTP; programs of this machine unless said otherwise. */
  guard?: Guard
}

export interface SavedInbox {
  mailbox: ReturnType<Mailbox['save']>
  stats: DeliveryStats
}

export interface Inbox {
  /** Without ports, names that resolve nowhere. */
  url: string
  smtpUrl: string
  httpPort: number
  smtpPort: number
  app: Hono
  store: Mailbox
  /** SMTP without a socket: the same refusals, headers and tags as DATA. */
  deliver(raw: Buffer, envelope: Envelope): Promise<DeliveryReceipt>
  clear(): void
  /** The mails, and what was counted of them. */
  save(): SavedInbox
  restore(saved: SavedInbox): void
  stop(): Promise<void>
}

export async function startInbox(options: InboxOptions): Promise<Inbox> {
  const { host = '127.0.0.1', httpPort = 8025, smtpPort = 1025, capacity = 10_000, listen = true } = options
  const { maxBytes = 256_000_000 } = options
  const {
    guard = createGuard({ names: [host], otherTypes: 'from programs' }),
    now,
    newId,
    onMessage,
    onPrune,
    faults,
    maxMessageBytes,
    chaos,
    askLink = async () => undefined,
    storyOf = () => undefined,
  } = options
  const events = new InboxEvents()
  const store = new Mailbox({ capacity, maxBytes }, onPrune, events)
  const delivery = new Delivery({ mailbox: store, now, newId, onMessage, faults, maxMessageBytes })
  const reader = new Reader()
  const deps = {
    mailbox: store,
    reader,
    delivery,
    now,
    newId,
    startedAt: now(),
    events,
    chaos,
    askLink,
    storyOf,
  }
  const app = createInboxApp(deps, guard)
  const inbox = {
    app,
    store,
    deliver: (raw: Buffer, envelope: Envelope) => delivery.deliver(raw, envelope),
    clear: () => store.clear(),
    save: () => ({ mailbox: store.save(), stats: delivery.save() }),
    restore(saved: SavedInbox) {
      store.restore(saved.mailbox)
      delivery.restore(saved.stats)
    },
  }
  if (!listen) {
    const nowhere = { url: 'http://inbox.invalid', smtpUrl: 'smtp://inbox.invalid', httpPort: 0, smtpPort: 0 }
    return { ...inbox, ...nowhere, stop: () => reader.stop() }
  }
  const http = await startHttp(deps, app, { host, port: httpPort })
  try {
    const { startSmtpSink } = await import('./smtp-sink.ts')
    const smtp = await startSmtpSink(delivery, host, smtpPort)
    return {
      ...inbox,
      url: `http://${urlHost(host)}:${http.port}`,
      smtpUrl: `smtp://${urlHost(host)}:${smtp.port}`,
      httpPort: http.port,
      smtpPort: smtp.port,
      stop: async () => {
        await Promise.all([http.stop(), smtp.stop(), reader.stop()])
      },
    }
  } catch (error) {
    await http.stop()
    throw error
  }
}

async function startHttp(
  deps: InboxDeps,
  app: Hono,
  { host, port }: { host: string; port: number },
): Promise<{ port: number; stop(): Promise<void> }> {
  const { createAdaptorServer } = await import('@hono/node-server')
  const server = createAdaptorServer({
    fetch: app.fetch,
    hostname: host,
    autoCleanupIncoming: false,
  }) as Server
  server.on('request', hearOut)
  server.on('clientError', refuseAsGoDoes)
  const sockets = lateEventSocket(server, app, deps)
  await listening(server, () => server.listen(port, host), {
    host,
    port,
    purpose: 'the inbox',
    option: 'inbox-port',
  })
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise(resolve => {
        void sockets.stop()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** [D] net/http: what its parser cannot read is answered in plain text, and the connection closed. */
function refuseAsGoDoes(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable) return
  const status =
    error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request'
  sayLast(
    socket,
    `HTTP/1.1 ${status}\r\ncontent-type: text/plain; charset=utf-8\r\nconnection: close\r\n\r\n${status}`,
  )
}

/** The web socket is loaded when the first client asks for it. */
function lateEventSocket(server: Server, app: Hono, deps: InboxDeps): { stop(): Promise<void> } {
  let opened: Promise<EventSocket> | undefined
  server.on('upgrade', async (request, socket, head) => {
    socket.on('error', () => {})
    opened ??= import('./event-socket.ts').then(({ openEventSocket }) => openEventSocket(app, deps))
    await (await opened).upgrade({ request, socket, head })
  })
  return { stop: async () => (await opened)?.stop() }
}

/** Where a client on this machine finds a server bound to `host`. */
function urlHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}
