// How much of what is drawn in bulk a run takes: a part with `npm test`, all of it with HOSTILE=full, as `.ci/run` has it.

export const isFull = process.env.HOSTILE === 'full'

/** A length of hostile text, shorter where a person waits for the tests. */
export const scaled = (length: number): number => (isFull ? length : Math.ceil(length / 10))

/** Every sixteenth, or all. */
export const sampled = <T>(items: readonly T[]): T[] => items.filter((_, index) => isFull || index % 16 === 0)

/** How many drawn cases of a property, a quarter of them where a person waits. */
export const drawn = (count: number): number => (isFull ? count : Math.ceil(count / 4))
