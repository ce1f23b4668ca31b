// Real time, for what happens to the server and not in a world.
import { LONGEST_TIMER_MS } from '../../mocks/kit/time/clock.ts'

export interface Timer {
  now(): number
  /** Calls back after so many milliseconds, or earlier where that is too long for a timer. Answers how to call it off. */
  after(ms: number, run: () => void): () => void
}

/** For a server, which its ports keep alive: nobody stays for a timer of it. */
export const REAL_TIME: Timer = timerOf(timer => timer.unref())

/** For who has nothing else to stay for until it is time. */
export const AWAITED_TIME: Timer = timerOf(timer => timer)

function timerOf(kept: (timer: NodeJS.Timeout) => NodeJS.Timeout): Timer {
  return {
    now: () => performance.now(),
    after(ms, run) {
      const timer = kept(setTimeout(run, Math.min(Math.ceil(ms), LONGEST_TIMER_MS)))
      return () => clearTimeout(timer)
    },
  }
}
