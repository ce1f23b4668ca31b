// A graph of plain data as one text, and back: maps, sets and shared records stay what they are, so that two stores which hold one
// record hold one again. What is not data (a function, an instance of a class) is refused: it is how state hides.

import { atOnce } from './time/breath.ts'
import { type Code, isEmpty, numberOf, writtenAtOnce } from './written-at-once.ts'

/** The text of a value; equal graphs give equal texts. */
export const written = (value: unknown): string => writtenAtOnce(value) ?? new Writer().text(value)

/** The pieces of the same text, step by step. The value must stay as it is meanwhile. */
export const writing = (value: unknown): Generator<void, string[]> => new Writer().pieces(value)

export function readAgain(text: string): unknown {
  return new Reading().value(JSON.parse(text) as Code)
}

/** Values that are met in one step. */
const STEP = 2_000
/** What holds more is written part by part. */
const FEW = 64

class Writer {
  readonly #seen = new Set<object>()
  /** Of objects that are met more than once: their number, once it is written. */
  readonly #shared = new Map<object, number | undefined>()
  readonly #pieces: string[] = []
  #numbers = 0
  #codes = 0

  text(value: unknown): string {
    atOnce(this.#meet(value))
    return JSON.stringify(this.#code(value))
  }

  *pieces(value: unknown): Generator<void, string[]> {
    yield* this.#meet(value)
    yield* this.#write(value)
    return this.#pieces
  }

  *#meet(first: unknown): Generator<void> {
    const open = [first]
    for (let met = 1; open.length > 0; met++) {
      const value = open.pop()
      if (met % STEP === 0) yield
      if (typeof value !== 'object' || value === null) continue
      if (this.#seen.has(value)) {
        // What is frozen is a value: a constant that many records begin with is not theirs in common.
        if (!Object.isFrozen(value)) this.#shared.set(value, undefined)
        continue
      }
      this.#seen.add(value)
      for (const part of partsOf(value)) if (typeof part === 'object' && part !== null) open.push(part)
    }
  }

  *#write(value: unknown): Generator<void> {
    if (!isContainer(value)) {
      this.#pieces.push(JSON.stringify(this.#code(value)))
      return
    }
    const known = this.#shared.get(value)
    if (known !== undefined) {
      this.#pieces.push(JSON.stringify(['r', known]))
      return
    }
    const isShared = this.#shared.has(value)
    if (isShared) this.#pieces.push(`["d",${this.#number(value)},`)
    this.#pieces.push(`["${tagOf(value)}"`)
    yield* this.#writeParts(value)
    this.#pieces.push(isShared ? ']]' : ']')
  }

  /** What few parts are, is written each by itself, and so is what is many itself; the others of many go together. */
  *#writeParts(value: object): Generator<void> {
    const isAlone = sizeOf(value) <= FEW ? isContainer : isLarge
    let together: Code[] = []
    let begun = this.#codes
    const flush = () => {
      if (together.length > 0) this.#pieces.push(`,${JSON.stringify(together).slice(1, -1)}`)
      together = []
      begun = this.#codes
    }
    for (const part of partsOf(value)) {
      if (!isAlone(part)) {
        together.push(this.#code(part))
        if (this.#codes - begun < STEP) continue
        flush()
        yield
        continue
      }
      flush()
      this.#pieces.push(',')
      yield* this.#write(part)
    }
    flush()
  }

  #number(value: object): number {
    const number = this.#numbers++
    this.#shared.set(value, number)
    return number
  }

  #code(value: unknown): Code {
    this.#codes++
    if (typeof value === 'object' && value !== null) return this.#object(value)
    if (value === undefined) return ['u']
    if (typeof value === 'number') return numberOf(value)
    if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value
    throw new TypeError(`Bug in referral-sandbox: a ${typeof value} is kept as state`)
  }

  #object(value: object): Code {
    if (!this.#shared.has(value)) return this.#body(value)
    const known = this.#shared.get(value)
    if (known !== undefined) return ['r', known]
    return ['d', this.#number(value), this.#body(value)]
  }

  #body(value: object): Code {
    if (value instanceof Uint8Array) return ['b', Buffer.from(value).toString('base64')]
    const body: Code[] = [tagOf(value)]
    for (const part of partsOf(value)) body.push(this.#code(part))
    return body
  }
}

function tagOf(value: object): string {
  if (Array.isArray(value)) return 'l'
  if (value instanceof Map) return 'm'
  if (value instanceof Set) return 's'
  return Object.getPrototypeOf(value) === Object.prototype ? 'o' : 'n'
}

const isContainer = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !(value instanceof Uint8Array)

const isLarge = (value: unknown): value is object => isContainer(value) && sizeOf(value) > FEW

/** Of an object it is not worth the counting. */
function sizeOf(value: object): number {
  if (Array.isArray(value)) return value.length
  return value instanceof Map || value instanceof Set ? value.size : 0
}

/** What a container holds, keys and values in turn. */
function partsOf(value: object): Iterable<unknown> {
  if (Array.isArray(value) || value instanceof Set) return value
  if (value instanceof Map) return inTurnOf(value)
  if (value instanceof Uint8Array) return []
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && !isEmpty(prototype)) {
    throw new TypeError(`Bug in referral-sandbox: a ${value.constructor.name} is kept as state`)
  }
  const parts: unknown[] = []
  for (const name of Object.keys(value)) parts.push(name, (value as Record<string, unknown>)[name])
  return parts
}

function* inTurnOf(map: ReadonlyMap<unknown, unknown>): Generator<unknown> {
  for (const [key, value] of map) {
    yield key
    yield value
  }
}

class Reading {
  readonly #shared = new Map<number, object>()

  value(code: Code, number?: number): unknown {
    if (!Array.isArray(code)) return code
    const [tag, ...parts] = code
    switch (tag) {
      case 'u':
        return undefined
      case 'f':
        return Number(parts[0])
      case 'r':
        return this.#shared.get(Number(parts[0]))
      case 'd':
        return this.value(parts[1] as Code, Number(parts[0]))
      default:
        return this.#fill(this.#begin(tag, parts, number), parts)
    }
  }

  /** Known before it is filled: what it holds may lead back to it. */
  #begin(tag: Code | undefined, parts: Code[], number: number | undefined): object {
    const container = emptyOf(tag, parts)
    if (number !== undefined) this.#shared.set(number, container)
    return container
  }

  #fill(container: object, parts: Code[]): object {
    if (container instanceof Uint8Array) return container
    if (Array.isArray(container)) for (const part of parts) container.push(this.value(part))
    else if (container instanceof Set) for (const part of parts) container.add(this.value(part))
    else {
      for (let at = 0; at < parts.length; at += 2) {
        const key = this.value(parts[at] as Code)
        put(container, key, this.value(parts[at + 1] as Code))
      }
    }
    return container
  }
}

function emptyOf(tag: Code | undefined, parts: Code[]): object {
  if (tag === 'l') return []
  if (tag === 'm') return new Map()
  if (tag === 's') return new Set()
  if (tag === 'b') return Buffer.from(String(parts[0]), 'base64')
  return tag === 'n' ? (Object.create(null) as object) : {}
}

/** Also names such as `__proto__`, which a client may send. */
function put(container: object, key: unknown, value: unknown): void {
  if (container instanceof Map) container.set(key, value)
  else if (key === '__proto__')
    Object.defineProperty(container, key, { value, writable: true, enumerable: true, configurable: true })
  else (container as Record<string, unknown>)[String(key)] = value
}
