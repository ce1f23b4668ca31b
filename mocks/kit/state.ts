// The one border of a world's state: whatever is kept between two requests is registered here under a name.
import { Group } from './kept/group.ts'
import type { Part } from './kept/part.ts'
import { readAgain, written } from './written.ts'

/** A store that says of what parts all that it keeps is made. */
interface Store {
  readonly kept: Part
}

const isStore = (value: unknown): value is Store =>
  typeof value === 'object' && value !== null && 'kept' in value

const isPart = (value: unknown): value is Part =>
  typeof value === 'object' && value !== null && 'image' in value && 'restore' in value

/** All that a world keeps: shared with it, and never changed. */
export type StateImage = ReturnType<Group['image']>

export class State {
  readonly #parts = new Group()

  keep(name: string, part: Part): void {
    this.#parts.add(name, part)
  }

  /** Every store among them, under its name. */
  keepAll(prefix: string, stores: object): void {
    for (const [name, store] of Object.entries(stores)) {
      const part = isStore(store) ? store.kept : store
      if (isPart(part)) this.keep(`${prefix}/${name}`, part)
    }
  }

  names(): string[] {
    return this.#parts.names()
  }

  image(): StateImage {
    return this.#parts.image()
  }

  /** Holds what another world of the same stores held. */
  restore(image: StateImage): void {
    this.#parts.restore(image)
  }

  /** The same as a text. */
  save(): string {
    return written(this.#parts.save())
  }

  load(text: string): void {
    this.#parts.load(readAgain(text) as Record<string, unknown>)
  }
}
