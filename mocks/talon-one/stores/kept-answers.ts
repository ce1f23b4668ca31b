// [D] Integration API: the answer to an Idempotency-Key is kept for 24 hours.
import { DAY_MS } from '../../kit/time/duration.ts'

export interface KeptAnswer {
  readonly status: number
  /** Null: there was no body. */
  readonly body: string | null
}

export class KeptAnswers {
  readonly #now: () => number
  /** Oldest first. */
  #answers = new Map<string, KeptAnswer & { readonly at: number }>()

  constructor(now: () => number) {
    this.#now = now
  }

  save() {
    return this.#answers
  }

  restore(answers: ReturnType<KeptAnswers['save']>): void {
    this.#answers = answers
  }

  find(name: string): KeptAnswer | undefined {
    this.#forgetOld()
    return this.#answers.get(name)
  }

  keep(name: string, answer: KeptAnswer): void {
    this.#answers.set(name, { ...answer, at: this.#now() })
  }

  #forgetOld(): void {
    for (const [name, { at }] of this.#answers) {
      if (at > this.#now() - DAY_MS) return
      this.#answers.delete(name)
    }
  }
}
