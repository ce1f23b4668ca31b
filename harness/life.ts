// One life of the sandbox between two resets: a world with both houses, loaded and wired, no door open.
import { type Bloomreach, createBloomreach, type MailTransport } from '../mocks/bloomreach/index.ts'
import type { TemplateWatch } from '../mocks/bloomreach/outside.ts'
import type { Chance } from '../mocks/kit/chance.ts'
import type { Entry, Journal } from '../mocks/kit/journal.ts'
import { Cell } from '../mocks/kit/kept/cell.ts'
import type { DrivenClock } from '../mocks/kit/time/clock.ts'
import { parseInstant } from '../mocks/kit/time/duration.ts'
import { createWorld, type World } from '../mocks/kit/world.ts'
import { createTalonOne, type TalonOne } from '../mocks/talon-one/index.ts'
import type { Config } from './config.ts'
import { type AppFetch, createHostRouter, handInByHost } from './doors/host-router.ts'
import { lateMail } from './doors/late-mail.ts'
import { WaysOut } from './doors/ways-out.ts'
import { type ReadWorld, readWorld, resolveReferences } from './world/definition.ts'
import { loadScenarios } from './world/loading.ts'

export interface Live {
  world: World & { clock: DrivenClock }
  talonOne: TalonOne
  bloomreach: Bloomreach
  /** Ids of the scenarios marked `start: true`. */
  toStart: readonly string[]
  inboxIds: Chance
  /** Ends this life: time stands still and nothing of it gets out any more. */
  end(): Promise<void>
}

export type LifeConfig = Pick<
  Config,
  'clock' | 'seed' | 'allowHost' | 'host' | 'tls' | 'trafficBytes' | 'trafficBodyBytes'
>

export interface Surroundings {
  mail: MailTransport
  /** What links to this world begin with. */
  publicUrl: () => string
  /** What links to the server begin with. */
  origin: () => string
  /** The address that is bound. */
  url: () => string
  /** What answers there, for webhooks that lead back to it. */
  fetch: AppFetch
  onEntry: (entry: Entry, journal: Journal) => void
  onTemplateBranch?: TemplateWatch | undefined
  /** Stands between a webhook and where it goes; nothing unless said otherwise. */
  between?: (way: HostRouter) => HostRouter
}

type HostRouter = ReturnType<typeof createHostRouter>

/** The origin while no port is open; the name resolves nowhere. */
export const IN_PROCESS = 'http://sandbox.internal'

/** A fresh world with both houses, loaded; no port is open and nothing runs. */
export async function createLife(read: ReadWorld, config: LifeConfig, around: Surroundings): Promise<Live> {
  const life = emptyLife(read, config, around)
  life.toStart = await load(read, life.talonOne, life.bloomreach)
  return life
}

/** The same with nothing in it, for what another world of this definition held. */
export function emptyLife(read: ReadWorld, config: LifeConfig, around: Surroundings): Live {
  const world = createWorld({
    clock: config.clock,
    seed: config.seed,
    startsAt: parseInstant(read.data.startsAt ?? ''),
    clockLimits: read.data.fastClock,
    traffic: { bytes: config.trafficBytes, bodyBytes: config.trafficBodyBytes },
  })
  const waysOut = new WaysOut()
  world.journal.subscribe(entry => {
    if (!waysOut.isClosed) around.onEntry(entry, world.journal)
    // What SMTP answered is the inbox's part of the story.
    if (typeof entry.queuedAs === 'string') {
      const { queuedAs, to, subject, seq } = entry
      world.journal.append({ kind: 'inbox.message', causedBy: seq, id: queuedAs, to, subject })
    }
  })
  world.faults.declare('smtp/mail', 'smtp/rcpt', 'smtp/auth')
  const router = createHostRouter({
    talonOne: request => talonOne.app.fetch(request),
    bloomreach: request => bloomreach.app.fetch(request),
    own: () => ({
      origin: around.origin(),
      bound: around.url(),
      tls: config.tls,
      host: config.host,
      fetch: around.fetch,
    }),
    allowHosts: config.allowHost,
  })
  const fetchByHost = waysOut.fetch(around.between?.(router) ?? router)
  const talonOne: TalonOne = createTalonOne(world, {
    settings: read.data.talonOne?.settings ?? {},
    fetch: fetchByHost,
  })
  const bloomreach: Bloomreach = createBloomreach({
    world,
    settings: read.data.bloomreach?.settings ?? {},
    fetch: fetchByHost,
    // Whoever stands between sees each request.
    handIn: around.between
      ? undefined
      : waysOut.handIn(handInByHost((...handed) => talonOne.handIn(...handed))),
    mail: waysOut.mail(around.mail),
    publicUrl: around.publicUrl,
    onTemplateBranch: around.onTemplateBranch,
  })
  const toStart = new Cell<readonly string[]>([])
  world.state.keep('harness/to-start', toStart)
  return {
    world,
    talonOne,
    bloomreach,
    get toStart() {
      return toStart.value
    },
    set toStart(ids) {
      toStart.value = ids
    },
    inboxIds: world.chance.stream('inbox/ids'),
    end() {
      world.clock.stop()
      return waysOut.close()
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

/** A world that nobody calls from outside, and whose requests nobody looks at. */
export const FOR_A_LOOK = {
  allowHost: [],
  host: '127.0.0.1',
  tls: false,
  trafficBytes: 0,
  trafficBodyBytes: 0,
}

/** Loads a world without opening a port; throws SandboxError with every finding. The caller ends it. */
export async function openWorld(read: ReadWorld): Promise<Live> {
  const nowhere = () => new Response(null, { status: 404 })
  return createLife(
    read,
    { ...FOR_A_LOOK, clock: 'manual', seed: 'check' },
    {
      mail: lateMail(),
      publicUrl: () => IN_PROCESS,
      origin: () => IN_PROCESS,
      url: () => IN_PROCESS,
      fetch: nowhere,
      onEntry: () => {},
    },
  )
}

/** Whether a world would start; throws SandboxError with every finding if not. */
export async function checkWorld(file: string): Promise<void> {
  const life = await openWorld(await readWorld(file))
  await life.end()
}
