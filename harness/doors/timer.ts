// Real time, for what happens to the server and not in a world.
import { LONGEST_TIMER_MS } from '../../mocks/kit/time/clock.ts'

export interface Timer {
  now(): number
  /** Calls back after so many milliseconds, or earlier where that is too long for a timer. Answers how to call it off. */
  after(ms: number, run: () => void): () => void
}

export const REAL_TIME: Timer = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, Math.min(Math.ceil(ms), LONGEST_TIMER_MS)).unref()
    return () => clearTimeout(timer)
  },
}
