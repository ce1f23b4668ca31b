// A world that runs: one life after the other, its mails, its control API and pages. It has no port; the doors lead to it.
import { getPath } from 'hono/utils/url'
import type { Entry } from '../../mocks/kit/journal.ts'
import { once } from '../../mocks/kit/once.ts'
import { notKept } from '../../mocks/kit/record-requests.ts'
import type { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import type { StateImage } from '../../mocks/kit/state.ts'
import { createServer } from '../../mocks/server.ts'
import { type Client, createClient, type SendRequest } from '../client.ts'
import type { Ready } from '../control-api/ready.ts'
import type { Data } from '../data/open-data.ts'
import { usesMailpit } from '../doors/doors.ts'
import { createGuard, type Guard } from '../doors/guard.ts'
import { type LateMail, lateMail } from '../doors/late-mail.ts'
import type { InboxRoom } from '../inbox/room.ts'
import { createInboxClient, type InboxClient } from '../inbox-client.ts'
import type { Live } from '../life.ts'
import type { ReadWorld } from '../world/definition.ts'
import { baseOf } from './address.ts'
import type { Answers } from './answers.ts'
import { asItStands } from './as-it-stands.ts'
import { beginningsOf } from './beginnings.ts'
import { isOwnPath } from './credentials.ts'
import { type Environment, environmentOf } from './environment.ts'
import { inboxSend, sendTo } from './in-process.ts'
import { Lives, type Origin } from './lives.ts'
import { News } from './news.ts'
import { createOwnPaths } from './own-paths.ts'
import { whereIs } from './places.ts'
import { Searches } from './searches.ts'
import type { Street } from './street.ts'
import { createWorldInbox } from './world-inbox.ts'

export interface RunningWorld {
  id: string
  seed: string
  /** Exchanged by a reset. */
  live(): Live
  /** Ids of the scenarios marked `start: true` that were not started before. */
  toStart(): readonly string[]
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
  /** A snapshot, in pieces. */
  snapshot(): Promise<Buffer[]>
  restore(text: string): Promise<void>
  /** The same with another definition. One that cannot be loaded is refused, and the old one goes on. */
  replace(read: ReadWorld): Promise<void>
  /** Calls back for each journal entry, also after a reset. */
  onEntry(tell: (entry: Entry) => void): void
  /** What another world begins with, to be forked of this one. */
  origin(): Origin
  /** Why nothing more is taken. */
  problem(): SandboxError | undefined
  /** What is kept of it is all that stays, from now on. */
  putAway(): void
  end(): Promise<void>
}

export interface Plot {
  id: string
  origin: Origin
  /** Whose state it begins with; without one it is loaded. */
  from?: RunningWorld
  /** What it draws from then on, where that is something else. */
  seed?: string | undefined
  /** Where it is kept, and what was kept before. */
  data?: Data | undefined
  /** What is answered while it is there. */
  over: (own: Answers) => Answers
}

/** Read in when it is wanted: with the first world of a process, and forks come later. */
let exercised: typeof import('../exercised/folder.ts') | undefined

/** A world that is loaded from its definition. */
export async function loadedWorld(street: Street, plot: Plot): Promise<RunningWorld> {
  if (street.config.coverage !== undefined) exercised ??= await import('../exercised/folder.ts')
  const { beginnings, run } = foundation(street, plot)
  return run(await Lives.begin(beginnings, { ...plot.origin, data: plot.data }))
}

/** A world that goes on from what another holds, or from what was kept of it. */
export function worldGoingOn(street: Street, plot: Plot): RunningWorld {
  const { beginnings, run } = foundation(street, plot)
  return run(Lives.goOn(beginnings, { ...plot.origin, image: plot.from?.image(), data: plot.data }))
}

/** How its lives begin, and what makes a world of them. */
function foundation(street: Street, plot: Plot) {
  const { config, doors } = street
  const { id, from, seed = from?.seed ?? plot.origin.read.begins?.seed ?? config.seed, over } = plot
  const base = baseOf(id)
  const mail = lateMail()
  const news = new News()
  let lives: Lives
  let ownPaths: () => ReturnType<typeof createOwnPaths>
  const live = () => lives.now
  const covered =
    config.coverage === undefined
      ? undefined
      : exercised?.collectInto(config.coverage, plot.origin.read, live)
  const emulators = createServer(live)
  const answers = over({
    // Straight to its house, past the router of what is the sandbox's own: the way of nearly every call.
    fetch: (request, env) =>
      lives.problem !== undefined
        ? notKept(lives.problem)
        : isOwnPath(getPath(request))
          ? ownPaths().fetch(request, env as object)
          : emulators(request, env),
    express: (incoming, outgoing) =>
      lives.problem === undefined && lives.now.talonOne.express(incoming, outgoing),
  })
  const { send, back } = sendTo(answers, street)
  const beginnings = beginningsOf(street, seed, {
    mail,
    publicUrl: () => street.origin() + base,
    origin: street.origin,
    url: () => doors.url,
    fetch: back,
    onEntry: (entry, journal) => {
      // First, for whoever hears the news may write more.
      covered?.take(entry, journal)
      news.entry(entry)
    },
    onTemplateBranch: covered && ((...of) => covered.branches(...of)),
  })

  function run(given: Lives): RunningWorld {
    lives = given
    const room = usesMailpit(config) ? undefined : createWorldInbox(street, { live, base })
    const mails = over({ fetch: request => room?.app.fetch(request) ?? new Response(null, { status: 404 }) })
    const inboxFetch = inboxSend(room === undefined ? undefined : mails, street)
    const client = createClient(send)
    const inboxUrl = () => (config.inboxPublicUrl ?? doors.inboxUrl) + base
    const inbox = createInboxClient(inboxUrl, inboxFetch, client.settle)
    lives.surround(room, { tell: () => news.reset(), clearMails: inbox.clear })

    const ready = () => whereIs(id, street, live().world.clock)
    const readMail = async (mailId: string) => {
      const { Subject: subject, HTML: html, Text: text } = await inbox.read(mailId)
      return { subject, html, text }
    }
    const searches = new Searches({
      read: () =>
        asItStands({ read: lives.origin.read, bloomreach: live().bloomreach, toStart: lives.toStart }),
      seed,
    })
    /** Made when somebody asks: most worlds of a test are asked little. */
    ownPaths = once(() =>
      createOwnPaths(
        {
          id,
          base,
          live,
          ready,
          ask: async request => emulators(request, {}),
          reset: () => lives.reset(),
          readMail,
          checkpoints: lives.checkpoints,
          searches,
          searched: () => ({ world: nameOf(config.world), seed }),
          snapshot: () => lives.snapshot(),
          onNews: tell => news.onNews(tell),
          worlds: street.worlds,
        },
        { inbox: inboxFetch, guard: guardOf(street), copies: config.mcp ? street.worlds() : undefined },
        emulators,
      ),
    )

    return {
      id,
      seed,
      live,
      toStart: () => lives.toStart,
      ready,
      environment: () => environmentOf(live(), ready(), doors.certificate?.caFile),
      client,
      inbox,
      fetch: send,
      inboxFetch,
      answers,
      mails,
      room,
      mail,
      image: () => lives.image(),
      snapshot: () => lives.snapshot(),
      restore: text => lives.restore(text),
      replace: read => lives.replace(read),
      onEntry: tell => news.onEntry(tell),
      origin: () => lives.origin,
      problem: () => lives.problem,
      putAway() {
        searches.stop()
        lives.putAway()
        covered?.end()
        mail.close()
        void room?.stop()
      },
      async end() {
        searches.stop()
        await lives.end()
        covered?.end()
        mail.close()
        await room?.stop()
      },
    }
  }
  return { beginnings, run }
}

/** A world of a library's user has no name. */
const nameOf = (world: Street['config']['world']): string =>
  typeof world === 'string' ? world : world === undefined ? 'tutorial' : './your.world.yaml'

function guardOf({ config: { host, allowName, publicUrl, token } }: Street): Guard {
  return createGuard({ names: [host, ...allowName], publicUrl, token })
}
