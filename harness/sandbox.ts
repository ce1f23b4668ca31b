// Assembly: config to world, houses, inbox, control API and doors; start, reset and stop. Each step is one function.
import { Hono } from 'hono'
import { type Bloomreach, createBloomreach, type MailTransport } from '../mocks/bloomreach/index.ts'
import type { Chance } from '../mocks/kit/chance.ts'
import type { DrivenClock } from '../mocks/kit/clock.ts'
import { msToIso, parseInstant } from '../mocks/kit/duration.ts'
import type { Entry } from '../mocks/kit/journal.ts'
import { SandboxError } from '../mocks/kit/sandbox-error.ts'
import { createWorld, type World } from '../mocks/kit/world.ts'
import { createServer } from '../mocks/server.ts'
import { createTalonOne, type TalonOne } from '../mocks/talon-one/index.ts'
import { createClient } from './client.ts'
import type { Config } from './config.ts'
import { createControlApi, type Ready } from './control-api/index.ts'
import { createHostRouter } from './doors/host-router.ts'
import { type HttpServer, openHttpServer } from './doors/http-server.ts'
import { type ClosableMailTransport, inProcessTransport, smtpTransport } from './doors/mail-transport.ts'
import { WaysOut } from './doors/ways-out.ts'
import { type Inbox, startInbox } from './inbox/index.ts'
import { createInboxClient } from './inbox-client.ts'
import { version } from './version.ts'
import {
  type ReadWorld,
  readWorld,
  resolveReferences,
  TUTORIAL_WORLD,
  type WorldDefinition,
} from './world/definition.ts'
import { loadScenarios } from './world/loading.ts'

/** One life of the sandbox between two resets. */
interface Live {
  world: World & { clock: DrivenClock }
  talonOne: TalonOne
  bloomreach: Bloomreach
  /** Ids of the scenarios marked `start: true`. */
  toStart: string[]
  inboxIds: Chance
  /** Ends this life: time stands still and nothing of it gets out any more. */
  end(): Promise<void>
}

type LifeConfig = Pick<Config, 'clock' | 'seed' | 'allowHost'>

export type SandboxConfig = Omit<Config, 'world' | 'json'> & {
  world?: string | WorldDefinition | undefined
  listen: boolean
}

const IN_PROCESS = 'http://sandbox.internal'

export async function assemble(config: SandboxConfig) {
  const read = await readWorld(config.world ?? TUTORIAL_WORLD)
  const mail = lateMail()
  const listeners = new Set<(entry: Entry) => void>()
  const doors: { http?: HttpServer; inbox?: Inbox; url: string; inboxUrl: string; smtpUrl: string } = {
    url: IN_PROCESS,
    inboxUrl: IN_PROCESS,
    smtpUrl: 'smtp://sandbox.internal',
  }

  const begin = () =>
    createLife(read, config, {
      mail,
      publicUrl: () => doors.url,
      fetch: request => app.fetch(request),
      onEntry: entry => {
        for (const tell of listeners) tell(entry)
      },
    })
  let live = await begin()
  const ready = (): Ready => ({
    ready: true,
    http: doors.url,
    inbox: doors.inboxUrl,
    smtp: doors.smtpUrl,
    version,
    clock: { mode: live.world.clock.mode, now: msToIso(live.world.clock.now()) },
  })
  async function reset(): Promise<void> {
    await live.end()
    live = await begin()
    await inboxClient.clear()
  }
  const control = createControlApi({ live: () => live, ready, reset })
  const app = new Hono<{ Bindings: object }>()
    .route('/_sandbox', control)
    .get('/console/*', c => pages(c.req.raw))
    .get('/console', c => pages(c.req.raw))
    .get('/', c => pages(c.req.raw))
    .all('*', c => emulators.fetch(c.req.raw, c.env))
  const emulators = createServer(() => live)
  const send = async (path: string, init?: RequestInit) => app.request(path, init)
  const client = createClient(send)
  let shown = 0
  const pages = async (request: Request) => {
    const { createPages } = await import('./console/pages.tsx')
    const page = await createPages({ client, inbox: inboxClient, ready }).fetch(request)
    page.headers.set('x-sandbox-request-id', `page-${++shown}`)
    return page
  }

  await openDoors(config, doors, mail, app, () => live)
  const inboxFetch = inboxSend(doors.inbox, doors.inboxUrl, config.listen)
  const inboxClient = createInboxClient(doors.inboxUrl, inboxFetch, client.settle)

  return {
    ready,
    client,
    inbox: inboxClient,
    inboxFetch,
    fetch: send,
    live: () => live,
    reset: client.reset,
    /** Calls back for each journal entry, also after a reset. */
    onEntry: (tell: (entry: Entry) => void) => listeners.add(tell),
    async stop() {
      await live.end()
      mail.close()
      await Promise.all([doors.http?.stop(), doors.inbox?.stop()])
    },
  }
}

interface Surroundings {
  mail: MailTransport
  publicUrl: () => string
  /** The sandbox's own origin, for webhooks that lead back to it. */
  fetch: (request: Request) => Response | Promise<Response>
  onEntry: (entry: Entry) => void
}

/** A fresh world with both houses, loaded; no port is open and nothing runs. */
async function createLife(read: ReadWorld, config: LifeConfig, around: Surroundings): Promise<Live> {
  const world = createWorld({
    clock: config.clock,
    seed: config.seed,
    startsAt: parseInstant(read.data.startsAt ?? ''),
  })
  const waysOut = new WaysOut()
  world.journal.subscribe(entry => {
    if (!waysOut.isClosed) around.onEntry(entry)
    // What SMTP answered is the inbox's part of the story.
    if (typeof entry.queuedAs === 'string') {
      const { queuedAs, to, subject, seq } = entry
      world.journal.append({ kind: 'inbox.message', causedBy: seq, id: queuedAs, to, subject })
    }
  })
  world.faults.declare('smtp/mail', 'smtp/rcpt')
  const fetchByHost = waysOut.fetch(
    createHostRouter({
      talonOne: request => talonOne.app.fetch(request),
      bloomreach: request => bloomreach.app.fetch(request),
      own: () => ({ origin: around.publicUrl(), fetch: around.fetch }),
      allowHosts: config.allowHost,
    }),
  )
  const talonOne: TalonOne = createTalonOne(world, {
    settings: read.data.talonOne?.settings ?? {},
    fetch: fetchByHost,
  })
  const bloomreach: Bloomreach = createBloomreach({
    world,
    settings: read.data.bloomreach?.settings ?? {},
    fetch: fetchByHost,
    mail: waysOut.mail(around.mail),
    publicUrl: around.publicUrl,
  })
  const toStart = await load(read, talonOne, bloomreach)
  return {
    world,
    talonOne,
    bloomreach,
    toStart,
    inboxIds: world.chance.stream('inbox/ids'),
    end() {
      world.clock.stop()
      return waysOut.close()
    },
  }
}

/** Loads a world without opening a port; throws SandboxError with every finding. The caller ends it. */
export async function openWorld(read: ReadWorld): Promise<Live> {
  const nowhere = () => new Response(null, { status: 404 })
  return createLife(
    read,
    { clock: 'manual', seed: 'check', allowHost: [] },
    { mail: lateMail(), publicUrl: () => IN_PROCESS, fetch: nowhere, onEntry: () => {} },
  )
}

/** Whether a world would start; throws SandboxError with every finding if not. */
export async function checkWorld(file: string): Promise<void> {
  const life = await openWorld(await readWorld(file))
  await life.end()
}

export type Assembled = Awaited<ReturnType<typeof assemble>>

/** The houses are made before any port is open; mail finds its way once the inbox stands. */
function lateMail(): MailTransport & { use(transport: ClosableMailTransport): void; close(): void } {
  let transport: ClosableMailTransport | undefined
  return {
    use: chosen => {
      transport = chosen
    },
    close: () => transport?.close(),
    send(mail, context) {
      if (transport === undefined)
        throw new Error('Bug in referral-sandbox: a mail is sent before the inbox stands')
      return transport.send(mail, context)
    },
  }
}

/** Fills both houses; a dangling reference is refused with its place. Answers the scenarios to start. */
async function load(read: ReadWorld, talonOne: TalonOne, bloomreach: Bloomreach): Promise<string[]> {
  const loaded = await talonOne.load(read.data.talonOne ?? { applications: [] })
  if (read.data.bloomreach === undefined) return []
  const { scenarios, settings: _, ...section } = read.data.bloomreach
  const resolved = resolveReferences(section, { talonOne: loaded }, read.source, ['bloomreach'])
  await bloomreach.load(resolved)
  return loadScenarios(bloomreach, scenarios ?? [], read)
}

async function openDoors(
  config: SandboxConfig,
  doors: { http?: HttpServer; inbox?: Inbox; url: string; inboxUrl: string; smtpUrl: string },
  mail: ReturnType<typeof lateMail>,
  app: { fetch(request: Request, env: unknown): Response | Promise<Response> },
  live: () => Live,
): Promise<void> {
  const world = () => live().world
  const realMailpit = config.mailpitUrl !== undefined || config.smtpUrl !== undefined
  try {
    if (realMailpit) {
      const { mailpitUrl, smtpUrl } = mailpitAddresses(config)
      doors.inboxUrl = mailpitUrl
      doors.smtpUrl = smtpUrl
      await probeMailpit(mailpitUrl)
    } else {
      doors.inbox = await startInbox({
        host: config.host,
        httpPort: config.inboxPort,
        smtpPort: config.smtpPort,
        listen: config.listen,
        capacity: config.inboxCapacity,
        onPrune: notice => world().journal.append({ kind: 'inbox.pruned', ...notice }),
        now: () => world().clock.now(),
        newId: () => live().inboxIds.text(22),
        faults: {
          beforeRcpt: address => smtpFault(world(), 'smtp/rcpt', address),
          beforeMail: address => smtpFault(world(), 'smtp/mail', address),
        },
      })
      if (config.listen) Object.assign(doors, { inboxUrl: doors.inbox.url, smtpUrl: doors.inbox.smtpUrl })
    }
    const inbox = doors.inbox
    const transport =
      config.listen || inbox === undefined
        ? smtpTransport(doors.smtpUrl, world)
        : inProcessTransport((raw, envelope) => inbox.deliver(raw, envelope), world)
    mail.use(transport)
    if (realMailpit) await transport.verify()
    if (config.listen) {
      doors.http = await openHttpServer({
        fetch: (request, env) => app.fetch(request, env),
        express: (incoming, outgoing) => live().talonOne.express(incoming, outgoing),
        host: config.host,
        port: config.port,
        purpose: 'the sandbox',
        option: 'port',
      })
      doors.url = doors.http.url
    }
  } catch (error) {
    mail.close()
    await doors.inbox?.stop()
    throw error
  }
}

function smtpFault(
  world: World,
  operation: string,
  address: string,
): { code: number; message: string } | undefined {
  const fault = world.faults.strike(operation, { address })
  if (fault === undefined) return undefined
  return { code: fault.answer?.code ?? 451, message: `Fault ${fault.id} planned with POST /_sandbox/faults` }
}

function mailpitAddresses(config: SandboxConfig): { mailpitUrl: string; smtpUrl: string } {
  const host = new URL(config.mailpitUrl ?? config.smtpUrl ?? IN_PROCESS).hostname
  const mailpitUrl = config.mailpitUrl ?? `http://${host}:8025`
  return { mailpitUrl: mailpitUrl.replace(/\/$/, ''), smtpUrl: config.smtpUrl ?? `smtp://${host}:1025` }
}

async function probeMailpit(url: string): Promise<void> {
  const reason = await fetch(`${url}/api/v1/info`).then(
    response => (response.ok ? undefined : `it answered ${response.status}`),
    (error: Error & { cause?: Error }) => error.cause?.message || error.message,
  )
  if (reason === undefined) return
  throw new SandboxError(
    'mailpit-unreachable',
    `Cannot reach Mailpit at ${url}: ${reason}. Start Mailpit there, or leave --mailpit-url out to use the embedded inbox.`,
  )
}

function inboxSend(inbox: Inbox | undefined, url: string, listen: boolean) {
  if (inbox !== undefined && !listen)
    return async (path: string, init?: RequestInit) => inbox.app.request(path, init)
  return (path: string, init?: RequestInit) => fetch(url + path, init)
}
