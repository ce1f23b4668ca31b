// [D] Integration API: the answer to an Idempotency-Key is kept for 24 hours.
import { KeptMap } from '../../kit/kept/kept-map.ts'
import { DAY_MS } from '../../kit/time/duration.ts'

export interface KeptAnswer {
  readonly status: number
  /** Null: there was no body. */
  readonly body: string | null
}

export class KeptAnswers {
  readonly #now: () => number
  /** Oldest first. */
  readonly #answers = new KeptMap<string, KeptAnswer & { readonly at: number }>()
  readonly kept = this.#answers

  constructor(now: () => number) {
    this.#now = now
  }

  find(name: string): KeptAnswer | undefined {
    this.#forgetOld()
    return this.#answers.get(name)
  }

  keep(name: string, answer: KeptAnswer): void {
    this.#answers.set(name, { ...answer, at: this.#now() })
  }

  #forgetOld(): void {
    for (const [name, { at }] of this.#answers.entries()) {
      if (at > this.#now() - DAY_MS) return
      this.#answers.delete(name)
    }
  }
}
