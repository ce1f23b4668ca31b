// What an operation knows about the call besides its input: who asks, when, and where to leave a hint.
import type { Application } from './schemas/application.ts'

/** Which API was called: the same rule may answer with another status there. */
export type Api = 'third-party' | 'integration' | 'management'

export interface Call {
  readonly api: Api
  readonly application: Application
  /** The instant at which rules are evaluated, in milliseconds. */
  readonly now: number
  /** The journal's seq of the request. */
  readonly causedBy: number
  /** Tells the person behind the client what the vendor's body cannot say. */
  hint(text: string): void
}
