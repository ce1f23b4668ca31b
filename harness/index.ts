// The public face for a test writer: `startSandbox` and its types.
import { parseOptions } from './config.ts'
import { type Assembled, assemble } from './sandbox.ts'
import type { WorldDefinition } from './world/definition.ts'

export type { Client, ClockState, JournalEntry } from './client.ts'
export type { Mail, MailSummary } from './inbox-client.ts'
export {
  defineScenario,
  defineWorld,
  type ScenarioDefinition,
  type WorldDefinition,
} from './world/definition.ts'

export interface SandboxOptions {
  /** A world file, or a world as a value (see `defineWorld`); without it the tutorial's world. */
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
  /** How many mails the embedded inbox keeps (10,000). */
  inboxCapacity?: number
  host?: string
  /** A real Mailpit instead of the embedded inbox. */
  mailpitUrl?: string
  smtpUrl?: string
  /** Outside hosts that webhooks may reach. */
  allowHost?: string[]
}

/**
 * A running sandbox. Everything it offers goes through the same HTTP doors that a stranger would use;
 * `talonOne` and `bloomreach` are the emulators themselves, for `app.fetch` and for MSW.
 */
export type Sandbox = Awaited<ReturnType<typeof startSandbox>>

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
export async function startSandbox(options: SandboxOptions = {}) {
  const { world, listen = true, ...rest } = options
  const config = parseOptions({ port: 0, inboxPort: 0, smtpPort: 0, ...rest })
  return sandboxOf(await assemble({ ...config, world, listen }))
}

export function sandboxOf(assembled: Assembled) {
  const { client, live, ready } = assembled
  return {
    url: ready().http,
    smtpUrl: ready().smtp,
    ready,
    /** Calls the sandbox's own origin without a socket: `sandbox.fetch('/track/v2/…', { method: 'POST' })`. */
    fetch: assembled.fetch,
    inbox: assembled.inbox,
    /** Calls Mailpit's API of the inbox, also without a port. */
    inboxFetch: assembled.inboxFetch,
    clock: client.clock,
    settle: client.settle,
    journal: client.journal,
    timeline: client.timeline,
    faults: client.faults,
    integrations: client.integrations,
    consentCategories: client.consentCategories,
    scenarios: client.scenarios,
    get talonOne() {
      return live().talonOne
    },
    get bloomreach() {
      return live().bloomreach
    },
    /** Starts every scenario that the world marks `start: true`. */
    async startScenarios() {
      for (const id of live().toStart) await client.scenarios.start(id)
    },
    /** Back to the loaded world with the same seed; the inbox is emptied. */
    reset: client.reset,
    stop: assembled.stop,
    [Symbol.asyncDispose]: assembled.stop,
  }
}
