// The one border of a world's state: whatever is kept between two requests is registered here under a name. All of it is saved in one
// pass, so that a record which several stores hold is one record again when it is restored.
import { invariant } from './invariant.ts'
import { readAgain, written } from './written.ts'

/** A store that can say what it keeps, as plain data, and take the same back. */
export interface Kept<T = unknown> {
  save(): T
  /** Drops what it keeps for what was saved. */
  restore(saved: T): Promise<void> | void
}

const isKept = (store: unknown): store is Kept =>
  typeof store === 'object' && store !== null && 'save' in store && 'restore' in store

export class State {
  readonly #kept = new Map<string, Kept>()

  keep<T>(name: string, kept: Kept<T>): void {
    invariant(!this.#kept.has(name), `two stores are called ${name}`)
    this.#kept.set(name, kept as Kept)
  }

  /** Every store among them, under its name. */
  keepAll(prefix: string, stores: object): void {
    for (const [name, store] of Object.entries(stores))
      if (isKept(store)) this.keep(`${prefix}/${name}`, store)
  }

  names(): string[] {
    return [...this.#kept.keys()]
  }

  save(): string {
    return written(new Map([...this.#kept].map(([name, kept]) => [name, kept.save()])))
  }

  async restore(text: string): Promise<void> {
    const saved = readAgain(text) as ReadonlyMap<string, unknown>
    for (const [name, kept] of this.#kept) {
      invariant(saved.has(name), `nothing was saved of ${name}`)
      await kept.restore(saved.get(name))
    }
  }
}
