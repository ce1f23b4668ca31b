// Ids, codes and random picks, all drawn from one random seed. The only dice of the project.
import { createHash } from 'node:crypto'

/** sfc32, a small fast generator with 128 bits of state. */
function sfc32(seed: Buffer): () => number {
  let a = seed.readUInt32LE(0)
  let b = seed.readUInt32LE(4)
  let c = seed.readUInt32LE(8)
  let d = seed.readUInt32LE(12)
  return () => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return (t >>> 0) / 4_294_967_296
  }
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
  readonly #next: () => number

  constructor(seed: string) {
    this.#seed = seed
    this.#next = sfc32(createHash('sha256').update(seed).digest())
  }

  stream(name: string): Chance {
    return new Chance(`${this.#seed}/${name}`)
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

/** A stable number in [0, 1) for a text: the same in every run with the same seed, whatever was drawn before. */
export function stableFraction(seed: string, text: string): number {
  return createHash('sha256').update(`${seed}\0${text}`).digest().readUInt32LE(0) / 4_294_967_296
}
