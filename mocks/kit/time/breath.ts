// Lets the process serve everything else once it has worked on for some milliseconds. All worlds share one process.
import { nextTurn, stopwatch } from './clock.ts'

const BUDGET_MS = 8
let budgetMs = BUDGET_MS
/** When the work of this turn of the event loop began, as far as somebody asked. */
let beganAt: number | undefined

/** Undefined while the budget of this turn lasts, so that short work costs a look at the stopwatch. */
export function breathe(): Promise<void> | undefined {
  if (beganAt === undefined) {
    beganAt = stopwatch()
    void nextTurn().then(() => {
      beganAt = undefined
    })
    return undefined
  }
  return stopwatch() - beganAt < budgetMs ? undefined : nextTurn()
}

/** What comes of each, one after the other, with breaths between them. */
export async function inTurn<T, R>(
  items: readonly T[],
  work: (item: T, index: number) => R | Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  for (const [index, item] of items.entries()) {
    await breathe()
    results.push(await work(item, index))
  }
  return results
}

/** What a work in steps comes to, with breaths between them. */
export async function inBreaths<T>(steps: Iterator<void, T>): Promise<T> {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
    await breathe()
  }
}

/** The same without any. */
export function atOnce<T>(steps: Iterator<void, T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/** Those that fit, with breaths on the way. */
export async function filtered<T>(items: Iterable<T>, fits: (item: T) => boolean): Promise<T[]> {
  const found: T[] = []
  for (const item of items) {
    const pause = breathe()
    if (pause !== undefined) await pause
    if (fits(item)) found.push(item)
  }
  return found
}

/** Another budget for the whole process, to see that nothing depends on it: 0 yields always, Infinity never. */
export function breatheEvery(ms: number): { [Symbol.dispose](): void } {
  budgetMs = ms
  return {
    [Symbol.dispose]() {
      budgetMs = BUDGET_MS
    },
  }
}
