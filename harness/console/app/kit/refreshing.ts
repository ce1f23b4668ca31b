// When what is shown is asked again: soon in a calm world; in a busy one seldom, by what asking costs, for its engine has other things
// to do, and once more as soon as it has become calm. Nobody looks at a hidden page: it asks when it is seen again.

/** Real time between two times of asking again. */
const PAUSE = { some: 100, much: 2_000 }
const LONGEST_PAUSE = { some: 1_000, much: 20_000 }

/** Asking takes one part of so many of the time, at most. */
const PARTS = { some: 4, much: 25 }

/** A busy world tells of itself several times a second: after such a silence it is calm. */
const SILENCE_MS = 600

/** How much happens at once. */
export type Pace = keyof typeof PAUSE

/** The browser's, or a test's. */
export interface Timer {
  now(): number
  /** Answers what cancels it. */
  after(ms: number, run: () => void): () => void
}

export interface Refreshing<Topic> {
  /** These are no longer true. */
  becomeStale(topics: Iterable<Topic>, pace: Pace): void
  hide(): void
  show(): void
}

/** `ask` resolves when everything that was asked is answered. */
export function refreshing<Topic>(
  ask: (topics: Topic[]) => Promise<unknown>,
  timer: Timer = browserTimer,
): Refreshing<Topic> {
  const stale = new Set<Topic>()
  let pace: Pace = 'some'
  let isHidden = false
  const heard = { firstAt: 0, lastAt: 0 }
  const asked = { at: Number.NEGATIVE_INFINITY, tookMs: 0 }
  let cancel = () => {}

  function dueAt(): number {
    const rest = Math.min(Math.max(PAUSE[pace], asked.tookMs * PARTS[pace]), LONGEST_PAUSE[pace])
    const rested = Math.max(asked.at + rest, heard.firstAt + PAUSE[pace])
    return pace === 'some' ? rested : Math.min(rested, heard.lastAt + SILENCE_MS)
  }

  function plan(): void {
    cancel()
    if (stale.size === 0 || isHidden) return
    cancel = timer.after(Math.max(0, dueAt() - timer.now()), refresh)
  }

  function refresh(): void {
    const topics = [...stale]
    stale.clear()
    const at = timer.now()
    // As long as it is not answered, nobody knows.
    Object.assign(asked, { at, tookMs: Number.POSITIVE_INFINITY })
    void ask(topics).then(() => {
      if (asked.at === at) asked.tookMs = timer.now() - at
      plan()
    })
  }

  return {
    becomeStale(topics, now) {
      pace = now
      heard.lastAt = timer.now()
      if (stale.size === 0) heard.firstAt = heard.lastAt
      for (const topic of topics) stale.add(topic)
      plan()
    },
    hide() {
      isHidden = true
      plan()
    },
    show() {
      isHidden = false
      plan()
    },
  }
}

const browserTimer: Timer = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
