// Who wants to know what happens in a world: each journal entry as it comes, and that it began anew.
import type { Entry } from '../../mocks/kit/journal.ts'

export class News {
  /** Lists that are replaced: to walk through a set leaves something behind, and each request is three entries. */
  #listeners: readonly ((entry: Entry) => void)[] = []
  #afterReset: readonly (() => void)[] = []

  /** Calls back for each journal entry, also after a reset. */
  onEntry(tell: (entry: Entry) => void): void {
    this.#listeners = [...this.#listeners, tell]
  }

  /** Calls back for each journal entry and after a reset; answers a function that stops it. */
  onNews(tell: () => void): () => void {
    this.#afterReset = [...this.#afterReset, tell]
    return () => {
      this.#afterReset = this.#afterReset.filter(other => other !== tell)
    }
  }

  entry(entry: Entry): void {
    for (const tell of this.#listeners) tell(entry)
    this.reset()
  }

  reset(): void {
    for (const tell of this.#afterReset) tell()
  }
}
