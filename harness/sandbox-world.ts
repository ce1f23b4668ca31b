// What a test holds of a world, whether the server is in its own process or in another: all that can be done over HTTP.
import type { Client } from './client.ts'
import type { Checkpoint } from './control-api/worlds/checkpoints.ts'
import type { NewWorld } from './control-api/worlds/world.ts'
import type { InboxClient } from './inbox-client.ts'

/** What is said of a fork. */
export type ForkOptions = Omit<NewWorld, 'from'>

/** What cannot be done rejects with a SandboxError, whose `code` is stable. Stop it, or open it with `await using`. */
export interface SandboxWorld
  extends Pick<
      Client,
      | 'reset'
      | 'settle'
      | 'clock'
      | 'journal'
      | 'timeline'
      | 'requests'
      | 'faults'
      | 'explain'
      | 'integrations'
      | 'consentCategories'
      | 'customers'
      | 'project'
      | 'settings'
      | 'vouchers'
      | 'scenarios'
      | 'notifications'
      | 'worlds'
      | 'checkpoints'
      | 'searches'
      | 'changes'
      | 'rewind'
    >,
    AsyncDisposable {
  /** The base URL of both emulators, the control API and the console, without a slash at its end. */
  readonly url: string
  /** Where mail is taken, for example `smtp://127.0.0.1:1025`. */
  readonly smtpUrl: string
  /** Calls this world's paths: `world.fetch('/track/v2/…', { method: 'POST' })`. */
  fetch(path: string, init?: RequestInit): Promise<Response>
  /** What was mailed, over Mailpit's API. */
  readonly inbox: InboxClient
  /** Calls Mailpit's API of the inbox. */
  inboxFetch(path: string, init?: RequestInit): Promise<Response>
  /** Addresses and keys under the names that `exec` hands to a command. */
  environment(): Record<string, string>
  /** Starts every scenario that the world marks `start: true`; `settle` waits until they are through. */
  startScenarios(): Promise<void>
  /** Gives this moment a name; from the first one on, changes are recorded. Rejects as `checkpoints.take` does. */
  checkpoint(name: string): Promise<Checkpoint>
  /**
   * The same world once more, on the same server under a base URL of its own: what happens in one, the other does not see.
   * Rejects with `world-busy` while something runs; see `worlds.create`.
   */
  fork(options?: ForkOptions): Promise<SandboxWorld>
  /** Ends it: a world is deleted, a sandbox that was started closes every port, one that was found goes on. */
  stop(): Promise<void>
}
