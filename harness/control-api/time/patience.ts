// How long `advance` and `settle` wait for whoever keeps time from moving: of whom nothing has come for ten real seconds, they say who
// that is. A long run that goes on is no reason to speak.

import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import {
  type DrivenClock,
  type Holder,
  LONGEST_TIMER_MS,
  platformTimeout,
} from '../../../mocks/kit/time/clock.ts'
import { durationToMs, msToIso } from '../../../mocks/kit/time/duration.ts'

const SAID_AFTER_MS = 10_000
const LOOKS = 10

export interface Waiting {
  /** "settle" or "advance", for the sentence. */
  what: string
  clock: DrivenClock
  /** A length of real time, after which it is given up. */
  timeout?: string | undefined
  /** Whoever asked is gone. */
  gone: AbortSignal
  sayAfterMs?: number
}

/** Gives up for good: what `work` was to do is cancelled with it. */
export async function patiently<T>(
  work: (cancel: AbortSignal) => Promise<T>,
  { what, clock, timeout, gone, sayAfterMs = SAID_AFTER_MS }: Waiting,
): Promise<T> {
  const giveUp = new AbortController()
  const ended = new Promise<never>((_, reject) => {
    giveUp.signal.addEventListener('abort', () => reject(giveUp.signal.reason), { once: true })
  })
  const leave = () => giveUp.abort(tooLong(what, clock, 'the caller is gone'))
  gone.addEventListener('abort', leave, { once: true })
  const timers = [
    sayWhoIsStuck(stuck => console.error(`${what} waits: ${heldBy(stuck)}.`), clock, sayAfterMs),
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

/** Once. Answers what ends it. */
function sayWhoIsStuck(say: (stuck: Holder[]) => void, clock: DrivenClock, sayAfterMs: number): () => void {
  let stop = () => {}
  const look = () => {
    const stuck = clock.stuck(sayAfterMs)
    if (stuck.length > 0) say(stuck)
    else stop = platformTimeout(sayAfterMs / LOOKS, look)
  }
  stop = platformTimeout(sayAfterMs, look)
  return () => stop()
}

const tooLong = (what: string, clock: DrivenClock, why: string): SandboxError =>
  new SandboxError(
    'clock-timeout',
    `Cannot ${what}: ${why} and the clock stands at ${msToIso(clock.now())}; ${whoHolds(clock)}.`,
    { remedy: 'Wait longer, or see what does not come to an end.' },
  )

function whoHolds(clock: DrivenClock): string {
  const holders = clock.holders()
  return holders.length === 0 ? 'nobody holds it, there is much to do' : heldBy(holders)
}

/** The first few: a crowd of requests is one reason. */
function heldBy(holders: readonly Holder[]): string {
  const said = holders.slice(0, 5).map(sentenceOf)
  return `it is held by ${said.join(', ')}${holders.length > 5 ? ` and ${holders.length - 5} more` : ''}`
}

const sentenceOf = ({ what, forMs }: Holder): string => `${what} (for ${(forMs / 1_000).toFixed(1)} s)`
