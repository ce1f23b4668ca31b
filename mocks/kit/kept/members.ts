// Things that come and go and keep something each, such as the scenarios of a project.
import type { Group } from './group.ts'
import type { Part, Path, Tell } from './part.ts'

interface Member {
  readonly id: string
  readonly kept: Group
}

type Images = ReadonlyMap<string, ReturnType<Group['image']>>

export class Members<T extends Member> implements Part<Images, Map<string, Record<string, unknown>>> {
  readonly #make: (id: string) => T
  #members = new Map<string, T>()
  #tell: Tell | undefined

  /** `make` builds one that holds nothing yet. */
  constructor(make: (id: string) => T) {
    this.#make = make
  }

  get(id: string): T | undefined {
    return this.#members.get(id)
  }

  has(id: string): boolean {
    return this.#members.has(id)
  }

  values(): MapIterator<T> {
    return this.#members.values()
  }

  add(member: T): void {
    this.#members.set(member.id, member)
    if (this.#tell === undefined) return
    this.#hear(member)
    this.#tell([member.id], undefined, member.kept.image())
  }

  delete(id: string): boolean {
    const member = this.#members.get(id)
    if (member === undefined) return false
    member.kept.listen(undefined)
    this.#members.delete(id)
    this.#tell?.([id], member.kept.image(), undefined)
    return true
  }

  image(): Images {
    return new Map([...this.#members].map(([id, { kept }]) => [id, kept.image()]))
  }

  save(): Map<string, Record<string, unknown>> {
    return new Map([...this.#members].map(([id, { kept }]) => [id, kept.save()]))
  }

  restore(images: Images): void {
    this.#hold(images, (kept, image) => kept.restore(image))
  }

  load(plain: Map<string, Record<string, unknown>>): void {
    this.#hold(plain, (kept, saved) => kept.load(saved))
  }

  listen(tell: Tell | undefined): void {
    this.#tell = tell
    for (const member of this.#members.values()) this.#hear(member)
  }

  put([id = '', ...path]: Path, after: unknown): void {
    const name = String(id)
    if (path.length > 0) this.#members.get(name)?.kept.put(path, after)
    else if (after === undefined) this.delete(name)
    else {
      const member = this.#make(name)
      member.kept.restore(after as ReturnType<Group['image']>)
      this.add(member)
    }
  }

  anew(): void {
    for (const { kept } of this.#members.values()) kept.anew()
  }

  #hear(member: T): void {
    const tell = this.#tell
    member.kept.listen(tell && ((path, before, after) => tell([member.id, ...path], before, after)))
  }

  #hold<I>(images: ReadonlyMap<string, I>, take: (kept: Group, image: I) => void): void {
    this.#members = new Map()
    for (const [id, image] of images) {
      const member = this.#make(id)
      take(member.kept, image)
      this.#members.set(id, member)
      if (this.#tell !== undefined) this.#hear(member)
    }
  }
}
