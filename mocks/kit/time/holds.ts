// Who keeps time from moving, such as a request in flight: counted, with a name for whoever asks what is waited for.
import type { Label } from './agenda.ts'
import { type Holder, stopwatch } from './clock.ts'

interface Hold {
  readonly what: Label
  readonly since: number
}

export const holderOf = ({ what, since }: Hold): Holder => ({
  what: typeof what === 'string' ? what : what(),
  forMs: Math.round(stopwatch() - since),
})

export class Holds {
  readonly #held = new Set<Hold>()
  #waiting: (() => void)[] = []
  #isOver = false

  take(what: Label): () => void {
    const hold = { what, since: stopwatch() }
    this.#held.add(hold)
    return () => {
      if (!this.#held.delete(hold)) {
        throw new Error('Bug in referral-sandbox: a hold of the clock is released twice')
      }
      if (this.#held.size === 0) this.#letGo()
    }
  }

  /** Resolves when nobody holds, or when it is cancelled. */
  async free(cancel?: AbortSignal): Promise<void> {
    while (this.#held.size > 0 && !this.#isOver && !cancel?.aborted) {
      await new Promise<void>(resolve => {
        this.#waiting.push(resolve)
        cancel?.addEventListener('abort', () => resolve(), { once: true })
      })
    }
  }

  list(): Holder[] {
    return [...this.#held].map(holderOf)
  }

  /** Nobody waits any more. */
  end(): void {
    this.#isOver = true
    this.#letGo()
  }

  #letGo(): void {
    for (const go of this.#waiting.splice(0)) go()
  }
}
