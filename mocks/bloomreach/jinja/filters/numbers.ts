// Filters on numbers, and the conversions to them.

import type { Filter, Parameter } from '../callable.ts'
import { filterArgumentError, isError, typeError, valueError } from '../errors.ts'
import { spend } from '../limits.ts'
import { absolute, divide, multiply, power } from '../values/arithmetic.ts'
import { fixedDigits, roundFloat, roundToInt, truncate } from '../values/floats.ts'
import { normalInt } from '../values/integers.ts'
import { isTrue } from '../values/iterate.ts'
import { intToFloat, numeric } from '../values/numeric.ts'
import { isString, textOf, toFloat, typeName, Undefined, type Value } from '../values/objects.ts'
import { textRepr } from '../values/repr.ts'
import { strip } from '../values/text.ts'
import { intArgument } from './arguments.ts'

function filter(params: readonly Parameter[], call: (value: Value, ...args: Value[]) => Value): Filter {
  return {
    params,
    call: (_run, value, ...args) => call(value, ...args),
  }
}

const DIGIT_ZERO = /\p{Nd}/gu

/** Digits of other scripts as ASCII digits. */
function asciiDigits(text: string): string {
  return /^[\0-\x7f]*$/.test(text)
    ? text
    : text.replace(DIGIT_ZERO, digit => {
        let code = digit.codePointAt(0) ?? 0
        let value = 0
        // The digits of a script stand in one run of ten, zero first.
        while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - 1))) {
          code--
          value++
        }
        return String(value)
      })
}

const PREFIXES: Record<number, RegExp> = { 2: /^0b_?/i, 8: /^0o_?/i, 16: /^0x_?/i }

/** int('…', base), or undefined when it is not one. */
function parseInteger(text: string, baseValue: number): number | bigint | undefined {
  if (baseValue !== 0 && (baseValue < 2 || baseValue > 36)) {
    throw valueError('int() base must be >= 2 and <= 36, or 0')
  }
  spend(text.length >> 2)
  const match = /^([+-]?)([\da-z_]+)$/i.exec(asciiDigits(strip(text)))
  if (match === null) return undefined
  let [, sign = '', digits = ''] = match
  let base = baseValue
  if (base === 0) {
    base = [2, 8, 16].find(candidate => PREFIXES[candidate]?.test(digits)) ?? 10
    if (base === 10 && /^0_?[\d_]*[1-9]/.test(digits)) return undefined
  }
  digits = digits.replace(PREFIXES[base] ?? /^(?!)/, '')
  if (!/^[\da-z]+(_[\da-z]+)*$/i.test(digits)) return undefined
  digits = digits.replaceAll('_', '').toLowerCase()
  const allowed = '0123456789abcdefghijklmnopqrstuvwxyz'.slice(0, base)
  for (const digit of digits) if (!allowed.includes(digit)) return undefined
  if (digits.length > 4300 && ![2, 4, 8, 16, 32].includes(base)) {
    throw valueError(
      `Exceeds the limit (4300 digits) for integer string conversion: value has ${digits.length} digits`,
    )
  }
  const value =
    digits.length < 10 ? BigInt(Number.parseInt(digits, base)) : accumulate(digits, BigInt(base), allowed)
  return normalInt(sign === '-' ? -value : value)
}

function accumulate(digits: string, base: bigint, allowed: string): bigint {
  if (base === 10n) return BigInt(digits)
  if (base === 16n) return BigInt(`0x${digits}`)
  let value = 0n
  for (const digit of digits) value = value * base + BigInt(allowed.indexOf(digit))
  return value
}

const DIGIT_RUN = '\\d+(?:_\\d+)*'
const FLOAT_TEXT = new RegExp(
  `^[+-]?(?:(?:${DIGIT_RUN}(?:\\.(?:${DIGIT_RUN})?)?|\\.${DIGIT_RUN})(?:e[+-]?${DIGIT_RUN})?|inf|infinity|nan)$`,
  'i',
)

/** float('…'), or undefined when it is not one. */
function parseFloatText(text: string): number | undefined {
  spend(text.length >> 2)
  const trimmed = asciiDigits(strip(text))
  if (!FLOAT_TEXT.test(trimmed)) return undefined
  const lower = trimmed.toLowerCase().replaceAll('_', '')
  if (lower.includes('nan')) return Number.NaN
  if (lower.includes('inf'))
    return lower.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  return Number(lower)
}

/** float(value); undefined where Python raises TypeError or ValueError, which costs a stack each. */
function floatOf(value: Value): number | undefined {
  const number = numeric(value)
  if (number !== undefined) return 'float' in number ? number.float : intToFloat(number.int)
  if (isString(value)) return parseFloatText(textOf(value))
  return value instanceof Undefined ? value.fail() : undefined
}

/** float(value) of anything; TypeError and ValueError as Python raises them. */
export function requireFloat(value: Value): number {
  const float = floatOf(value)
  if (float !== undefined) return float
  if (isString(value)) throw valueError(`could not convert string to float: ${textRepr(textOf(value))}`)
  throw typeError(`float() argument must be a string or a real number, not '${typeName(value)}'`)
}

function toInt(value: Value, byDefault: Value, base: Value): Value {
  try {
    if (isString(value)) {
      const parsed = parseInteger(textOf(value), intArgument(base))
      if (parsed !== undefined) return parsed
    } else {
      const number = numeric(value)
      if (number !== undefined) return 'float' in number ? truncate(number.float) : number.int
    }
  } catch (error) {
    if (!isError(error, 'TypeError', 'ValueError')) throw error
  }
  try {
    const float = floatOf(value)
    return float === undefined ? byDefault : truncate(float)
  } catch (error) {
    if (isError(error, 'ValueError', 'OverflowError')) return byDefault
    throw error
  }
}

function orDefault(value: Value, byDefault: Value): Value {
  const float = floatOf(value)
  return float === undefined ? byDefault : toFloat(float)
}

export function round(value: Value, precision: Value, method: Value): Value {
  const way = isString(method) ? textOf(method) : ''
  if (!['common', 'ceil', 'floor'].includes(way)) {
    throw filterArgumentError('method must be common, ceil or floor')
  }
  if (way === 'common') return roundCommon(value, precision)
  const scale = power(10, precision)
  const scaled = multiply(value, scale)
  const number = numeric(scaled)
  if (number === undefined) {
    if (scaled instanceof Undefined) scaled.fail()
    throw typeError(`must be real number, not ${typeName(scaled)}`)
  }
  const whole =
    'int' in number
      ? number.int
      : truncate(way === 'ceil' ? Math.ceil(number.float) : Math.floor(number.float))
  return divide(whole, scale)
}

function roundCommon(value: Value, precision: Value): Value {
  const number = numeric(value)
  if (number === undefined) throw typeError(`type ${typeName(value)} doesn't define __round__ method`)
  if (precision === null) return 'int' in number ? number.int : roundToInt(number.float)
  const digits = intArgument(precision)
  if ('float' in number) return toFloat(roundFloat(number.float, digits))
  if (digits >= 0) return number.int
  if (digits < -400) return 0
  const unit = 10n ** BigInt(-digits)
  const whole = BigInt(number.int)
  const size = whole < 0n ? -whole : whole
  const rest = size % unit
  const up = rest * 2n > unit || (rest * 2n === unit && ((size / unit) & 1n) === 1n)
  const rounded = size - rest + (up ? unit : 0n)
  return normalInt(whole < 0n ? -rounded : rounded)
}

const DECIMAL_UNITS = ['kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB']

function fileSize(value: Value, binary: Value): string {
  const bytes = requireFloat(value)
  const isBinary = isTrue(binary)
  const base = isBinary ? 1024 : 1000
  if (bytes === 1) return '1 Byte'
  if (bytes < base) return `${truncate(bytes)} Bytes`
  const show = (unit: bigint, name: string) => {
    const amount = (base * bytes) / Number(unit)
    const text = Number.isFinite(amount) ? fixedDigits(amount, 1) : Number.isNaN(amount) ? 'nan' : 'inf'
    return `${text} ${isBinary ? `${name[0]?.toUpperCase()}iB` : name}`
  }
  for (const [index, name] of DECIMAL_UNITS.entries()) {
    // Exact, as 10^24 is more than the float nearest to it.
    const unit = BigInt(base) ** BigInt(index + 2)
    if (bytes < unit) return show(unit, name)
  }
  return show(BigInt(base) ** 9n, 'YB')
}

export const NUMBER_FILTERS: Readonly<Record<string, Filter>> = {
  abs: filter([], absolute),
  filesizeformat: filter([['binary', false]], fileSize),
  float: filter([['default', toFloat(0)]], orDefault),
  int: filter(
    [
      ['default', 0],
      ['base', 10],
    ],
    toInt,
  ),
  round: filter(
    [
      ['precision', 0],
      ['method', 'common'],
    ],
    round,
  ),
}
