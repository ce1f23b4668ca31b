// Consents of customers as the gates of actions see them: categories, the general choice, legitimate interest, and the
// way a person changes them. The rule for one category is `consent.ts`.
import type { Clock } from '../../kit/time/clock.ts'
import { msToUnixSeconds } from '../../kit/time/duration.ts'
import type { Events, StoredEvent } from '../customers/events.ts'
import { type ConsentState, consentState } from './consent.ts'
import { type ConsentCategories, GENERAL_CONSENT } from './consent-categories.ts'

export interface ConsentChange {
  customerId: string
  category: string
  /** Where it came from: `list-unsubscribe`, `consent-page`, `import`. */
  source: string
  message?: string | undefined
  /** Unix seconds; only for an acceptance. */
  validUntil?: number | undefined
  causedBy?: number | undefined
}

const GRANTED: ConsentState = { valid: true, until: 'unlimited' }

export class Consents {
  readonly #events: Events
  readonly #categories: ConsentCategories
  readonly #clock: Clock

  constructor(deps: { events: Events; categories: ConsentCategories; clock: Clock }) {
    this.#events = deps.events
    this.#categories = deps.categories
    this.#clock = deps.clock
  }

  /** May this customer be contacted under this category now? `general` and no category at all check nothing. */
  isValid(customerId: string, category: string | undefined): ConsentState {
    if (category === undefined || category === GENERAL_CONSENT) return GRANTED
    const state = consentState(this.#events.of(customerId, 'consent'), category, this.#clock.now())
    // [D] consent-page: a category of legitimate interest needs no acceptance; a rejection still counts.
    if (state.because === 'missing' && this.#categories.get(category)?.legitimateInterest) return GRANTED
    return state
  }

  /** Global unsubscribe: who has rejected every category there is gets no message that names none. */
  isReachable(customerId: string): ConsentState {
    const all = this.#categories.list()
    const isGone =
      all.length > 0 && all.every(({ id }) => this.isValid(customerId, id).because === 'rejected')
    return isGone
      ? { valid: false, because: 'rejected', reason: 'The customer unsubscribed from everything.' }
      : GRANTED
  }

  accept(change: ConsentChange): StoredEvent {
    return this.#track(change, 'accept', { valid_until: change.validUntil ?? 'unlimited' })
  }

  reject(change: ConsentChange): StoredEvent {
    return this.#track(change, 'reject', {})
  }

  #track(change: ConsentChange, action: 'accept' | 'reject', extra: Record<string, unknown>): StoredEvent {
    const { customerId, category, source, message, causedBy } = change
    return this.#events.track({
      customer: customerId,
      type: 'consent',
      timestamp: msToUnixSeconds(this.#clock.now()),
      properties: { action, category, source, ...(message === undefined ? {} : { message }), ...extra },
      causedBy,
    })
  }
}
