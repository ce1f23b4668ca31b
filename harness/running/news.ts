// Who wants to know what happens in a world: each journal entry as it comes, and that it began anew.
import type { Entry } from '../../mocks/kit/journal.ts'

export class News {
  readonly #listeners = new Set<(entry: Entry) => void>()
  readonly #afterReset = new Set<() => void>()

  /** Calls back for each journal entry, also after a reset. */
  onEntry(tell: (entry: Entry) => void): void {
    this.#listeners.add(tell)
  }

  /** Calls back for each journal entry and after a reset; answers a function that stops it. */
  onNews(tell: () => void): () => void {
    this.#afterReset.add(tell)
    return () => this.#afterReset.delete(tell)
  }

  entry(entry: Entry): void {
    for (const tell of this.#listeners) tell(entry)
    this.reset()
  }

  reset(): void {
    for (const tell of this.#afterReset) tell()
  }
}
