// Stable stand-ins for personal data that keep its form: the same text becomes the same stand-in, in every file and every run
// with the same key, two texts never the same one, and nobody without the key comes back from it.
import { hash } from 'node:crypto'
import { permuted } from './format-keeping.ts'

/** Attributes that say nothing of a person and that conditions look at. */
const HARMLESS = new Set([
  'language',
  'lang',
  'locale',
  'country',
  'country_code',
  'currency',
  'timezone',
  'time_zone',
  'gender',
  'tier',
  'status',
  'level',
  'plan',
  'segment',
  'loyalty_tier',
  'loyalty_status',
  'source',
  'channel',
  'platform',
  'device',
  'os',
  'browser',
])
const PERSONAL_NUMBER = /phone|mobile|birth|zip|postal|iban|ssn|passport|account|card/i

const MOST_TOLD = 10_000
const MOST_DOMAINS = 1_000
const LONG = 100

export interface PseudonymOptions {
  key: string
  /** Attributes whose values stay as they are. */
  keep: ReadonlySet<string>
}

export class Pseudonyms {
  readonly #options: PseudonymOptions | undefined
  readonly #told = new Map<string, string>()
  readonly #domains = new Map<string, string>()

  /** Without options nothing is changed. */
  constructor(options?: PseudonymOptions) {
    this.#options = options
  }

  get isOn(): boolean {
    return this.#options !== undefined
  }

  keeps(attribute: string): boolean {
    const name = attribute.toLowerCase()
    return this.#options === undefined || this.#options.keep.has(attribute) || HARMLESS.has(name)
  }

  /** Of an id: always personal. Names of towns and people come again and again. */
  text(text: string): string {
    if (this.#options === undefined) return text
    const known = this.#told.get(text)
    if (known !== undefined) return known
    const told = this.#standIn(text, this.#options.key)
    if (this.#told.size === MOST_TOLD) this.#told.clear()
    if (text.length < LONG) this.#told.set(text, told)
    return told
  }

  #standIn(text: string, key: string): string {
    const at = text.lastIndexOf('@')
    if (at > 0 && at < text.length - 1) {
      // No mail to it can reach anybody: [RFC 2606] the top level .example.
      return `${permuted(text.slice(0, at), key)}@${this.#domain(text.slice(at + 1), key)}.example`
    }
    return isInstantText(text) ? dayOf(text, key) : permuted(text, key)
  }

  /** Thousands of people have their mails at one. */
  #domain(domain: string, key: string): string {
    const known = this.#domains.get(domain)
    if (known !== undefined) return known
    const told = permuted(domain, key)
    if (this.#domains.size < MOST_DOMAINS && domain.length < LONG) this.#domains.set(domain, told)
    return told
  }

  /** Of an attribute, however deep: texts, and numbers behind a personal name. */
  value<T>(attribute: string, value: T): T {
    if (this.#options === undefined || this.keeps(attribute)) return value
    return this.#inner(attribute, value) as T
  }

  #inner(attribute: string, value: unknown): unknown {
    if (typeof value === 'string')
      return isInstantText(value) && !/birth/i.test(attribute) ? value : this.text(value)
    if (typeof value === 'number')
      return PERSONAL_NUMBER.test(attribute) ? Number(this.text(String(value))) : value
    if (Array.isArray(value)) return value.map(item => this.#inner(attribute, item))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, this.value(key, inner)]))
  }
}

const DAY = /^\d{4}-\d{2}-\d{2}/
const isInstantText = (text: string): boolean => DAY.test(text) && !Number.isNaN(Date.parse(text))

/** A day of the same year. */
function dayOf(text: string, key: string): string {
  const [month = 0, day = 0] = hash('sha512', `${key}\0${text}`, 'buffer')
  const two = (value: number) => String(value).padStart(2, '0')
  return `${text.slice(0, 4)}-${two((month % 12) + 1)}-${two((day % 28) + 1)}${text.slice(10)}`
}
