// Stable stand-ins for personal data that keep its form: the same text becomes the same stand-in, in every file and every run
// with the same key, and nobody without the key comes back from it.
import { createHmac } from 'node:crypto'

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

export interface PseudonymOptions {
  key: string
  /** Attributes whose values stay as they are. */
  keep: ReadonlySet<string>
}

export class Pseudonyms {
  readonly #options: PseudonymOptions | undefined

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

  /** Of an id: always personal. */
  text(text: string): string {
    return this.#options === undefined ? text : standIn(text, this.#options.key)
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

function standIn(text: string, key: string): string {
  const at = text.lastIndexOf('@')
  if (at > 0 && at < text.length - 1) {
    return `${drawn(text.slice(0, at), key)}@${labels(text.slice(at + 1), key)}`
  }
  if (isInstantText(text)) return dayOf(text, key)
  return drawn(text, key)
}

/** No mail to it can reach anybody: [RFC 2606] the top level .example. */
const labels = (host: string, key: string): string =>
  `${drawn(host.toLowerCase().replace(/\.[^.]*$/, ''), key)}.example`

/** A day of the same year. */
function dayOf(text: string, key: string): string {
  const [month = 0, day = 0] = bytesOf(text, key)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${text.slice(0, 4)}-${two((month % 12) + 1)}-${two((day % 28) + 1)}${text.slice(10)}`
}

/** A letter for a letter, a digit for a digit; everything else stays. */
function drawn(text: string, key: string): string {
  const bytes = bytesOf(text.toLowerCase(), key)
  let index = 0
  return text.replaceAll(/[\p{L}\p{N}]/gu, sign => {
    const byte = (bytes[index % bytes.length] ?? 0) + Math.floor(index++ / bytes.length)
    if (/\p{N}/u.test(sign)) return String(index === 1 ? (byte % 9) + 1 : byte % 10)
    const letter = String.fromCharCode(97 + (byte % 26))
    return sign === sign.toLowerCase() ? letter : letter.toUpperCase()
  })
}

const bytesOf = (text: string, key: string): Buffer => createHmac('sha512', key).update(text).digest()
