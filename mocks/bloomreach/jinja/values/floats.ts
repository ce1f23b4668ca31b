// How Python writes and rounds floats: the shortest text that reads back the same, and decimal
// digits that are exact, ties going to the even neighbour.

import { overflowError, valueError } from '../errors.ts'
import { spend } from '../limits.ts'
import { decompose, normalInt } from './integers.ts'

/** repr() of a float. */
export function floatRepr(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf'
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0'
  const size = Math.abs(value)
  if (size >= 1e-4 && size < 1e16) {
    const text = String(value)
    return Number.isInteger(value) ? `${text}.0` : text
  }
  const [digits = '', exponent = ''] = value.toExponential().split('e')
  const power = Math.abs(Number(exponent))
  return `${digits}e${exponent.startsWith('-') ? '-' : '+'}${power < 10 ? '0' : ''}${power}`
}

const powerOfTen = (power: number): bigint => 10n ** BigInt(power)

/** |value| * 10^digits, rounded half to even. */
function scaledDigits(value: number, digits: number): bigint {
  const { mantissa, exponent } = decompose(Math.abs(value))
  let top = mantissa
  let bottom = 1n
  if (exponent >= 0) top <<= BigInt(exponent)
  else bottom <<= BigInt(-exponent)
  if (digits >= 0) top *= powerOfTen(digits)
  else bottom *= powerOfTen(-digits)
  const quotient = top / bottom
  const twice = (top % bottom) * 2n
  return twice > bottom || (twice === bottom && (quotient & 1n) === 1n) ? quotient + 1n : quotient
}

/** The unsigned decimal text of |value| with so many digits after the point. */
export function fixedDigits(value: number, digits: number): string {
  const size = Math.abs(value)
  // A tie needs a binary fraction of at most digits + 1 places; everything else toFixed gets right.
  if (size < 1e21 && digits <= 100 && !Number.isInteger(size * 2 ** (digits + 1))) return size.toFixed(digits)
  // No double has more than 1074 places; what follows are zeros.
  if (digits > 1100) return fixedDigits(value, 1100) + '0'.repeat(digits - 1100)
  spend(Math.max(digits, 20))
  const text = scaledDigits(size, digits)
    .toString()
    .padStart(digits + 1, '0')
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/** The significant digits of |value| and the power of ten of the first, rounded half to even. */
export function exponentDigits(value: number, count: number): { digits: string; power: number } {
  const size = Math.abs(value)
  if (size === 0) return { digits: '0'.repeat(count), power: 0 }
  // Nor has any more than 770 significant digits.
  if (count > 800) {
    const exact = exponentDigits(value, 800)
    return { digits: exact.digits.padEnd(count, '0'), power: exact.power }
  }
  spend(Math.max(count, 20))
  let power = Number(size.toExponential().split('e')[1])
  let digits = scaledDigits(size, count - 1 - power).toString()
  if (digits.length > count) {
    power++
    digits = scaledDigits(size, count - 1 - power).toString()
  }
  return { digits, power }
}

/** round(value, digits) of a float. */
export function roundFloat(value: number, digits: number): number {
  if (!Number.isFinite(value) || value === 0) return value
  if (digits > 323) return value
  if (digits < -308) return value < 0 ? -0 : 0
  const size = Math.abs(value)
  const text = digits >= 0 ? fixedDigits(size, digits) : `${scaledDigits(size, digits)}e${-digits}`
  const rounded = Number(text)
  if (!Number.isFinite(rounded)) throw overflowError('rounded value too large to represent')
  return value < 0 ? -rounded : rounded
}

/** round(value) of a float: the nearest int, ties to even. */
export function roundToInt(value: number): number | bigint {
  const whole = truncate(value)
  const rest = Math.abs(value - Number(whole))
  if (rest < 0.5 || typeof whole === 'bigint') return whole
  if (rest === 0.5 && whole % 2 === 0) return whole
  return value < 0 ? whole - 1 : whole + 1
}

/** int(value) of a float. */
export function truncate(value: number): number | bigint {
  if (Number.isNaN(value)) throw valueError('cannot convert float NaN to integer')
  if (!Number.isFinite(value)) throw overflowError('cannot convert float infinity to integer')
  const whole = Math.trunc(value)
  return Number.isSafeInteger(whole) ? whole + 0 : normalInt(BigInt(whole))
}
