// The UUIDs of rows as their bytes, one a row: as a text each would be one thing more that the collector of garbage moves, twice.

const BYTES = 16
const LENGTH = 36
/** Where the two digits of each byte stand. */
const PAIRS = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34]
const DASH = 45
const NO_DIGIT = -1
/** By character code. */
const DIGITS = new Int8Array(128).fill(NO_DIGIT)
for (const [value, digit] of [...'0123456789abcdef'].entries()) DIGITS[digit.charCodeAt(0)] = value

export class UuidRows {
  /** Seen from outside, for two rows are only the same where these are. */
  bytes: Uint8Array

  constructor(bytes = new Uint8Array(BYTES)) {
    this.bytes = bytes
  }

  /** False for a text that would not be read as the same one: any other, and one with capitals. */
  write(row: number, text: string): boolean {
    if (text.length !== LENGTH || !hasDashes(text)) return false
    const first = row * BYTES
    const bytes = this.#upTo(first + BYTES)
    for (let i = 0; i < BYTES; i++) {
      const at = PAIRS[i] as number
      const byte = (digitAt(text, at) << 4) | digitAt(text, at + 1)
      if (byte < 0) return false
      bytes[first + i] = byte
    }
    return true
  }

  read(row: number): string {
    const hex = Buffer.from(this.bytes.subarray(row * BYTES, (row + 1) * BYTES)).toString('hex')
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
  }

  copy(): UuidRows {
    return new UuidRows(this.bytes.slice())
  }

  /** It grows, so that a small world is small. */
  #upTo(length: number): Uint8Array {
    if (this.bytes.length >= length) return this.bytes
    const larger = new Uint8Array(2 * length)
    larger.set(this.bytes)
    this.bytes = larger
    return larger
  }
}

const hasDashes = (text: string): boolean =>
  text.charCodeAt(8) === DASH &&
  text.charCodeAt(13) === DASH &&
  text.charCodeAt(18) === DASH &&
  text.charCodeAt(23) === DASH

/** Less than 0 for what is none. */
const digitAt = (text: string, at: number): number => DIGITS[text.charCodeAt(at)] ?? NO_DIGIT
