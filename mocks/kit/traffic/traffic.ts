// The newest requests with their answers, as they went over the wire, in as much memory as there may be. Texts are made when somebody
// reads them; what is secret in them is the reader's to hide.
import type { Aside } from '../kept/part.ts'
import { Chunk, roomFor } from './chunk.ts'
import type { ExchangeRead, KeptExchange, KeptHeaders } from './exchange.ts'

export interface TrafficLimits {
  /** Of everything that is kept: the oldest leave first. 0 keeps none. */
  bytes: number
  /** Of each body, whose beginning is kept. */
  bodyBytes: number
}

export const TRAFFIC_LIMITS: Readonly<TrafficLimits> = { bytes: 8_000_000, bodyBytes: 65_536 }

interface SavedTraffic {
  readonly exchanges: readonly ExchangeRead[]
  readonly secrets: readonly string[]
}

/** Each chunk is twice as large as the one before it, so that a small world takes little. */
const SMALLEST = 16_384
const LARGEST = 262_144

export class Traffic implements Aside<readonly Chunk[], SavedTraffic> {
  readonly #limits: Readonly<TrafficLimits>
  /** Oldest first. */
  #chunks: Chunk[] = []
  #next: number

  constructor(limits: Partial<TrafficLimits> = {}) {
    this.#limits = { ...TRAFFIC_LIMITS, ...limits }
    this.#next = Math.min(SMALLEST, this.#largest)
  }

  /** Whether it is worth while to tell. */
  get keeps(): boolean {
    return this.#limits.bytes > 0
  }

  /** Answers how many bytes the answer's body has: to keep it is to count them. */
  keep(exchange: KeptExchange): number | undefined {
    if (!this.keeps) return undefined
    const { bodyBytes } = this.#limits
    const room = roomFor(exchange, bodyBytes)
    const newest = this.#chunks.at(-1)
    const chunk = newest?.hasRoomFor(room) ? newest : this.#begin(room)
    return chunk.write(exchange, bodyBytes)
  }

  /** In the order in which they were asked. */
  list(): ExchangeRead[] {
    return this.#chunks.flatMap(chunk => [...chunk.read()]).sort((one, other) => one.seq - other.seq)
  }

  get(seq: number): ExchangeRead | undefined {
    for (const chunk of this.#chunks)
      for (const exchange of chunk.read()) if (exchange.seq === seq) return exchange
    return undefined
  }

  /** How much memory they take. */
  get bytes(): number {
    return this.#chunks.reduce((sum, { size }) => sum + size, 0)
  }

  /** Values that those who sent them keep secret. */
  secrets(): string[] {
    return this.#chunks.flatMap(({ secrets }) => secrets)
  }

  /** The chunks themselves: neither side writes into them again. */
  image(): readonly Chunk[] {
    for (const chunk of this.#chunks) chunk.isShared = true
    this.#next = Math.min(SMALLEST, this.#largest)
    return [...this.#chunks]
  }

  restore(image: readonly Chunk[]): void {
    this.#chunks = [...image]
  }

  /** The same for the same traffic, however it lies in memory: also what is alike is no record in common. */
  save(): SavedTraffic {
    const exchanges = this.#chunks
      .flatMap(chunk => [...chunk.read()])
      .map(({ headers, answerHeaders, ...rest }) => ({
        ...rest,
        headers: copyOf(headers),
        answerHeaders: copyOf(answerHeaders),
      }))
    return { exchanges, secrets: this.secrets() }
  }

  load({ exchanges, secrets }: SavedTraffic): void {
    this.restore([])
    for (const [at, exchange] of exchanges.entries())
      this.keep(at === 0 ? { ...exchange, secrets } : exchange)
  }

  #begin(room: number): Chunk {
    const size = Math.max(this.#next, (room + 3) & ~3)
    this.#next = Math.min(2 * this.#next, this.#largest)
    this.#chunks.at(-1)?.settle()
    const left = this.#forgetFor(size)
    const chunk = left !== undefined && left.size >= size ? left : new Chunk(size)
    this.#chunks.push(chunk)
    return chunk
  }

  /** Answers the last chunk that left, empty, if nobody else reads it. */
  #forgetFor(size: number): Chunk | undefined {
    let last: Chunk | undefined
    let bytes = this.bytes + size
    while (this.#chunks.length > 0 && bytes > this.#limits.bytes) {
      last = this.#chunks.shift()
      bytes -= last?.size ?? 0
    }
    if (last?.isShared !== false) return undefined
    last.clear()
    return last
  }

  /** Whole chunks leave, so there are some. */
  get #largest(): number {
    return Math.min(LARGEST, Math.max(1_024, Math.floor(this.#limits.bytes / 16))) & ~3
  }
}

const copyOf = (headers: KeptHeaders): KeptHeaders =>
  Array.isArray(headers) ? [...(headers as string[])] : { ...headers }
