// Reads a query string by hand: it is on the path of every referral, and attributes have names no schema can list.
import { emptyParameter, invalidParameter, missingParameter, notEmulated } from '../errors.ts'
import { type Instant, readInstant } from '../instant.ts'
import { type Attributes, NO_ATTRIBUTES, typedByLook } from '../rules/attribute-rules.ts'
import type { TalonOneSettings } from '../settings.ts'

/** [D] Go services read booleans with strconv.ParseBool: these words and no others. */
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ...['1', 't', 'T', 'TRUE', 'true', 'True'].map(word => [word, true] as const),
  ...['0', 'f', 'F', 'FALSE', 'false', 'False'].map(word => [word, false] as const),
])

/** A flag of a query or a header, or undefined when the text is none. */
export const readBoolean = (text: string): boolean | undefined => BOOLEANS.get(text)

/** [D] described as arrays: given several times they are one list. */
const LISTS: ReadonlySet<string> = new Set([
  'tags',
  'campaignIds',
  'customerSessionIDs',
  'transactionUUIDs',
  'subledgerId',
  'loyaltyTransactionType',
  'awaitsActivation',
])
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** One after the other: a request has few, and a map of them would be twice as much to fill and to clear away. */
interface Parameter {
  readonly name: string
  value: string
  next: Parameter | undefined
}

/** Parameters by name; those given twice are refused or reduced to the first: guess, setting `duplicateParameter`. */
export class Query {
  #first: Parameter | undefined
  #last: Parameter | undefined
  #hasAttributes = false

  constructor(url: string, settings: TalonOneSettings) {
    const start = url.indexOf('?')
    const end = url.indexOf('#', start)
    for (let at = start; at !== -1 && at !== end; ) {
      const next = url.indexOf('&', at + 1)
      const stop = next !== -1 ? next : end !== -1 ? end : url.length
      if (stop > at + 1) this.#read(url, at + 1, stop, settings)
      at = next
    }
  }

  #read(url: string, from: number, to: number, settings: TalonOneSettings): void {
    const found = url.indexOf('=', from)
    const equals = found === -1 || found > to ? to : found
    this.#add(decode(url.slice(from, equals)), decode(url.slice(equals + 1, to)), settings)
  }

  #add(name: string, value: string, settings: TalonOneSettings): void {
    if (isAttribute(name)) this.#hasAttributes = true
    const earlier = this.#find(name)
    if (earlier === undefined) this.#append({ name, value, next: undefined })
    else if (LISTS.has(name)) earlier.value = `${earlier.value},${value}`
    else if (settings.duplicateParameter === 'reject') {
      throw invalidParameter(name, 'the parameter is given more than once')
    }
  }

  #append(parameter: Parameter): void {
    if (this.#last === undefined) this.#first = parameter
    else this.#last.next = parameter
    this.#last = parameter
  }

  #find(name: string): Parameter | undefined {
    let parameter = this.#first
    while (parameter !== undefined && parameter.name !== name) parameter = parameter.next
    return parameter
  }

  /** An empty value counts as absent. */
  text(name: string, maxLength = 1_000): string | undefined {
    const value = this.#find(name)?.value
    if (value === undefined || value === '') return undefined
    if (value.length > maxLength) throw invalidParameter(name, `is longer than ${maxLength} characters`)
    return value
  }

  /** As it stands there, also when it is empty. */
  given(name: string): string | undefined {
    return this.#find(name)?.value
  }

  requiredText(name: string): string {
    return this.text(name) ?? this.#missing(name)
  }

  integer(name: string): number | undefined {
    const text = this.text(name)
    if (text === undefined) return undefined
    const value = Number(text)
    if (!/^-?\d+$/.test(text) || !Number.isSafeInteger(value)) {
      throw invalidParameter(name, `expected an integer, got ${JSON.stringify(text)}`)
    }
    return value
  }

  requiredInteger(name: string): number {
    return this.integer(name) ?? this.#missing(name)
  }

  instant(name: string): Instant | undefined {
    const text = this.text(name)
    if (text === undefined) return undefined
    // A + that was not encoded arrives as a space: "…T09:00:00 02:00".
    const instant = readInstant(text) ?? readInstant(text.replace(' ', '+'))
    if (instant === undefined) {
      throw invalidParameter(
        name,
        `expected an RFC 3339 date-time, got ${JSON.stringify(text)}`,
        'Write for example 2026-01-05T09:00:00Z, or %2B for the + of an offset.',
      )
    }
    return instant
  }

  boolean(name: string): boolean | undefined {
    const text = this.text(name)
    if (text === undefined) return undefined
    const value = readBoolean(text)
    if (value === undefined) {
      throw invalidParameter(name, `expected true or false, got ${JSON.stringify(text)}`)
    }
    return value
  }

  /** One of these words, as they are written. */
  choice<T extends string>(name: string, words: readonly T[]): T | undefined {
    const text = this.text(name)
    if (text === undefined || words.includes(text as T)) return text as T | undefined
    throw invalidParameter(
      name,
      `must be ${words.length === 2 ? words.join(' or ') : `one of: ${words.join(', ')}`}`,
    )
  }

  /** Separated by commas, or given several times. */
  list(name: string): string[] | undefined {
    return this.text(name)?.split(',')
  }

  /** [D] "If you do not include a time component", midnight in UTC counts. */
  instantOrDay(name: string): Instant | undefined {
    const text = this.text(name)
    return text !== undefined && DAY.test(text) ? readInstant(`${text}T00:00:00Z`) : this.instant(name)
  }

  /** Parameters that the vendor describes and the sandbox cannot obey: better no answer than a wrong one. */
  refuse(...names: readonly string[]): void {
    const given = names.find(name => this.text(name) !== undefined)
    if (given !== undefined) throw notEmulated(`the parameter ${given} of this operation`)
  }

  #missing(name: string): never {
    throw this.#find(name) !== undefined ? emptyParameter(name) : missingParameter(name)
  }

  /** [D] Third-party API: custom attributes are the parameters whose names begin with `.` or `_`. */
  attributes(): Attributes {
    if (!this.#hasAttributes) return NO_ATTRIBUTES
    const attributes = new Map<string, unknown>()
    for (let parameter = this.#first; parameter !== undefined; parameter = parameter.next) {
      const { name, value } = parameter
      if (!isAttribute(name)) continue
      const attribute = name.slice(1)
      if (attributes.has(attribute)) throw invalidParameter(name, 'the attribute is given more than once')
      attributes.set(attribute, typedByLook(value))
    }
    return Object.fromEntries(attributes)
  }
}

const isAttribute = (name: string): boolean => name[0] === '.' || name[0] === '_'

/** As a form: + is a space. What is no percent-encoding stays as it is. */
function decode(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text
  if (!spaced.includes('%')) return spaced
  try {
    return decodeURIComponent(spaced)
  } catch {
    return new URLSearchParams(`v=${spaced}`).get('v') ?? spaced
  }
}
