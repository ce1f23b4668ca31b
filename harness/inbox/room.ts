// A room of mails: what is kept of one world, Mailpit's API and the pages over it, and who listens to it. It has no port; several
// rooms may be behind one door.
import type { Hono } from 'hono'
import { Group } from '../../mocks/kit/kept/group.ts'
import { createGuard, type Guard } from '../doors/guard.ts'
import { createInboxApp } from './app.ts'
import type { Chaos } from './chaos.ts'
import { Delivery, type DeliveryReceipt, type Envelope, type InboxFaults } from './delivery.ts'
import type { InboxDeps, StoryOf } from './deps.ts'
import type { EventSocket } from './event-socket.ts'
import { InboxEvents } from './events.ts'
import type { AskLink } from './link-check.ts'
import type { Mail } from './mail.ts'
import { Mailbox, type PruneNotice } from './mailbox.ts'
import { Reader } from './reading/reader.ts'
import type { Upgrade } from './upgrade.ts'

export interface RoomOptions {
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
  faults?: InboxFaults
  /** Absent: chaos is not enabled. */
  chaos?: Chaos
  /** What link-check may ask; nothing unless said otherwise. */
  askLink?: AskLink
  /** Where a mail's page leads for its customer; nowhere unless said otherwise. */
  storyOf?: StoryOf
  /** Stands before every path of it; nothing unless said otherwise. */
  base?: string
  /** Where several rooms have one. */
  reader?: Reader
  /** Who may read and change mails over HTTP; programs of this machine unless said otherwise. */
  guard?: Guard
}

export interface InboxRoom {
  app: Hono
  store: Mailbox
  delivery: Delivery
  /** SMTP without a socket: the same refusals, headers and tags as DATA. */
  deliver(raw: Buffer, envelope: Envelope): Promise<DeliveryReceipt>
  clear(): void
  /** The mails, and what was counted of them. */
  readonly kept: Group
  upgrade(wanted: Upgrade): Promise<void>
  /** Lets go of who listens. */
  stop(): Promise<void>
}

export function createInboxRoom(options: RoomOptions): InboxRoom {
  const { capacity = 10_000, maxBytes = 256_000_000 } = options
  const {
    guard = createGuard({ names: [], otherTypes: 'from programs' }),
    now,
    newId,
    onMessage,
    onPrune,
    faults,
    maxMessageBytes,
    chaos,
    askLink = async () => undefined,
    storyOf = () => undefined,
    base = '',
    reader = new Reader(),
  } = options
  const events = new InboxEvents()
  const store = new Mailbox({ capacity, maxBytes }, onPrune, events)
  const delivery = new Delivery({ mailbox: store, now, newId, onMessage, faults, maxMessageBytes })
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
    base,
  }
  let made: Hono | undefined
  /** Made when somebody looks. */
  const app = () => {
    made ??= createInboxApp(deps, guard)
    return made
  }
  const sockets = lateEventSocket(app, deps)
  return {
    get app() {
      return app()
    },
    store,
    delivery,
    deliver: (raw, envelope) => delivery.deliver(raw, envelope),
    clear: () => store.clear(),
    kept: new Group({ mailbox: store.kept, stats: delivery.kept }),
    upgrade: async wanted => (await sockets.open()).upgrade(wanted),
    async stop() {
      await sockets.stop()
      if (options.reader === undefined) await reader.stop()
    },
  }
}

/** The web socket is loaded when the first client asks for it. */
function lateEventSocket(app: () => Hono, deps: InboxDeps) {
  let opened: Promise<EventSocket> | undefined
  return {
    open(): Promise<EventSocket> {
      opened ??= import('./event-socket.ts').then(({ openEventSocket }) => openEventSocket(app(), deps))
      return opened
    },
    stop: async () => (await opened)?.stop(),
  }
}
