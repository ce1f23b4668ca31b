// Pure: is this consent valid now? A consent is an event of type `consent`; the last one of a category decides.
import { isUnixSeconds, msToIso, unixSecondsToMs } from '../../kit/time/duration.ts'
import type { StoredEvent } from '../customers/events.ts'

/** Why a consent is not valid. */
type ConsentRefusal = 'missing' | 'rejected' | 'expired' | 'invalid'

export interface ConsentState {
  readonly valid: boolean
  readonly because?: ConsentRefusal
  /** A sentence for the `message` of a suppressed campaign event and for the journal. */
  readonly reason?: string
  /** The consent event's own properties, as the Data API's modes give them. */
  readonly message?: string
  readonly source?: string
  /** Unix seconds. */
  readonly timestamp?: number
  readonly until?: number | 'unlimited'
}

/** `events` are the customer's events of type `consent`, in order of arrival. */
export function consentState(events: readonly StoredEvent[], category: string, nowMs: number): ConsentState {
  const last = lastOf(events, category, nowMs)
  if (last === undefined) {
    return { valid: false, because: 'missing', reason: `The customer never gave consent for ${category}.` }
  }
  const { message, source } = last.properties
  const state = {
    timestamp: last.timestamp,
    ...(typeof message === 'string' ? { message } : {}),
    ...(typeof source === 'string' ? { source } : {}),
  }
  return { ...state, ...verdict(last, category, nowMs) }
}

/** [D] tracking-consent: `timestamp` is when the consent becomes valid, so a later one does not count yet. */
function lastOf(events: readonly StoredEvent[], category: string, nowMs: number): StoredEvent | undefined {
  let last: StoredEvent | undefined
  for (const event of events) {
    if (event.properties.category !== category || unixSecondsToMs(event.timestamp) > nowMs) continue
    if (last === undefined || event.timestamp >= last.timestamp) last = event
  }
  return last
}

function verdict(
  { properties }: StoredEvent,
  category: string,
  nowMs: number,
): Pick<ConsentState, 'valid' | 'because' | 'reason' | 'until'> {
  const { action, valid_until: until } = properties
  if (action === 'reject') {
    return { valid: false, because: 'rejected', reason: `The customer rejected consent for ${category}.` }
  }
  // [D] tracking-consent: an event with a missing attribute or an unknown action revokes; words are case-sensitive.
  if (action !== 'accept') {
    return {
      valid: false,
      because: 'invalid',
      reason: `The last consent event for ${category} is invalid and revokes: action is ${shown(action)}, not "accept" or "reject".`,
    }
  }
  if (until !== 'unlimited' && !isUnixSeconds(until)) {
    return {
      valid: false,
      because: 'invalid',
      reason: `The last consent event for ${category} is invalid and revokes: valid_until is ${shown(until)}, not "unlimited" or a Unix time.`,
    }
  }
  // [D] tracking-consent: an expired valid_until is treated as revoked; no reject event is tracked.
  if (until !== 'unlimited' && unixSecondsToMs(until) <= nowMs) {
    return {
      valid: false,
      because: 'expired',
      until,
      reason: `The consent for ${category} expired at ${msToIso(unixSecondsToMs(until))}.`,
    }
  }
  return { valid: true, until }
}

const shown = (value: unknown): string =>
  value === undefined ? 'missing' : (JSON.stringify(value) ?? typeof value)
