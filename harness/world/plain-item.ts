// One item of a list, read by the plainest part of YAML: mappings, sequences in brackets, words, numbers, quotes.
// Whatever is written in another way is not read here but left to the whole language.

const WORDS = /[A-Za-z_][\w@.+-]*(?: [\w@.+-]+)*(?= *(?:[,}\]]|$))/y
const KEY = /(?:([A-Za-z_][\w-]*)|"([^"\\]*)"):(?= |$)/y
const QUOTED = /"([^"\\]*)"|'([^']*)'(?!')/y
const NUMBER = /-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?(?= *(?:[,}\]]|$))/y
const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z(?= *(?:[,}\]]|$))/y
/** Words that mean something else, and a key that JavaScript takes for more than a name. */
const MEANT = new Set(['true', 'false', 'null', '__proto__'])

/** Thrown, because most of what is read is plain. */
const NOT_PLAIN = new Error('not plain')

/** The value of these lines, the first of which begins behind its dash; undefined when they are not plain. */
export function plainItem(lines: readonly string[]): Record<string, unknown> | undefined {
  try {
    const reader = new Reader(lines)
    const item = lines[0]?.trimStart().startsWith('{') ? reader.line() : reader.block()
    return reader.isAtEnd ? (item as Record<string, unknown>) : undefined
  } catch (error) {
    if (error === NOT_PLAIN) return undefined
    throw error
  }
}

class Reader {
  readonly #lines: readonly string[]
  #row = 0
  #text: string
  #at = 0

  constructor(lines: readonly string[]) {
    this.#lines = lines
    this.#text = lines[0] ?? ''
  }

  get isAtEnd(): boolean {
    return this.#row >= this.#lines.length
  }

  /** A mapping whose keys stand below each other, from this line on. */
  block(): unknown {
    const indent = this.#indent()
    const found: Record<string, unknown> = {}
    while (!this.isAtEnd && this.#indent() === indent) {
      this.#at = indent
      const key = this.#key(found)
      this.#blanks()
      found[key] = this.#at < this.#text.length ? this.line() : this.#below(indent)
    }
    if (!this.isAtEnd && this.#indent() > indent) throw NOT_PLAIN
    return found
  }

  /** The value that fills the rest of this line. */
  line(): unknown {
    this.#blanks()
    const value = this.#value()
    this.#blanks()
    if (this.#at < this.#text.length) throw NOT_PLAIN
    this.#next()
    return value
  }

  #below(indent: number): unknown {
    this.#next()
    if (this.isAtEnd || this.#indent() <= indent) throw NOT_PLAIN
    return this.block()
  }

  #next(): void {
    this.#row++
    this.#text = this.#lines[this.#row] ?? ''
    this.#at = 0
  }

  #indent(): number {
    let at = 0
    while (this.#text[at] === ' ') at++
    return at
  }

  #value(): unknown {
    if (this.#text[this.#at] === '{') return this.#mapping()
    if (this.#text[this.#at] === '[') return this.#sequence()
    return this.#scalar()
  }

  #mapping(): unknown {
    const found: Record<string, unknown> = {}
    this.#between('}', () => {
      const key = this.#key(found)
      this.#blanks()
      found[key] = this.#value()
    })
    return found
  }

  #sequence(): unknown {
    const found: unknown[] = []
    this.#between(']', () => found.push(this.#value()))
    return found
  }

  #between(end: string, read: () => void): void {
    this.#at++
    this.#blanks()
    while (this.#text[this.#at] !== end) {
      read()
      this.#blanks()
      if (this.#text[this.#at] === ',') this.#at++
      else if (this.#text[this.#at] !== end) throw NOT_PLAIN
      this.#blanks()
    }
    this.#at++
  }

  #key(found: object): string {
    const match = this.#match(KEY)
    const key = match?.[1] ?? match?.[2]
    if (key === undefined || isMeant(key) || Object.hasOwn(found, key)) throw NOT_PLAIN
    return key
  }

  #scalar(): unknown {
    const words = this.#match(WORDS)?.[0]
    if (words !== undefined) {
      if (isMeant(words)) throw NOT_PLAIN
      return words
    }
    const quoted = this.#match(QUOTED)
    if (quoted !== null) return quoted[1] ?? quoted[2]
    const number = this.#match(NUMBER)
    if (number !== null) return Number(number[0])
    const instant = this.#match(INSTANT)
    if (instant === null) throw NOT_PLAIN
    return instant[0]
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at
    const match = pattern.exec(this.#text)
    if (match !== null) this.#at = pattern.lastIndex
    return match
  }

  #blanks(): void {
    while (this.#text[this.#at] === ' ') this.#at++
  }
}

const isMeant = (word: string): boolean => MEANT.has(word.toLowerCase())
