// A world that runs: one life after the other, its mails, its control API and pages. It has no port; the doors lead to it.
import { Hono } from 'hono'
import { getPath } from 'hono/utils/url'
import type { Entry } from '../../mocks/kit/journal.ts'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { readAgain, written } from '../../mocks/kit/written.ts'
import { createServer } from '../../mocks/server.ts'
import { type Client, createClient, type SendRequest } from '../client.ts'
import type { Ready } from '../control-api/ready.ts'
import { usesMailpit } from '../doors/doors.ts'
import { createGuard } from '../doors/guard.ts'
import { type LateMail, lateMail } from '../doors/late-mail.ts'
import { inProcessTransport } from '../doors/mail-transport.ts'
import type { InboxRoom, SavedInbox } from '../inbox/room.ts'
import { createInboxClient, type InboxClient } from '../inbox-client.ts'
import { createLife, type Live } from '../life.ts'
import { readSnapshot, takeSnapshot } from '../snapshot.ts'
import type { ReadWorld } from '../world/definition.ts'
import { baseOf } from './address.ts'
import type { Answers } from './answers.ts'
import { type Environment, environmentOf } from './environment.ts'
import { forkLife } from './fork-life.ts'
import { inboxSend, sendTo } from './in-process.ts'
import { News } from './news.ts'
import { type App, isOwnPath, mountOwnPaths } from './own-paths.ts'
import { whereIs } from './places.ts'
import type { Street } from './street.ts'
import { createWorldInbox } from './world-inbox.ts'

export interface RunningWorld {
  id: string
  seed: string
  /** Exchanged by a reset. */
  live(): Live
  ready(): Ready
  /** What `exec` would hand to a command, leading here. */
  environment(): Environment
  client: Client
  inbox: InboxClient
  /** Calls this world's paths without a socket. */
  fetch: SendRequest
  inboxFetch: SendRequest
  /** What is behind the HTTP port, and behind the inbox's. */
  answers: Answers
  mails: Answers
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

export interface Plot {
  id: string
  read: ReadWorld
  /** Whose state it begins with; without one it is loaded. */
  from?: RunningWorld
  /** What it draws from then on, where that is something else. */
  seed?: string | undefined
  /** What is answered while it is there. */
  over: (own: Answers) => Answers
}

export async function createRunningWorld(street: Street, plot: Plot): Promise<RunningWorld> {
  const { config, doors } = street
  const { id, from, seed = from?.seed ?? config.seed, over } = plot
  const base = baseOf(id)
  let { read } = plot
  let life: Live
  const live = () => life
  const app: App = new Hono()
  const mail = lateMail()
  const news = new News()
  const emulators = createServer(live)
  const answers = over({
    // Straight to its house, past the router of what is the sandbox's own: the way of nearly every call.
    fetch: (request, env) =>
      isOwnPath(getPath(request)) ? app.fetch(request, env as object) : emulators(request, env),
    express: (incoming, outgoing) => life.talonOne.express(incoming, outgoing),
  })
  const { send, back } = sendTo(answers, street)
  const load = (own: string) =>
    createLife(
      read,
      { ...config, seed: own },
      {
        mail,
        publicUrl: () => street.origin() + base,
        origin: street.origin,
        url: () => doors.url,
        fetch: back,
        onEntry: entry => news.entry(entry),
      },
    )
  /** As it was loaded; with a seed of its own, the keys that the first draw gave are still those. */
  const begin = async (): Promise<Live> => {
    const loaded = await load(config.seed)
    if (seed === config.seed) return loaded
    const reseeded = await forkLife(loaded, () => load(seed))
    await loaded.end()
    return reseeded
  }

  const kept = from === undefined ? undefined : ownRoom(from.room)
  const mailsBefore = kept === undefined ? undefined : (readAgain(written(kept.save())) as SavedInbox)
  life = from === undefined ? await begin() : await forkLife(from.live(), () => load(seed))
  const room = usesMailpit(config) ? undefined : createWorldInbox(street, { live, base })
  if (room !== undefined && mailsBefore !== undefined) {
    room.restore(mailsBefore)
    mail.use(inProcessTransport(room.deliver, () => life.world))
  }

  const client = createClient(send)
  const mails = over({ fetch: request => room?.app.fetch(request) ?? new Response(null, { status: 404 }) })
  const inboxFetch = inboxSend(room === undefined ? undefined : mails, street)
  const ready = () => whereIs(id, street, life.world.clock)
  const inbox = createInboxClient(
    () => (config.inboxPublicUrl ?? doors.inboxUrl) + base,
    inboxFetch,
    client.settle,
  )

  const goOnAs = async (next: Live): Promise<void> => {
    life = next
    news.reset()
    await inbox.clear()
  }
  const reset = async (): Promise<void> => {
    await life.end()
    await goOnAs(await begin())
  }
  /** All or nothing: the life of before goes on when the saved one cannot be begun. */
  const restore = async (text: string): Promise<void> => {
    const { state, inbox: saved } = readSnapshot(text, read)
    const own = ownRoom(room)
    const next = await begin()
    await next.world.state.restore(state)
    await life.end()
    await goOnAs(next)
    own.restore(saved)
  }

  const { host, allowName, publicUrl, token } = config
  const guard = createGuard({ names: [host, ...allowName], publicUrl, token })
  const onNews = (tell: () => void) => news.onNews(tell)
  mountOwnPaths(
    app,
    { id, base, live, ready, reset, onNews, worlds: street.worlds },
    { client, inbox, guard },
  )
  app.all('*', c => emulators(c.req.raw, c.env))

  return {
    id,
    seed,
    live,
    ready,
    environment: () => environmentOf(life, ready(), doors.certificate?.caFile),
    client,
    inbox,
    fetch: send,
    inboxFetch,
    answers,
    mails,
    room,
    mail,
    snapshot: () => takeSnapshot(life, ownRoom(room), read),
    restore,
    async replace(world) {
      const before = read
      read = world
      const next = await begin().catch(error => {
        read = before
        throw error
      })
      await life.end()
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

function ownRoom(room: InboxRoom | undefined): InboxRoom {
  if (room !== undefined) return room
  throw new SandboxError(
    'inbox-elsewhere',
    'Cannot save this world: its mails are in a Mailpit of its own.',
    { remedy: 'Start it with the embedded inbox.' },
  )
}
