// A world that runs: one life after the other, its mails, its control API and pages. It has no port; the doors lead to it.
import { Hono } from 'hono'
import { getPath } from 'hono/utils/url'
import type { Entry } from '../../mocks/kit/journal.ts'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import type { StateImage } from '../../mocks/kit/state.ts'
import { createServer } from '../../mocks/server.ts'
import { type Client, createClient, type SendRequest } from '../client.ts'
import type { Ready } from '../control-api/ready.ts'
import { usesMailpit } from '../doors/doors.ts'
import { createGuard } from '../doors/guard.ts'
import { type LateMail, lateMail } from '../doors/late-mail.ts'
import type { InboxRoom } from '../inbox/room.ts'
import { createInboxClient, type InboxClient } from '../inbox-client.ts'
import { createLife, emptyLife, type Live } from '../life.ts'
import { readSnapshot, takeImage, takeSnapshot } from '../snapshot.ts'
import type { ReadWorld } from '../world/definition.ts'
import { baseOf } from './address.ts'
import type { Answers } from './answers.ts'
import { isOwnPath } from './credentials.ts'
import { type Environment, environmentOf } from './environment.ts'
import { inboxSend, sendTo } from './in-process.ts'
import { News } from './news.ts'
import { type App, mountOwnPaths } from './own-paths.ts'
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
  /** All that it keeps, shared with it. Refused while something runs. */
  image(): StateImage
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
  const around = {
    mail,
    publicUrl: () => street.origin() + base,
    origin: street.origin,
    url: () => doors.url,
    fetch: back,
    onEntry: (entry: Entry) => news.entry(entry),
  }
  const empty = () => emptyLife(read, { ...config, seed }, around)
  /** As it was loaded; with a seed of its own, the keys that the first draw gave are still those. */
  const begin = async (): Promise<Live> => {
    const loaded = await createLife(read, config, around)
    if (seed === config.seed) return loaded
    const reseeded = goingOn(takeImage(loaded), empty())
    await loaded.end()
    return reseeded
  }

  const image = from?.image()
  life = image === undefined ? await begin() : goingOn(image, empty())
  const room = usesMailpit(config) ? undefined : createWorldInbox(street, { live, base })
  /** The mails of a world are part of what it keeps. */
  const withMails = (own: Live): Live => {
    if (room !== undefined) own.world.state.keep('inbox', room.kept)
    return own
  }
  withMails(life)
  if (image !== undefined) room?.kept.restore(image.inbox as typeof image)

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
    await goOnAs(withMails(await begin()))
  }
  /** All or nothing: the life of before goes on when the saved one cannot be begun. */
  const restore = async (text: string): Promise<void> => {
    const state = readSnapshot(text, read)
    saved(life, room)
    const next = withMails(empty())
    next.world.state.load(state)
    await life.end()
    life = next
    news.reset()
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
    image: () => takeImage(saved(life, room)),
    snapshot: () => takeSnapshot(saved(life, room), read),
    restore,
    async replace(world) {
      const before = read
      read = world
      const next = await begin().catch(error => {
        read = before
        throw error
      })
      await life.end()
      await goOnAs(withMails(next))
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

/** What another life held, in one that holds nothing yet. */
function goingOn(image: StateImage, life: Live): Live {
  life.world.state.restore(image)
  return life
}

/** Mails that are elsewhere cannot be saved. */
function saved(life: Live, room: InboxRoom | undefined): Live {
  if (room !== undefined) return life
  throw new SandboxError(
    'inbox-elsewhere',
    'Cannot save this world: its mails are in a Mailpit of its own.',
    { remedy: 'Start it with the embedded inbox.' },
  )
}
