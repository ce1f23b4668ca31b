// The path of a described operation, held against the address of a request; what stands for an id is taken out of it.

export interface PathParts {
  readonly path: string
  named(name: string): string | undefined
}

/** What nobody has to decode; dots in front could lead elsewhere. */
const PLAIN_PART = String.raw`([\w@-][\w@.:-]*)`

export class PathPattern {
  readonly #head: string
  readonly #names: readonly string[]
  readonly #form: RegExp
  readonly #whole: PathParts

  constructor(path: string) {
    const [head = '', ...rest] = path.split(/\{\w+\}/)
    this.#head = head
    this.#names = Array.from(path.matchAll(/\{(\w+)\}/g), ([, name = '']) => name)
    this.#form = new RegExp(`^(${[head, ...rest].map(escaped).join(PLAIN_PART)})(?:\\?|$)`)
    // The description's own text: that of a request is a part of its URL and would keep all of it in memory.
    this.#whole = { path, named: () => undefined }
  }

  /** Undefined: another path, or an id that is written in another way. */
  partsOf(url: string): PathParts | undefined {
    const head = this.#head
    if (!url.startsWith(head)) return undefined
    if (this.#names.length > 0) return this.#read(url)
    return url.length === head.length || url[head.length] === '?' ? this.#whole : undefined
  }

  #read(url: string): PathParts | undefined {
    const found = this.#form.exec(url)
    return found === null ? undefined : new FoundParts(this.#names, found)
  }
}

class FoundParts implements PathParts {
  readonly #names: readonly string[]
  readonly #found: RegExpExecArray

  constructor(names: readonly string[], found: RegExpExecArray) {
    this.#names = names
    this.#found = found
  }

  get path(): string {
    return this.#found[1] ?? ''
  }

  named(name: string): string | undefined {
    return this.#found[this.#names.indexOf(name) + 2]
  }
}

const escaped = (text: string): string => text.replaceAll('.', '\\.')
