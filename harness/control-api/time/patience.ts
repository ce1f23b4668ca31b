// How long `advance` and `settle` wait for whoever keeps time from moving: after ten real seconds they say who that is.

import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import {
  type DrivenClock,
  type Holder,
  LONGEST_TIMER_MS,
  platformTimeout,
} from '../../../mocks/kit/time/clock.ts'
import { durationToMs, msToIso } from '../../../mocks/kit/time/duration.ts'

const SAID_AFTER_MS = 10_000

export interface Waiting {
  /** "settle" or "advance", for the sentence. */
  what: string
  clock: DrivenClock
  /** A length of real time, after which it is given up. */
  timeout?: string | undefined
  /** Whoever asked is gone. */
  gone: AbortSignal
}

/** Gives up for good: what `work` was to do is cancelled with it. */
export async function patiently<T>(
  work: (cancel: AbortSignal) => Promise<T>,
  { what, clock, timeout, gone }: Waiting,
): Promise<T> {
  const giveUp = new AbortController()
  const ended = new Promise<never>((_, reject) => {
    giveUp.signal.addEventListener('abort', () => reject(giveUp.signal.reason), { once: true })
  })
  const leave = () => giveUp.abort(tooLong(what, clock, 'the caller is gone'))
  gone.addEventListener('abort', leave, { once: true })
  const timers = [
    platformTimeout(SAID_AFTER_MS, () => console.error(`${what} has waited for 10 s: ${whoHolds(clock)}.`)),
    timeout === undefined
      ? () => {}
      : platformTimeout(Math.min(durationToMs(timeout), LONGEST_TIMER_MS), () =>
          giveUp.abort(tooLong(what, clock, `${timeout} are over`)),
        ),
  ]
  try {
    return await Promise.race([work(giveUp.signal), ended])
  } finally {
    for (const stop of timers) stop()
    gone.removeEventListener('abort', leave)
  }
}

const tooLong = (what: string, clock: DrivenClock, why: string): SandboxError =>
  new SandboxError(
    'clock-timeout',
    `Cannot ${what}: ${why} and the clock stands at ${msToIso(clock.now())}; ${whoHolds(clock)}.`,
    { remedy: 'Wait longer, or see what does not come to an end.' },
  )

/** The first few: a crowd of requests is one reason. */
function whoHolds(clock: DrivenClock): string {
  const holders = clock.holders()
  if (holders.length === 0) return 'nobody holds it, there is much to do'
  const said = holders.slice(0, 5).map(sentenceOf)
  return `it is held by ${said.join(', ')}${holders.length > 5 ? ` and ${holders.length - 5} more` : ''}`
}

const sentenceOf = ({ what, forMs }: Holder): string => `${what} (for ${(forMs / 1_000).toFixed(1)} s)`
