// A keyed permutation of all texts of one form: a letter becomes a letter, a digit a digit, and no two texts the same. A Feistel network
// over the signs, as of format-preserving encryption (NIST SP 800-38G); what is no letter and no digit stays, and tunes it.
import { hash } from 'node:crypto'

const ROUNDS = 4
const DIGEST_BYTES = 64
/** Two bytes for a sign, so that it prefers hardly any value. */
const SIGNS_A_DIGEST = DIGEST_BYTES / 2

const LETTERS = 26
const DIGITS = 10

export function permuted(text: string, key: string): string {
  const signs = [...text]
  const bases = Uint8Array.from(signs, baseOf)
  const places = [...signs.keys()].filter(place => bases[place] !== 0)
  const values = Uint8Array.from(places, place => rankOf(signs[place] ?? '', bases[place] ?? 0))
  const ranges = Uint8Array.from(places, place => bases[place] ?? 0)
  const isNumber = ranges[0] === DIGITS
  if (isNumber) leadWithout(values, ranges)
  mix(values, ranges, `${key}\0${tuneOf(signs, bases)}\0`)
  if (isNumber && ranges[0] === DIGITS - 1) values[0] = (values[0] ?? 0) + 1
  for (const [index, place] of places.entries())
    signs[place] = written(values[index] ?? 0, signs[place] ?? '', bases[place] ?? 0)
  return signs.join('')
}

const isBetween = (code: number, from: number, count: number): boolean => code >= from && code < from + count

/** Among how many signs it is permuted; 0: not at all. */
function baseOf(sign: string): number {
  const code = sign.codePointAt(0) ?? 0
  if (isBetween(code, 48, DIGITS)) return DIGITS
  if (isBetween(code | 32, 97, LETTERS) && code < 128) return LETTERS
  if (code < 128) return 0
  return /\p{L}/u.test(sign) ? LETTERS : /\p{N}/u.test(sign) ? DIGITS : 0
}

/** A letter or digit of another script becomes one of A to Z or 0 to 9, and tunes the rest. */
function rankOf(sign: string, base: number): number {
  const code = sign.toLowerCase().codePointAt(0) ?? 0
  return base === LETTERS ? (code + LETTERS * 4 - 97) % LETTERS : (code + DIGITS * 5 - 48) % DIGITS
}

/** A number keeps its length: a zero stays at its head, and none comes there. */
function leadWithout(values: Uint8Array, ranges: Uint8Array): void {
  const [leading = 0] = values
  ranges[0] = leading === 0 ? 1 : DIGITS - 1
  values[0] = leading === 0 ? 0 : leading - 1
}

/** Everything but which letters and digits it has. */
const tuneOf = (signs: readonly string[], bases: Uint8Array): string =>
  signs.map((sign, place) => (bases[place] === 0 || sign > '\x7f' ? sign.toLowerCase() : 'x')).join('')

function mix(values: Uint8Array, ranges: Uint8Array, tune: string): void {
  const half = values.length >> 1
  const halves = [
    [values.subarray(0, half), ranges.subarray(0, half)],
    [values.subarray(half), ranges.subarray(half)],
  ] as const
  for (let round = 0; round < ROUNDS; round++) {
    const [own, other] = round % 2 === 0 ? halves : [halves[1], halves[0]]
    shift(own, Buffer.concat([Buffer.from(`${tune}${round}\0`), other[0]]))
  }
}

function shift([values, ranges]: readonly [Uint8Array, Uint8Array], by: Buffer): void {
  const seed = hash('sha512', by, 'buffer')
  let digest = seed
  for (let at = 0; at < values.length; at++) {
    const place = at % SIGNS_A_DIGEST
    if (at > 0 && place === 0) digest = hash('sha512', Buffer.concat([seed, Buffer.from(`${at}`)]), 'buffer')
    values[at] = ((values[at] ?? 0) + digest.readUInt16BE(place * 2)) % (ranges[at] ?? 1)
  }
}

function written(value: number, before: string, base: number): string {
  if (base === DIGITS) return String(value)
  const sign = String.fromCharCode(97 + value)
  return before === before.toLowerCase() ? sign : sign.toUpperCase()
}
