// Ids, codes and random picks, all drawn from one random seed. The only dice of the project.
import { hash } from 'node:crypto'
import type { Part, Path, Tell } from './kept/part.ts'

/** The streams of one root, and where those stood that a restored world has not asked for yet. */
interface Streams {
  readonly open: Map<string, Chance>
  readonly saved: Map<string, readonly number[]>
}

/**
 * sfc32, a small fast generator with 128 bits of state: it stands at four numbers. A class, for a draw from a closure cannot be
 * compiled into its caller, and leaves a number of 16 bytes behind each time: with the codes that were 500 bytes a referral.
 */
class Generator {
  #a: number
  #b: number
  #c: number
  #d: number

  constructor([a = 0, b = 0, c = 0, d = 0]: readonly number[]) {
    this.#a = a | 0
    this.#b = b | 0
    this.#c = c | 0
    this.#d = d | 0
  }

  next(): number {
    const t = (((this.#a + this.#b) | 0) + this.#d) | 0
    this.#d = (this.#d + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + t) | 0
    return (t >>> 0) / 4_294_967_296
  }

  save(): readonly number[] {
    return [this.#a, this.#b, this.#c, this.#d]
  }
}

type Stand = readonly [name: string, numbers: readonly number[]]

const inOrder = ([one]: Stand, [other]: Stand): number => (one < other ? -1 : 1)

function beginOf(seed: string): readonly number[] {
  const digest = hash('sha256', seed, 'buffer')
  return [0, 4, 8, 12].map(at => digest.readUInt32LE(at))
}

const HEX = Buffer.from('0123456789abcdef')
const UUID = Buffer.from('xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx')
const UUID_TEXT = Buffer.from(UUID)
const ANY_DIGIT = 'x'.charCodeAt(0)
const VARIANT = 'y'.charCodeAt(0)

const ALPHANUMERIC = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/**
 * A stream of random values. `stream(name)` gives an independent one, so that a draw added in one place
 * does not move the values of another.
 */
export class Chance {
  readonly #seed: string
  readonly #streams: Streams
  /** Made with the first draw. */
  #generator: Generator | undefined
  /** Where it stands before that, if not at the beginning. */
  #stands: readonly number[] | undefined

  constructor(seed: string, streams: Streams = { open: new Map(), saved: new Map() }) {
    this.#seed = seed
    this.#streams = streams
    this.#stands = streams.saved.get(seed)
  }

  #next(): number {
    this.#generator ??= new Generator(this.#place())
    return this.#generator.next()
  }

  #place(): readonly number[] {
    return this.#generator?.save() ?? this.#stands ?? beginOf(this.#seed)
  }

  /** One that nobody has drawn from is as if it was not there. */
  get #isBegun(): boolean {
    return this.#generator !== undefined || this.#stands !== undefined
  }

  /** Undefined: at its beginning. */
  #standAt(place: readonly number[] | undefined): void {
    this.#generator = undefined
    this.#stands = place
  }

  /** Where it stands belongs to the world's state. */
  stream(name: string): Chance {
    const stream = new Chance(`${this.#seed}/${name}`, this.#streams)
    this.#streams.open.set(stream.#seed, stream)
    return stream
  }

  /** For one thing with a name of its own, such as one message: drawn from at once and forgotten. */
  once(name: string): Chance {
    return new Chance(`${this.#seed}/${name}`)
  }

  /** Where this one and all its streams stand. */
  saveStreams(): Map<string, readonly number[]> {
    return new Map([...this.#streams.saved, ...this.stands()].sort(inOrder))
  }

  /** The same of those that are in use, in no order. */
  stands(): Stand[] {
    const open = [...this.#streams.open.values(), this].filter(stream => stream.#isBegun)
    return open.map(stream => [stream.#seed, stream.#place()])
  }

  restoreStreams(saved: ReadonlyMap<string, readonly number[]>): void {
    this.#streams.saved.clear()
    for (const [seed, numbers] of saved) this.#streams.saved.set(seed, numbers)
    for (const stream of [...this.#streams.open.values(), this]) {
      const numbers = saved.get(stream.#seed)
      stream.#standAt(numbers)
    }
  }

  /** In [0, 1). */
  float(): number {
    return this.#next()
  }

  /** A whole number in [0, below). */
  int(below: number): number {
    return Math.floor(this.#next() * below)
  }

  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError('pick from an empty list')
    return items[this.int(items.length)] as T
  }

  /** Written as a whole: a concatenated text would be kept as its many pieces, six times as large. */
  text(length: number, characters = ALPHANUMERIC): string {
    const units: number[] = []
    for (let i = 0; i < length; i++) units.push(characters.charCodeAt(this.int(characters.length)))
    return String.fromCharCode(...units)
  }

  hex(digits: number): string {
    return this.text(digits, '0123456789abcdef')
  }

  /** A version 4 UUID, written into bytes. */
  uuid(): string {
    let digits = 0
    let left = 0
    for (let i = 0; i < UUID.length; i++) {
      const shape = UUID[i] as number
      if (shape !== ANY_DIGIT && shape !== VARIANT) continue
      if (left === 0) {
        digits = this.int(2 ** 32)
        left = 8
      }
      UUID_TEXT[i] = HEX[shape === VARIANT ? 8 + (digits & 3) : digits & 15] as number
      digits >>>= 4
      left--
    }
    return UUID_TEXT.toString('latin1')
  }
}

/** Where a chance and all its streams stand. Draws are too many to be told one by one: whoever listens asks what has moved. */
export class Stands implements Part<ReadonlyMap<string, readonly number[]>, Map<string, readonly number[]>> {
  readonly #chance: Chance
  #tell: Tell | undefined
  #told = new Map<string, readonly number[]>()

  constructor(chance: Chance) {
    this.#chance = chance
  }

  image(): Map<string, readonly number[]> {
    return this.#chance.saveStreams()
  }

  save(): Map<string, readonly number[]> {
    return this.#chance.saveStreams()
  }

  restore(image: ReadonlyMap<string, readonly number[]>): void {
    this.#chance.restoreStreams(image)
  }

  load(plain: ReadonlyMap<string, readonly number[]>): void {
    this.#chance.restoreStreams(plain)
  }

  listen(tell: Tell | undefined): void {
    this.#tell = tell
    this.#told = tell === undefined ? new Map() : this.image()
  }

  poll(): void {
    const moved = this.#chance.stands().filter(([name, stand]) => {
      const told = this.#told.get(name)
      return told === undefined || told.some((number, at) => number !== stand[at])
    })
    for (const [name, stand] of moved.sort(inOrder)) {
      const told = this.#told.get(name)
      this.#told.set(name, stand)
      this.#tell?.([name], told, stand)
    }
  }

  put([name = '']: Path, after: unknown): void {
    this.#chance.restoreStreams(this.image().set(String(name), after as readonly number[]))
  }
}

/** A stable number in [0, 1) for a text: the same in every run with the same seed, whatever was drawn before. */
export function stableFraction(seed: string, text: string): number {
  return hash('sha256', `${seed}\0${text}`, 'buffer').readUInt32LE(0) / 4_294_967_296
}
