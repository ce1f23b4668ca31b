// Reads a list of YAML whose entries are written as nearly everybody writes them: maps, lists and texts, in blocks or in braces, in one
// pass over the characters. At whatever else it stops, for a reader of all of YAML.
import { NOT_PLAIN, plainValue } from './plain-value.ts'

const [TAB, LINE, SPACE, QUOTE, HASH, APOSTROPHE, COMMA, DASH, COLON] = [9, 10, 32, 34, 35, 39, 44, 45, 58]
const [OPEN_LIST, BACKSLASH, CLOSE_LIST, OPEN_MAP, CLOSE_MAP] = [91, 92, 93, 123, 125]

const MOST_LEVELS = 50
const LONGEST_KEY = 1_000
const NO_KEYS: ReadonlySet<string> = new Set(['', 'null', 'Null', 'NULL', '__proto__'])

/** Thrown once, and far too often to be made anew. */
const STOP = new Error('not as plain as that')

export interface PlainList {
  list: unknown[]
  /** Where the line behind it begins. */
  end: number
}

/** Of the list whose first line begins at `from`; how far it came where it is not plain. */
export function readPlainList(text: string, from: number): PlainList | { stoppedAt: number } {
  const reader = new Reader(text, from)
  try {
    const list = reader.list(reader.indent(), 0)
    return { list, end: reader.at }
  } catch (error) {
    if (error === STOP) return { stoppedAt: reader.at }
    throw error
  }
}

class Reader {
  readonly #text: string
  at: number

  constructor(text: string, at: number) {
    this.#text = text
    this.at = at
  }

  /** Of the next line with something on it, at whose beginning it then stands; -1 at the end. */
  indent(): number {
    for (;;) {
      let first = this.at
      while (this.#unit(first) === SPACE) first++
      const unit = this.#unit(first)
      if (first >= this.#text.length) return -1
      if (unit !== LINE && unit !== HASH) return first - this.at
      const end = this.#text.indexOf('\n', first)
      this.at = end === -1 ? this.#text.length : end + 1
    }
  }

  list(indent: number, level: number): unknown[] {
    if (level > MOST_LEVELS) throw STOP
    const list: unknown[] = []
    while (this.indent() === indent && this.#isDash(this.at + indent)) {
      this.at += indent + 2
      list.push(this.#isKey() ? this.#map(indent + 2, level + 1) : this.#inLine(indent))
    }
    if (list.length === 0 || this.indent() > indent) throw STOP
    return list
  }

  /** It stands behind the blanks of its first line. */
  #map(indent: number, level: number): object {
    if (level > MOST_LEVELS) throw STOP
    const map: Record<string, unknown> = {}
    do {
      const key = this.#key(map)
      if (this.#unit(this.at) === LINE) {
        this.at++
        map[key] = this.#block(indent, level + 1)
      } else {
        if (this.#unit(this.at) !== SPACE) throw STOP
        map[key] = this.#inLine(indent)
      }
    } while (this.#isNext(indent))
    if (this.indent() > indent) throw STOP
    return map
  }

  /** What stands below its key. */
  #block(parent: number, level: number): unknown {
    const indent = this.indent()
    if (indent >= parent && this.#isDash(this.at + indent)) return this.list(indent, level)
    if (indent <= parent) throw STOP
    this.at += indent
    return this.#map(indent, level)
  }

  #isNext(indent: number): boolean {
    if (this.indent() !== indent || this.#isDash(this.at + indent)) return false
    this.at += indent
    return true
  }

  /** The rest of a line; braces may go on. */
  #inLine(indent: number): unknown {
    this.#skipSpaces()
    const unit = this.#unit(this.at)
    const isMarked = unit === OPEN_MAP || unit === OPEN_LIST || unit === QUOTE || unit === APOSTROPHE
    const value = isMarked ? this.#flow(indent, 0) : this.#plainLine()
    this.#skipSpaces()
    if (this.at < this.#text.length && this.#unit(this.at) !== LINE) throw STOP
    this.at++
    return value
  }

  #plainLine(): unknown {
    const end = this.#text.indexOf('\n', this.at)
    const written = withoutSpacesBehind(this.#text.slice(this.at, end === -1 ? this.#text.length : end))
    if (written.endsWith(':') || written.includes(': ') || written.includes(' #')) throw STOP
    this.at += written.length
    return meantBy(written)
  }

  #flow(indent: number, level: number): unknown {
    if (level > MOST_LEVELS) throw STOP
    switch (this.#unit(this.at)) {
      case OPEN_MAP:
        return this.#flowMap(indent, level)
      case OPEN_LIST:
        return this.#flowList(indent, level)
      case QUOTE:
      case APOSTROPHE:
        return this.#quoted()
      default:
        return this.#plainFlow()
    }
  }

  #flowMap(indent: number, level: number): object {
    const map: Record<string, unknown> = {}
    this.#opened(indent)
    while (this.#unit(this.at) !== CLOSE_MAP) {
      const key = this.#key(map)
      if (this.#unit(this.at) !== SPACE) throw STOP
      this.#skipBlanks(indent)
      map[key] = this.#flow(indent, level + 1)
      this.#separated(CLOSE_MAP, indent)
    }
    this.at++
    return map
  }

  #flowList(indent: number, level: number): unknown[] {
    const list: unknown[] = []
    this.#opened(indent)
    while (this.#unit(this.at) !== CLOSE_LIST) {
      list.push(this.#flow(indent, level + 1))
      this.#separated(CLOSE_LIST, indent)
    }
    this.at++
    return list
  }

  #opened(indent: number): void {
    this.at++
    this.#skipBlanks(indent)
  }

  #separated(close: number, indent: number): void {
    this.#skipBlanks(indent)
    if (this.#unit(this.at) === COMMA) this.#opened(indent)
    else if (this.#unit(this.at) !== close) throw STOP
  }

  #plainFlow(): unknown {
    const from = this.at
    for (; this.at < this.#text.length; this.at++) {
      const unit = this.#unit(this.at)
      if (unit === COMMA || unit === CLOSE_MAP || unit === CLOSE_LIST || unit === LINE) break
      const isMark = unit === OPEN_MAP || unit === OPEN_LIST || unit === HASH || unit === QUOTE
      if (isMark || (unit === COLON && this.#isOpenEnd(this.at + 1))) throw STOP
    }
    // It would go on in the next line.
    if (this.#unit(this.at) === LINE) throw STOP
    return meantBy(withoutSpacesBehind(this.#text.slice(from, this.at)))
  }

  #quoted(): string {
    const from = this.at
    const isDouble = this.#unit(from) === QUOTE
    const mark = isDouble ? '"' : "'"
    let end = this.#text.indexOf(mark, from + 1)
    while (isDouble ? isEscaped(this.#text, end) : this.#unit(end + 1) === APOSTROPHE)
      end = this.#text.indexOf(mark, isDouble ? end + 1 : end + 2)
    if (end === -1) throw STOP
    this.at = end + 1
    const written = this.#text.slice(from + 1, end)
    if (written.includes('\n')) throw STOP
    if (!isDouble) return written.includes("''") ? written.replaceAll("''", "'") : written
    return written.includes('\\') ? unescaped(written) : written
  }

  /** A new one, and the colon behind it. */
  #key(map: object): string {
    const key = this.#unit(this.at) === QUOTE ? this.#quoted() : this.#word()
    const isFine = key.length <= LONGEST_KEY && !NO_KEYS.has(key) && !Object.hasOwn(map, key)
    if (this.#unit(this.at) !== COLON || !isFine) throw STOP
    this.at++
    return key
  }

  #word(): string {
    const from = this.at
    if (!isLetter(this.#unit(from))) throw STOP
    while (isOfWord(this.#unit(this.at))) this.at++
    return this.#text.slice(from, this.at)
  }

  #isKey(): boolean {
    const from = this.at
    if (!isLetter(this.#unit(from))) return false
    let end = from
    while (isOfWord(this.#unit(end))) end++
    return this.#unit(end) === COLON && this.#isOpenEnd(end + 1)
  }

  #isDash(at: number): boolean {
    return this.#unit(at) === DASH && this.#unit(at + 1) === SPACE && this.#unit(at + 2) !== SPACE
  }

  /** Behind a colon: then it parts a key from its value. */
  #isOpenEnd(at: number): boolean {
    const unit = this.#unit(at)
    return (
      !(unit > SPACE) ||
      unit === COMMA ||
      unit === CLOSE_MAP ||
      unit === CLOSE_LIST ||
      unit === OPEN_MAP ||
      unit === OPEN_LIST
    )
  }

  #skipSpaces(): void {
    while (this.#unit(this.at) === SPACE) this.at++
  }

  /** Also ends of lines, when the next one is further in than what it belongs to. */
  #skipBlanks(indent: number): void {
    this.#skipSpaces()
    while (this.#unit(this.at) === LINE) {
      const begin = ++this.at
      this.#skipSpaces()
      const isEmpty = this.#unit(this.at) === LINE
      if (!isEmpty && this.at - begin <= indent) throw STOP
    }
    const unit = this.#unit(this.at)
    if (unit === HASH || unit === TAB) throw STOP
  }

  #unit(at: number): number {
    return this.#text.charCodeAt(at)
  }
}

function meantBy(written: string): unknown {
  const value = plainValue(written)
  if (value === NOT_PLAIN) throw STOP
  return value
}

function withoutSpacesBehind(written: string): string {
  let end = written.length
  while (written.charCodeAt(end - 1) === SPACE) end--
  return end === written.length ? written : written.slice(0, end)
}

function unescaped(written: string): string {
  try {
    return JSON.parse(`"${written}"`) as string
  } catch {
    throw STOP
  }
}

function isEscaped(text: string, at: number): boolean {
  let before = at
  while (text.charCodeAt(before - 1) === BACKSLASH) before--
  return (at - before) % 2 === 1
}

const isLetter = (unit: number): boolean =>
  (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || unit === 95

const isOfWord = (unit: number): boolean => isLetter(unit) || (unit >= 48 && unit <= 57) || unit === DASH
