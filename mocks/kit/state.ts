// The one border of a world's state: whatever is kept between two requests is registered here under a name.
import { Group } from './kept/group.ts'
import type { Aside, Part, Path, Tell } from './kept/part.ts'
import { readAgain, writing, written } from './written.ts'

/** A store that says of what parts all that it keeps is made. */
interface Store {
  readonly kept: Part
}

const isStore = (value: unknown): value is Store =>
  typeof value === 'object' && value !== null && 'kept' in value

const isKept = (value: unknown): value is Aside =>
  typeof value === 'object' && value !== null && 'image' in value && 'restore' in value

/** All that a world keeps: shared with it, and never changed. */
export type StateImage = ReturnType<Group['image']>

export class State {
  readonly #parts = new Group()
  readonly #listeners = new Set<Tell>()
  /** Found once: of many parts few have to be asked, and after each piece of work. */
  #pollers: readonly Part[] | undefined

  keep(name: string, part: Aside): void {
    this.#parts.add(name, part)
    this.#pollers = undefined
  }

  /** Every store among them, under its name. */
  keepAll(prefix: string, stores: object): void {
    for (const [name, store] of Object.entries(stores)) {
      const part = isStore(store) ? store.kept : store
      if (isKept(part)) this.keep(`${prefix}/${name}`, part)
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

  /** Tells of each change from now on: of the store, its part, and the key there. Answers a function that ends it. */
  listen(tell: Tell): () => void {
    this.#listeners.add(tell)
    if (this.#listeners.size === 1) this.#parts.listen((...change) => this.#tell(...change))
    return () => {
      if (this.#listeners.delete(tell) && this.#listeners.size === 0) this.#parts.listen(undefined)
    }
  }

  poll(): void {
    this.#pollers ??= this.#parts.pollers()
    for (const part of this.#pollers) part.poll?.()
  }

  /** Does again what was heard of, in its order. */
  redo(changes: Iterable<{ readonly path: Path; readonly after: unknown }>): void {
    for (const { path, after } of changes) this.#parts.put(path, after)
    this.#parts.anew()
  }

  /** The same as lines of text, one for each store: all of a large world would be too long for one. */
  lines(): string[] {
    return Object.entries(this.#parts.save()).map(line => written(line))
  }

  /** The same, to be written step by step: as all is now, whatever is written to it meanwhile. */
  writings(): Iterator<void, string[]>[] {
    // Whoever writes after an image, writes to a copy.
    this.#parts.image()
    return Object.entries(this.#parts.save()).map(line => writing(line))
  }

  /** All or nothing. */
  loadLines(lines: readonly string[]): void {
    const plain = Object.fromEntries(lines.map(line => readAgain(line) as [string, unknown]))
    const before = this.image()
    try {
      this.#parts.load(plain)
    } catch (error) {
      this.#parts.restore(before)
      throw error
    }
  }

  #tell(...change: Parameters<Tell>): void {
    for (const tell of this.#listeners) tell(...change)
  }

  save(): string {
    return this.lines().join('\n')
  }

  load(text: string): void {
    this.loadLines(text === '' ? [] : text.split('\n'))
  }
}
