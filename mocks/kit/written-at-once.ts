// The text of a graph in one pass, for the few records that a piece of work has changed: half of what it costs to look first for what is
// shared. That shows when it is met again, and is put into its code at the end.

export type Code = string | number | boolean | null | Code[]

/** The same text as `written` has; undefined where that takes more than one look, or something is no data. */
export function writtenAtOnce(value: unknown): string | undefined {
  const writer = new QuickWriter()
  const code = writer.code(value)
  return writer.number() ? JSON.stringify(code) : undefined
}

class QuickWriter {
  /** In the order in which they were met. */
  readonly #codes = new Map<object, Code[]>()
  readonly #again: { readonly first: Code[]; readonly again: Code[] }[] = []
  #hasConstantsAgain = false
  #isOutOfDepth = false

  code(value: unknown): Code {
    if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value
    if (typeof value === 'object') return this.#object(value)
    if (value === undefined) return ['u']
    if (typeof value === 'number') return numberOf(value)
    this.#isOutOfDepth = true
    return null
  }

  /** Whether all that was met could be written. */
  number(): boolean {
    if (this.#isOutOfDepth) return false
    if (this.#again.length === 0) return true
    // What is shared may stand within a constant, which is written each time.
    if (this.#hasConstantsAgain) return false
    const shared = new Set(this.#again.map(({ first }) => first))
    const numbers = new Map<Code[], number>()
    for (const code of this.#codes.values()) if (shared.has(code)) numbers.set(code, numbers.size)
    for (const { first, again } of this.#again) again.push(numbers.get(first) ?? 0)
    for (const [code, number] of numbers) code.splice(0, code.length, 'd', number, [...code])
    return true
  }

  #object(value: object): Code {
    const first = this.#codes.get(value)
    if (first === undefined) return this.#body(value)
    // What is frozen is a value: a constant that many records begin with is not theirs in common.
    if (Object.isFrozen(value)) {
      this.#hasConstantsAgain = true
      return first
    }
    const again: Code[] = ['r']
    this.#again.push({ first, again })
    return again
  }

  #body(value: object): Code {
    if (Array.isArray(value)) return this.#parts('l', value)
    if (Object.getPrototypeOf(value) === Object.prototype) return this.#fields('o', value)
    if (value instanceof Map) return this.#pairs(value)
    if (value instanceof Set) return this.#parts('s', value)
    if (value instanceof Uint8Array) return this.#bytes(value)
    if (isEmpty(Object.getPrototypeOf(value))) return this.#fields('n', value)
    this.#isOutOfDepth = true
    return null
  }

  /** Known before it is filled: what it holds may lead back to it. */
  #begin(tag: string, value: object): Code[] {
    const code: Code[] = [tag]
    this.#codes.set(value, code)
    return code
  }

  #parts(tag: string, value: Iterable<unknown> & object): Code[] {
    const code = this.#begin(tag, value)
    for (const part of value) code.push(this.code(part))
    return code
  }

  #pairs(value: Map<unknown, unknown>): Code[] {
    const code = this.#begin('m', value)
    for (const [key, part] of value) code.push(this.code(key), this.code(part))
    return code
  }

  #bytes(value: Uint8Array): Code[] {
    const code = this.#begin('b', value)
    code.push(Buffer.from(value).toString('base64'))
    return code
  }

  #fields(tag: 'o' | 'n', value: object): Code[] {
    const code = this.#begin(tag, value)
    for (const name of Object.keys(value))
      code.push(name, this.code((value as Record<string, unknown>)[name]))
    return code
  }
}

export function numberOf(value: number): Code {
  if (Number.isFinite(value) && !Object.is(value, -0)) return value
  return ['f', Object.is(value, -0) ? '-0' : String(value)]
}

/** What inherits nothing, by whichever way it was made. */
export const isEmpty = (prototype: unknown): boolean =>
  prototype === null ||
  (typeof prototype === 'object' &&
    Object.getPrototypeOf(prototype) === null &&
    Reflect.ownKeys(prototype).length === 0)
