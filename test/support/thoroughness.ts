// How much of what is drawn in bulk, or is much of a kind, a run takes: a part with `npm test`, all of it with HOSTILE=full, as
// `.ci/run` has it. What is drawn is the same each time.

export const isFull = process.env.HOSTILE === 'full'

/** Whether somebody waits for these tests alone: they named the files or a folder (vitest.config.ts), or take all. */
export const isMeant = isFull || process.env.NAMED === 'true'

const SEED = 20_260_105

/** A length of hostile text, shorter where a person waits for the tests. */
export const scaled = (length: number): number => (isFull ? length : Math.ceil(length / 10))

/** Every sixteenth, or all. */
export const sampled = <T>(items: readonly T[]): T[] => oneOf(16, items)

/** One of so many in turn, or all; `from` is where the turn begins, so that several lists take others of their items. */
export const oneOf = <T>(many: number, items: readonly T[], from = 0): T[] =>
  items.filter((_, index) => isFull || (index + from) % many === 0)

/** How many drawn cases of a property, a quarter of them where a person waits. */
export const drawn = (count: number): number => (isFull ? count : Math.ceil(count / 4))

/** The same with the seed, which is printed when the property fails. */
export const draws = (count: number) => ({ numRuns: drawn(count), seed: SEED })

/** For a property whose cases cost next to nothing. */
export const allDraws = (count = 100) => ({ numRuns: count, seed: SEED })
