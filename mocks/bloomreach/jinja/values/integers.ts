// Python's int of any size on top of number and bigint: numbers inside 2^53, bigints outside, so that
// equal ints are always the same kind of JavaScript value.

/** The number or bigint that stands for this integer. */
export function normalInt(value: bigint): number | bigint {
  const small = Number(value)
  return Number.isSafeInteger(small) ? small : value
}

/** The int of an integral number, however large. */
export const intOf = (value: number): number | bigint =>
  Number.isSafeInteger(value) ? value + 0 : BigInt(value)

export function bitLength(value: bigint): number {
  const hex = (value < 0n ? -value : value).toString(16)
  return hex.length * 4 - Math.clz32(Number.parseInt(hex.charAt(0), 16)) + 28
}

/** Floor division of bigints, rounding towards minus infinity. */
export function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient
}

/** a/b correctly rounded to the nearest double, ties to even. */
export function divideExactly(a: bigint, b: bigint): number {
  if (a === 0n) return 0
  const negative = a < 0n !== b < 0n
  let top = a < 0n ? -a : a
  let bottom = b < 0n ? -b : b
  // Scale so that the quotient has 64 to 66 bits, more than enough to round once.
  const shift = bitLength(bottom) - bitLength(top) + 65
  if (shift > 0) top <<= BigInt(shift)
  else bottom <<= BigInt(-shift)
  let quotient = top / bottom
  if (top % bottom !== 0n) quotient |= 1n
  const value = scale(quotient, -shift)
  return negative ? -value : value
}

/** quotient * 2^exponent, rounded once; the quotient's lowest bit is sticky. */
function scale(quotient: bigint, exponent: number): number {
  const bits = bitLength(quotient)
  // Below the smallest normal exponent fewer than 53 bits are kept.
  const keep = Math.min(53, bits + exponent + 1074)
  if (keep < 0) return 0
  const drop = BigInt(bits - keep)
  let mantissa = quotient >> drop
  const rest = quotient & ((1n << drop) - 1n)
  const half = drop === 0n ? 0n : 1n << (drop - 1n)
  if (drop > 0n && (rest > half || (rest === half && (mantissa & 1n) === 1n))) mantissa += 1n
  const power = exponent + Number(drop)
  return Number(mantissa) * 2 ** Math.max(power, -1000) * (power < -1000 ? 2 ** (power + 1000) : 1)
}

/** The double as mantissa * 2^exponent, exactly. */
export function decompose(value: number): { mantissa: bigint; exponent: number } {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value)
  const raw = view.getBigUint64(0)
  const biased = Number((raw >> 52n) & 0x7ffn)
  const fraction = raw & 0xfffffffffffffn
  const mantissa = biased === 0 ? fraction : fraction | 0x10000000000000n
  return { mantissa: value < 0 ? -mantissa : mantissa, exponent: Math.max(biased, 1) - 1075 }
}
