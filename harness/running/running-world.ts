// A world that runs: one life after the other, its mails, its control API and pages. It has no port; the doors lead to it.
import { Hono } from 'hono'
import { getPath } from 'hono/utils/url'
import type { Entry } from '../../mocks/kit/journal.ts'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { msToIso } from '../../mocks/kit/time/duration.ts'
import { createServer } from '../../mocks/server.ts'
import { type Client, createClient, type SendRequest } from '../client.ts'
import type { Ready } from '../control-api/ready.ts'
import { usesMailpit } from '../doors/doors.ts'
import { createGuard, credentialsOf } from '../doors/guard.ts'
import type { HttpServerOptions } from '../doors/http-server.ts'
import { type LateMail, lateMail } from '../doors/late-mail.ts'
import type { InboxRoom } from '../inbox/room.ts'
import { createInboxClient, type InboxClient } from '../inbox-client.ts'
import { createLife, type Live } from '../life.ts'
import { readSnapshot, takeSnapshot } from '../snapshot.ts'
import { version } from '../version.ts'
import type { ReadWorld } from '../world/definition.ts'
import { News } from './news.ts'
import { type App, isOwnPath, mountOwnPaths, withCredentials } from './own-paths.ts'
import type { Street } from './street.ts'
import { createWorldInbox } from './world-inbox.ts'

export interface RunningWorld {
  /** Exchanged by a reset. */
  live(): Live
  ready(): Ready
  client: Client
  inbox: InboxClient
  /** Calls this world's paths without a socket. */
  fetch: SendRequest
  inboxFetch: SendRequest
  /** What is behind the HTTP port. */
  answers: Pick<HttpServerOptions, 'fetch' | 'express'>
  /** Its mails; absent when a real Mailpit is used. */
  room: InboxRoom | undefined
  /** The way of its mails, once there is one. */
  mail: LateMail
  snapshot(): string
  restore(text: string): Promise<void>
  /** The same with another definition. One that cannot be loaded is refused, and the old one goes on. */
  replace(read: ReadWorld): Promise<void>
  /** Calls back for each journal entry, also after a reset. */
  onEntry(tell: (entry: Entry) => void): void
  origin(): ReadWorld
  end(): Promise<void>
}

export async function createRunningWorld(street: Street, given: ReadWorld): Promise<RunningWorld> {
  const { config, doors } = street
  let read = given
  const app: App = new Hono()
  const mail = lateMail()
  const news = new News()
  const publicUrl = () => config.publicUrl ?? doors.url
  const begin = (from: ReadWorld) =>
    createLife(from, config, {
      mail,
      publicUrl,
      url: () => doors.url,
      fetch: street.fetch,
      onEntry: entry => news.entry(entry),
    })

  let life = await begin(read)
  const live = () => life
  const room = usesMailpit(config) ? undefined : createWorldInbox(street, { live, publicUrl })
  const fetch = withCredentials((path, init) => app.request(path, init), config.token)
  const client = createClient(fetch)
  const inboxFetch = inboxSend(street, room)
  const inbox = createInboxClient(() => config.inboxPublicUrl ?? doors.inboxUrl, inboxFetch, client.settle)
  const ready = () => readyOf(street, life)

  const goOnAs = async (next: Live): Promise<void> => {
    life = next
    news.reset()
    await inbox.clear()
  }
  const reset = async (): Promise<void> => {
    await life.end()
    await goOnAs(await begin(read))
  }
  /** All or nothing: the life of before goes on when the saved one cannot be begun. */
  const restore = async (text: string): Promise<void> => {
    const { state, inbox: mails } = readSnapshot(text, read)
    const kept = ownRoom(room)
    const saved = await begin(read)
    await saved.world.state.restore(state)
    await life.end()
    await goOnAs(saved)
    kept.restore(mails)
  }

  const guard = createGuard({
    names: [config.host, ...config.allowName],
    publicUrl: config.publicUrl,
    token: config.token,
  })
  mountOwnPaths(app, { live, ready, reset, onNews: tell => news.onNews(tell) }, { client, inbox, guard })
  const emulators = createServer(live)
  app.all('*', c => emulators(c.req.raw, c.env))

  return {
    live,
    ready,
    client,
    inbox,
    fetch,
    inboxFetch,
    answers: {
      // Straight to its house, past the router of what is the sandbox's own: the way of nearly every call.
      fetch: (request, env) =>
        isOwnPath(getPath(request)) ? app.fetch(request, env as object) : emulators(request, env),
      express: (incoming, outgoing) => life.talonOne.express(incoming, outgoing),
    },
    room,
    mail,
    snapshot: () => takeSnapshot(life, ownRoom(room), read),
    restore,
    async replace(world) {
      const next = await begin(world)
      await life.end()
      read = world
      await goOnAs(next)
    },
    onEntry: tell => news.onEntry(tell),
    origin: () => read,
    async end() {
      await life.end()
      mail.close()
      await room?.stop()
    },
  }
}

function readyOf({ doors }: Street, { world: { clock } }: Live): Ready {
  return {
    ready: true,
    http: doors.url,
    inbox: doors.inboxUrl,
    smtp: doors.smtpUrl,
    version,
    clock: { mode: clock.mode, now: msToIso(clock.now()) },
  }
}

function ownRoom(room: InboxRoom | undefined): InboxRoom {
  if (room !== undefined) return room
  throw new SandboxError(
    'inbox-elsewhere',
    'Cannot save this world: its mails are in a Mailpit of its own.',
    { remedy: 'Start it with the embedded inbox.' },
  )
}

/**
 * Calls the inbox's API: of the embedded one without a socket, since Node's fetch is 3 MiB and some milliseconds that a run has no
 * other need of. A real Mailpit knows nothing of our token.
 */
function inboxSend({ config, doors }: Street, room: InboxRoom | undefined): SendRequest {
  return async (path, init) => {
    if (room === undefined) return fetch(doors.inboxUrl + path, init)
    const own = {
      ...init,
      headers: { ...credentialsOf(config.token), ...Object.fromEntries(new Headers(init?.headers)) },
    }
    return room.app.request(path, own)
  }
}
