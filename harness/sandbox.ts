// Assembly: config to world, houses, inbox, control API and doors; start, reset and stop.
import { Hono } from 'hono'
import { getPath } from 'hono/utils/url'
import type { Entry } from '../mocks/kit/journal.ts'
import { SandboxError } from '../mocks/kit/sandbox-error.ts'
import type { DrivenClock } from '../mocks/kit/time/clock.ts'
import { msToIso } from '../mocks/kit/time/duration.ts'
import { createServer } from '../mocks/server.ts'
import { type Client, createClient, type SendRequest } from './client.ts'
import { createControlApi } from './control-api/index.ts'
import type { Ready } from './control-api/ready.ts'
import { createGuard, credentialsOf, type Guard } from './doors/guard.ts'
import { lateMail } from './doors/late-mail.ts'
import { closedDoors, type Doors, inboxSend, openDoors, type SandboxConfig } from './doors/open-doors.ts'
import { createInboxClient, type InboxClient } from './inbox-client.ts'
import { createLife, type Live } from './life.ts'
import { readSnapshot, takeSnapshot } from './snapshot.ts'
import { version } from './version.ts'
import { type ReadWorld, readWorld, TUTORIAL_WORLD } from './world/definition.ts'

type App = Hono<{ Bindings: object }>

/** `given`: the world of the config, where it was read before. */
export async function assemble(config: SandboxConfig, given?: ReadWorld) {
  let read = given ?? (await readWorld(config.world ?? TUTORIAL_WORLD))
  const app: App = new Hono()
  const doors = closedDoors()
  const mail = lateMail()
  const listeners = new Set<(entry: Entry) => void>()
  const afterReset = new Set<() => void>()
  const onNews = (tell: () => void) => {
    listeners.add(tell)
    afterReset.add(tell)
    return () => {
      listeners.delete(tell)
      afterReset.delete(tell)
    }
  }
  const begin = (from: ReadWorld) =>
    createLife(from, config, {
      mail,
      publicUrl: () => config.publicUrl ?? doors.url,
      url: () => doors.url,
      fetch: request => app.fetch(request),
      onEntry: entry => {
        for (const tell of listeners) tell(entry)
        for (const tell of afterReset) tell()
      },
    })

  let life = await begin(read)
  const live = () => life
  const ready = () => readyOf(doors, life.world.clock)
  const send = withCredentials((path, init) => app.request(path, init), config.token)
  const guard = createGuard({
    names: [config.host, ...config.allowName],
    publicUrl: config.publicUrl,
    token: config.token,
  })
  const client = createClient(send)
  const inboxUrl = () => config.inboxPublicUrl ?? doors.inboxUrl
  const inboxFetch = inboxSend(doors, config)
  const inbox = createInboxClient(inboxUrl, inboxFetch, client.settle)
  const goOnAs = async (next: Live): Promise<void> => {
    life = next
    for (const tell of afterReset) tell()
    await inbox.clear()
  }
  const reset = async (): Promise<void> => {
    await life.end()
    await goOnAs(await begin(read))
  }

  const ownInbox = () => {
    if (doors.inbox !== undefined) return doors.inbox
    throw new SandboxError(
      'inbox-elsewhere',
      'Cannot save this world: its mails are in a Mailpit of its own.',
      {
        remedy: 'Start it with the embedded inbox.',
      },
    )
  }
  const snapshot = () => takeSnapshot(life, ownInbox(), read)
  /** All or nothing: the life of before goes on when the saved one cannot be begun. */
  const restore = async (text: string): Promise<void> => {
    const { state, inbox: mails } = readSnapshot(text, read)
    const kept = ownInbox()
    const saved = await begin(read)
    await saved.world.state.restore(state)
    await life.end()
    await goOnAs(saved)
    kept.restore(mails)
  }

  app.route('/_sandbox', createControlApi({ live, ready, reset, onNews }, guard))
  mountPages(app, { client, inbox, ready, guard })
  const emulators = createServer(live)
  app.all('*', c => emulators(c.req.raw, c.env))
  // Straight to its house, past the router of what is the sandbox's own: the way of nearly every call.
  const fetchByPath = (request: Request, env: unknown) =>
    OWN_PATH.test(getPath(request)) ? app.fetch(request, env as object) : emulators(request, env)
  await openDoors(config, doors, { app: { fetch: fetchByPath }, mail, live })

  return {
    ready,
    /** The authority of `--tls`, for NODE_EXTRA_CA_CERTS; undefined without. */
    caFile: doors.certificate?.caFile,
    client,
    inbox,
    inboxFetch,
    fetch: send,
    live,
    reset: client.reset,
    snapshot,
    restore,
    origin: () => ({ config, read }),
    /** The same with another world, on the same ports. One that cannot be loaded is refused, and the old one goes on. */
    async replace(world: ReadWorld) {
      const next = await begin(world)
      await life.end()
      read = world
      await goOnAs(next)
    },
    /** Calls back for each journal entry, also after a reset. */
    onEntry: (tell: (entry: Entry) => void) => listeners.add(tell),
    async stop() {
      await life.end()
      mail.close()
      await Promise.all([doors.http?.stop(), doors.inbox?.stop()])
      doors.certificate?.remove()
    },
  }
}

export type Assembled = Awaited<ReturnType<typeof assemble>>

/** The same world once more, with ports of its own: what happens in one, the other does not see. */
export async function fork({ snapshot, origin }: Assembled): Promise<Assembled> {
  const text = snapshot()
  const { config, read } = origin()
  const { publicUrl: _, inboxPublicUrl: __, ...own } = config
  const copy = await assemble({ ...own, port: 0, inboxPort: 0, smtpPort: 0 }, read)
  await copy.restore(text)
  return copy
}

function readyOf(doors: Doors, clock: DrivenClock): Ready {
  return {
    ready: true,
    http: doors.url,
    inbox: doors.inboxUrl,
    smtp: doors.smtpUrl,
    version,
    clock: { mode: clock.mode, now: msToIso(clock.now()) },
  }
}

interface PageSources {
  client: Client
  inbox: InboxClient
  ready: () => Ready
  guard: Guard
}

/** Sends along what the sandbox's own paths ask for; the vendors' paths have credentials of their own. */
function withCredentials(
  send: (path: string, init?: RequestInit) => Response | Promise<Response>,
  token: string | undefined,
): SendRequest {
  return async (path, init) => {
    if (token === undefined || !OWN_PATH.test(path)) return send(path, init)
    return send(path, {
      ...init,
      headers: { ...credentialsOf(token), ...Object.fromEntries(new Headers(init?.headers)) },
    })
  }
}

const OWN_PATH = /^\/(?:_sandbox|console)?(?:[/?]|$)/

/** The pages are read in when somebody looks. */
function mountPages(app: App, sources: PageSources): void {
  let shown = 0
  app.on('GET', ['/', '/console', '/console/*'], async c => {
    const { createPages } = await import('./console/pages.tsx')
    const page = await createPages(sources).fetch(c.req.raw)
    page.headers.set('x-sandbox-request-id', `page-${++shown}`)
    return page
  })
}
