// Parts by name, as one part: those of a store, the stores of a house, the houses of a world.
import { invariant } from '../invariant.ts'
import { type Aside, isPart, type Part, type Path, type Tell } from './part.ts'

type Images = Readonly<Record<string, unknown>>

export class Group implements Part<Images, Record<string, unknown>> {
  readonly #parts = new Map<string, Aside>()
  readonly #restored: () => void

  /** `restored` is called when all of them hold something else: what is made of them is made anew. */
  constructor(parts: Record<string, Aside> = {}, restored: () => void = () => {}) {
    this.#restored = restored
    for (const [name, part] of Object.entries(parts)) this.add(name, part)
  }

  add(name: string, part: Aside): void {
    invariant(!this.#parts.has(name), `two stores are called ${name}`)
    this.#parts.set(name, part)
  }

  names(): string[] {
    return [...this.#parts.keys()]
  }

  image(): Images {
    return this.#each(part => part.image())
  }

  save(): Record<string, unknown> {
    return this.#each(part => part.save())
  }

  restore(images: Images): void {
    for (const [name, part] of this.#parts) part.restore(savedOf(images, name))
    this.#restored()
  }

  load(plain: Images): void {
    for (const [name, part] of this.#parts) part.load(savedOf(plain, name))
    this.#restored()
  }

  listen(tell: Tell | undefined): void {
    for (const [name, part] of this.#parts) {
      if (!isPart(part)) continue
      part.listen(tell && ((path, before, after) => tell([name, ...path], before, after)))
    }
  }

  put([name = '', ...path]: Path, after: unknown): void {
    const part = this.#parts.get(String(name))
    invariant(part !== undefined && isPart(part), `no store is called ${name}`)
    part.put(path, after)
  }

  poll(): void {
    for (const part of this.pollers()) part.poll?.()
  }

  /** Those in it, however deep, that have to be asked. */
  pollers(): Part[] {
    return [...this.#told()].flatMap(part => {
      if (part instanceof Group) return part.pollers()
      return part.poll === undefined ? [] : [part]
    })
  }

  anew(): void {
    for (const part of this.#told()) part.anew?.()
    this.#restored()
  }

  *#told(): Generator<Part> {
    for (const part of this.#parts.values()) if (isPart(part)) yield part
  }

  #each(read: (part: Aside) => unknown): Record<string, unknown> {
    const all: Record<string, unknown> = {}
    for (const [name, part] of this.#parts) all[name] = read(part)
    return all
  }
}

function savedOf(images: Images, name: string): unknown {
  invariant(Object.hasOwn(images, name), `nothing was saved of ${name}`)
  return images[name]
}
