// The public face for a test writer: `startSandbox` and its types.
import type { Bloomreach } from '../mocks/bloomreach/index.ts'
import type { TalonOne } from '../mocks/talon-one/index.ts'
import { parseOptions } from './config.ts'
import type { Ready } from './control-api/ready.ts'
import { type Assembled, assemble } from './sandbox.ts'
import type { ForkOptions, SandboxWorld } from './sandbox-world.ts'
import type { WorldDefinition } from './world/definition.ts'
import { writeSavedFile } from './world/saved-world.ts'

export { SandboxError } from '../mocks/kit/sandbox-error.ts'
export type {
  CustomersQuery,
  ListedCustomer,
  NewProfile,
  WholeCustomer,
} from './control-api/bloomreach/customers.ts'
export type {
  AuthenticationTest,
  ConsentCategory,
  Integration,
  NewConsentCategory,
  NewIntegration,
} from './control-api/bloomreach/integrations.ts'
export type { Project } from './control-api/bloomreach/project.ts'
export type { SettingPart } from './control-api/bloomreach/setting-parts.ts'
export type { Setting, ShownSettingPart, ShownSettings } from './control-api/bloomreach/settings.ts'
export type {
  ImportedVouchers,
  NewVouchers,
  VoucherPoolSummary,
  VoucherPoolWithCodes,
} from './control-api/bloomreach/vouchers.ts'
export type { Fault, NewFault } from './control-api/faults/faults.ts'
export type { Explanation } from './control-api/happened/explain.ts'
export type {
  CustomerStory,
  JournalEntry,
  JournalPage,
  JournalQuery,
  TimelineEntry,
  TimelineQuery,
} from './control-api/happened/journal.ts'
export type { Exchange, RequestPage, RequestQuery, SentRequest } from './control-api/happened/requests.ts'
export type { Ready } from './control-api/ready.ts'
export type {
  ApiTriggers,
  NewTestRun,
  ScenarioDiff,
  ScenarioVersions,
  TestedNodes,
} from './control-api/scenarios/scenario-versions.ts'
export type {
  Evaluation,
  ListedScenario,
  NewScenario,
  Preview,
  Scenario,
  StartedScenario,
  StoppedScenario,
} from './control-api/scenarios/scenarios.ts'
export type {
  NewNotificationSubscription,
  NotificationDelivery,
  NotificationSubscription,
} from './control-api/talon-one/notifications.ts'
export type { ClockState } from './control-api/time/clock.ts'
export type { Changes, ChangesQuery, Checkpoint, Rewound } from './control-api/worlds/checkpoints.ts'
export type { NewWorld, World } from './control-api/worlds/world.ts'
export type {
  CheckpointControl,
  ClockControl,
  ConsentCategoryControl,
  CustomerControl,
  FaultControl,
  IntegrationControl,
  NotificationControl,
  Patience,
  RequestControl,
  ScenarioControl,
  SearchControl,
  VoucherControl,
  WorldControl,
} from './controls.ts'
export type { InboxClient, Mail, MailSummary } from './inbox-client.ts'
export type { ForkOptions, SandboxWorld } from './sandbox-world.ts'
export { type Replayed, type ReplayOptions, replay } from './search/files/replay.ts'
export {
  type DefinedInvariant,
  defineInvariant,
  type OwnInvariant,
  type Run,
} from './search/invariants/define-invariant.ts'
export {
  defineScenario,
  defineWorld,
  type ScenarioDefinition,
  type WorldDefinition,
} from './world/definition.ts'

export interface SandboxOptions {
  /** A world file, a snapshot's file, or a world as a value (see `defineWorld`); without it the tutorial's world. */
  world?: string | WorldDefinition
  /** `fast` (default) jumps to what customers wait for, `manual` moves when told, `real` is the wall clock. */
  clock?: 'fast' | 'manual' | 'real'
  /** The same seed gives the same codes, ids, keys and order. */
  seed?: string
  /** `false`: no port is opened; use `sandbox.fetch` or the MSW handlers. */
  listen?: boolean
  /** Ports, 0 (default) for free ones. */
  port?: number
  inboxPort?: number
  smtpPort?: number
  /** How many worlds there may be beside the first (1,000). */
  worldsCapacity?: number
  /** How many of them are in memory, while the others rest in the folder of `data` (all). */
  worldsAwake?: number
  /** No further world while more bytes of memory are used (three quarters of what Node may use). */
  worldsBytes?: number
  /** How many mails the embedded inbox keeps (10,000). */
  inboxCapacity?: number
  /** Answers HTTPS too, on the same port; `sandbox.caFile` is what clients trust it by. */
  tls?: boolean
  /** Opens /mcp, where assistants find the tools of the sandbox. */
  mcp?: boolean
  /** How many bytes of mail the embedded inbox keeps, the newest (256,000,000). */
  inboxBytes?: number
  /** `smtp`: the sandbox's own mails reach the embedded inbox through its port, as they reach a real Mailpit; otherwise they are handed in. */
  wire?: 'smtp'
  /** How many bytes of requests and answers are kept to look at, the newest (8,000,000); 0: none. */
  trafficBytes?: number
  /** How much of each body is kept of them (65,536). */
  trafficBodyBytes?: number
  host?: string
  /** A real Mailpit instead of the embedded inbox. */
  mailpitUrl?: string
  smtpUrl?: string
  /** Outside hosts that webhooks may reach. */
  allowHost?: string[]
  /** Further host names under which control API, console and inbox answer; addresses and `localhost` always do. */
  allowName?: string[]
  /** Keeps everything across restarts in this folder; it needs the embedded inbox, and Node 22.13. */
  data?: string
  /** What links in pages, mails and traces begin with, instead of the bound address. */
  publicUrl?: string
  inboxPublicUrl?: string
  /** What is exercised of the scenarios is written into this folder (SANDBOX_COVERAGE); `referral-sandbox coverage` reads it. */
  coverage?: string
  /** Control API, console and inbox ask for it; everything of the sandbox sends it by itself. */
  token?: string
}

/**
 * A running sandbox. Everything it offers goes through the same HTTP doors that a stranger would use; what cannot be
 * done rejects with a SandboxError, whose `code` is stable. Stop it, or start it with `await using`.
 */
export interface Sandbox extends SandboxWorld {
  /** With `tls`: the path of the authority that signed its certificate, PEM, gone with `stop()`. */
  readonly caFile: string | undefined
  /** Where things are, and the clock as it stands: what `GET /_sandbox/ready` answers. */
  ready(): Ready
  /** The emulator itself: its keys, and `app.fetch` for MSW. Exchanged by a reset. */
  readonly talonOne: TalonOne
  /** The emulator itself, alike. */
  readonly bloomreach: Bloomreach
  /**
   * The whole world as one text: everything that it keeps, what waits in it, its clock and its mails. Taken while nothing
   * runs; `settle` waits for that.
   */
  snapshot(): Promise<string>
  /** The same into a file, compressed; `world` takes it. Rejects with `file-not-written`. */
  saveTo(file: string): Promise<void>
  /** Goes on from a snapshot of this world's definition. One that cannot be read is refused, and nothing changes. */
  restore(snapshot: string): Promise<void>
  fork(options?: ForkOptions): Promise<Sandbox>
}

/**
 * Starts both emulators and an inbox, with everything of the world loaded and nothing running yet.
 *
 * ```ts
 * const sandbox = await startSandbox()
 * await sandbox.startScenarios()
 * const mail = await sandbox.inbox.waitFor({ to: 'ada@example.com' })
 * await sandbox.stop()
 * ```
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { world, listen = true, ...rest } = options
  const config = parseOptions({ port: 0, inboxPort: 0, smtpPort: 0, ...rest })
  return sandboxOf(await assemble({ ...config, world, listen }))
}

export function sandboxOf(assembled: Assembled): Sandbox {
  const { client, live, ready, worlds, stop } = assembled
  const { ready: _, ...calls } = client
  return {
    ...calls,
    url: ready().http,
    smtpUrl: ready().smtp,
    caFile: assembled.caFile,
    ready,
    fetch: assembled.fetch,
    inbox: assembled.inbox,
    inboxFetch: assembled.inboxFetch,
    get talonOne() {
      return live().talonOne
    },
    get bloomreach() {
      return live().bloomreach
    },
    async startScenarios() {
      for (const id of assembled.toStart()) await client.scenarios.start(id)
    },
    checkpoint: name => client.checkpoints.take(name),
    snapshot: async () => Buffer.concat(await assembled.snapshot()).toString(),
    saveTo: async file => writeSavedFile(file, await assembled.snapshot()),
    restore: assembled.restore,
    async fork(options = {}) {
      const { id } = await client.worlds.create({ ...options, from: assembled.id })
      const stopFork = () => worlds.end(id)
      return sandboxOf({ ...worlds.get(id), worlds, caFile: assembled.caFile, stop: stopFork })
    },
    environment: assembled.environment,
    stop,
    [Symbol.asyncDispose]: stop,
  }
}
