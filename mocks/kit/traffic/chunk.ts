// A piece of memory that exchanges are written into, one after the other. They are bytes there and not values, so that the collector
// of garbage, which would have to move and visit each of them, never sees them.
import type { BodyRead, ExchangeRead, KeptExchange, KeptHeaders } from './exchange.ts'

/** Numbers before the texts: seq, status, both headers, method, length of the URL; of each body what is kept and what it had; where that of the answer stands. */
const NUMBERS = 11
const FRAME = NUMBERS * 4
const NO_BODY = -1
/** No character has more bytes. */
const WIDEST = 3
/** A long answer that is the one before once more is kept once: to write it again would cost more than to compare. */
const LONG = 2_048

interface Answered {
  readonly text: string
  readonly at: number
  readonly kept: number
  readonly bytes: number
}

export class Chunk {
  readonly #bytes: Buffer
  readonly #numbers: Int32Array
  #headers: KeptHeaders[] = []
  readonly #methods: string[] = []
  #secrets: string[] = []
  #used = 0
  #answered: Answered | undefined
  /** Headers are kept beside the bytes and counted with them. */
  #headerBytes = 0
  /** Somebody else reads it too: nothing is written into it any more. */
  isShared = false

  constructor(size: number) {
    this.#bytes = Buffer.allocUnsafeSlow(size)
    this.#numbers = new Int32Array(this.#bytes.buffer, 0, size >> 2)
  }

  /** Empty again: memory that is used once more costs nobody a page. */
  clear(): void {
    this.#used = 0
    this.#headerBytes = 0
    this.#headers = []
    this.#secrets = []
    this.settle()
  }

  /** Nothing more comes: what the next answer would have been held against may go. */
  settle(): void {
    this.#answered = undefined
  }

  /** What it takes of memory. */
  get size(): number {
    return this.#bytes.byteLength
  }

  get secrets(): readonly string[] {
    return this.#secrets
  }

  hasRoomFor(bytes: number): boolean {
    return !this.isShared && this.size - this.#used - this.#headerBytes >= bytes
  }

  /** Answers how many bytes the answer's body has; less than 0 without one. */
  write(exchange: KeptExchange, mostOfBody: number): number {
    const { seq, status, method, url, body, answerBody, secrets } = exchange
    const first = this.#used >> 2
    this.#numbers[first] = seq
    this.#numbers[first + 1] = status
    this.#numbers[first + 2] = this.#headersOf(exchange.headers)
    this.#numbers[first + 3] = this.#headersOf(exchange.answerHeaders)
    this.#used += FRAME
    this.#numbers[first + 4] = this.#methodOf(method)
    const length = this.#bytes.write(url, this.#used)
    this.#numbers[first + 5] = length
    this.#used += length
    this.#writeBody(body, first + 6, mostOfBody)
    this.#writeAnswer(answerBody, first + 8, mostOfBody)
    this.#used = (this.#used + 3) & ~3
    if (secrets !== undefined && secrets.length > 0) this.#secrets.push(...secrets)
    return this.#numbers[first + 9] ?? NO_BODY
  }

  #methodOf(method: string): number {
    const known = this.#methods.indexOf(method)
    return known === -1 ? this.#methods.push(method) - 1 : known
  }

  /** Clients send the same headers again and again: those of the newest stand for all that are like them. */
  #headersOf(headers: KeptHeaders): number {
    const known = this.#headers.length - 1
    for (let at = known; at >= 0 && at > known - ALIKE; at--) {
      if (areSame(this.#headers[at] as KeptHeaders, headers)) return at
    }
    this.#headerBytes += lengthOf(headers)
    return this.#headers.push(headers) - 1
  }

  #writeAnswer(body: KeptBody, at: number, most: number): void {
    const earlier = this.#answered
    if (earlier !== undefined && body === earlier.text) {
      this.#numbers[at] = earlier.kept
      this.#numbers[at + 1] = earlier.bytes
      this.#numbers[at + 2] = earlier.at
      return
    }
    const start = this.#used
    this.#numbers[at + 2] = start
    this.#writeBody(body, at, most)
    if (typeof body !== 'string' || body.length < LONG || body.length > most) return
    const [kept = 0, bytes = 0] = this.#numbers.subarray(at, at + 2)
    this.#answered = { text: body, at: start, kept, bytes }
  }

  #writeBody(body: KeptBody, at: number, most: number): void {
    this.#numbers[at] = 0
    this.#numbers[at + 1] = NO_BODY
    if (body === undefined) return
    const kept =
      typeof body === 'string'
        ? this.#bytes.write(body, this.#used, Math.min(most, this.#bytes.byteLength - this.#used))
        : this.#set(startOf(body).subarray(0, most))
    this.#used += kept
    this.#numbers[at] = kept
    this.#numbers[at + 1] =
      typeof body !== 'string' ? lengthOfBody(body) : kept + WIDEST < most ? kept : Buffer.byteLength(body)
  }

  #set(bytes: Uint8Array): number {
    this.#bytes.set(bytes, this.#used)
    return bytes.byteLength
  }

  *read(): Generator<ExchangeRead> {
    for (let at = 0; at < this.#used; ) {
      const [seq = 0, status = 0, headers = 0, answerHeaders = 0, method = 0, length = 0, ...bodies] =
        this.#numbers.subarray(at >> 2, (at >> 2) + NUMBERS)
      const [bodyKept = 0, bodyBytes = 0, answerKept = 0, answerBytes = 0, answerAt = 0] = bodies
      const afterUrl = at + FRAME + length
      const afterBody = afterUrl + bodyKept
      yield {
        seq,
        status,
        method: this.#methods[method] ?? '',
        url: this.#bytes.toString('utf8', at + FRAME, afterUrl),
        headers: this.#headers[headers] ?? [],
        answerHeaders: this.#headers[answerHeaders] ?? [],
        body: this.#bodyAt(afterUrl, bodyKept, bodyBytes),
        answerBody: this.#bodyAt(answerAt, answerKept, answerBytes),
      }
      at = ((answerAt === afterBody ? afterBody + answerKept : afterBody) + 3) & ~3
    }
  }

  #bodyAt(at: number, kept: number, bytes: number): BodyRead | undefined {
    return bytes === NO_BODY
      ? undefined
      : { start: Uint8Array.from(this.#bytes.subarray(at, at + kept)), bytes }
  }
}

const ALIKE = 4

type KeptBody = KeptExchange['body']

/** At most so many bytes, without looking at a character. */
export const roomFor = ({ url, body, answerBody }: KeptExchange, mostOfBody: number): number =>
  FRAME + 4 + WIDEST * url.length + widthOf(body, mostOfBody) + widthOf(answerBody, mostOfBody)

const widthOf = (body: KeptBody, most: number): number =>
  body === undefined
    ? 0
    : Math.min(most, typeof body === 'string' ? WIDEST * body.length : startOf(body).byteLength)

const startOf = (body: Uint8Array | BodyRead): Uint8Array => ('start' in body ? body.start : body)
const lengthOfBody = (body: Uint8Array | BodyRead): number => ('start' in body ? body.bytes : body.byteLength)

function areSame(one: KeptHeaders, other: KeptHeaders): boolean {
  if (one === other) return true
  if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false
  return true
}

function lengthOf(headers: KeptHeaders): number {
  const texts = Array.isArray(headers) ? (headers as string[]) : Object.entries(headers).flat()
  return texts.reduce((length, text) => length + text.length, 0)
}
