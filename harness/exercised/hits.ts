// How often each thing was exercised. Whoever counts keeps its counter, so that a hit costs an addition and no text.

export interface Counter {
  count: number
}

export class Hits {
  readonly #counters = new Map<string, Counter>()

  /** Of what `items.ts` calls so. */
  counter(key: string): Counter {
    let counter = this.#counters.get(key)
    if (counter === undefined) {
      counter = { count: 0 }
      this.#counters.set(key, counter)
    }
    return counter
  }

  /** Of what was hit. */
  counts(): Record<string, number> {
    return Object.fromEntries(
      [...this.#counters].flatMap(([key, { count }]) => (count > 0 ? [[key, count]] : [])),
    )
  }
}
