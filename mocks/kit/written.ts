// A graph of plain data as one text, and back: maps, sets and shared records stay what they are, so that two stores which hold one
// record hold one again. What is not data (a function, an instance of a class) is refused: it is how state hides.

type Code = string | number | boolean | null | Code[]

/** The text of a value; equal graphs give equal texts. */
export function written(value: unknown): string {
  return JSON.stringify(new Writer(value).root)
}

export function readAgain(text: string): unknown {
  return new Reading().value(JSON.parse(text) as Code)
}

class Writer {
  readonly root: Code
  readonly #seen = new Set<object>()
  /** Of objects that are met more than once: their number, once it is written. */
  readonly #shared = new Map<object, number | undefined>()
  #numbers = 0

  constructor(value: unknown) {
    this.#meet(value)
    this.root = this.#code(value)
  }

  #meet(first: unknown): void {
    const open = [first]
    for (let value = open.pop(); open.length > 0 || value !== undefined; value = open.pop()) {
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

  #code(value: unknown): Code {
    if (typeof value === 'object' && value !== null) return this.#object(value)
    if (value === undefined) return ['u']
    if (typeof value === 'number')
      return isJson(value) ? value : ['f', Object.is(value, -0) ? '-0' : String(value)]
    if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value
    throw new TypeError(`Bug in referral-sandbox: a ${typeof value} is kept as state`)
  }

  #object(value: object): Code {
    if (!this.#shared.has(value)) return this.#body(value)
    const known = this.#shared.get(value)
    if (known !== undefined) return ['r', known]
    const number = this.#numbers++
    this.#shared.set(value, number)
    return ['d', number, this.#body(value)]
  }

  #body(value: object): Code {
    const parts = () => partsOf(value).map(part => this.#code(part))
    if (Array.isArray(value)) return ['l', ...parts()]
    if (value instanceof Map) return ['m', ...parts()]
    if (value instanceof Set) return ['s', ...parts()]
    if (value instanceof Uint8Array) return ['b', Buffer.from(value).toString('base64')]
    return [Object.getPrototypeOf(value) === Object.prototype ? 'o' : 'n', ...parts()]
  }
}

const isJson = (value: number): boolean => Number.isFinite(value) && !Object.is(value, -0)

/** What a container holds, keys and values in turn. */
function partsOf(value: object): unknown[] {
  if (Array.isArray(value)) return value
  if (value instanceof Map) return [...value].flat(1)
  if (value instanceof Set) return [...value]
  if (value instanceof Uint8Array) return []
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && !isEmpty(prototype)) {
    throw new TypeError(`Bug in referral-sandbox: a ${value.constructor.name} is kept as state`)
  }
  return Object.entries(value).flat(1)
}

/** What inherits nothing, by whichever way it was made. */
const isEmpty = (prototype: unknown): boolean =>
  prototype === null ||
  (typeof prototype === 'object' &&
    Object.getPrototypeOf(prototype) === null &&
    Reflect.ownKeys(prototype).length === 0)

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
  else
    Object.defineProperty(container, String(key), {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    })
}
