// What an operation knows about the call besides its input: who asks, when, and where to leave a remark.
import type { Reason } from '../kit/reason.ts'
import type { TalonOneReason } from './reasons.ts'
import type { Application } from './schemas/application.ts'

/** Which API was called: the same rule may answer with another status there. */
export type Api = 'third-party' | 'integration' | 'management'

export interface Remark extends Reason {
  reason: TalonOneReason
}

export interface Call {
  readonly api: Api
  readonly application: Application
  /** The instant at which rules are evaluated, in milliseconds. */
  readonly now: number
  /** The journal's seq of the request. */
  readonly causedBy: number
  /** Tells those behind the client what the vendor's body cannot say. */
  remark(said: Remark): void
}
