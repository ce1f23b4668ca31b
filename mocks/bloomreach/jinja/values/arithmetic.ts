// Python's arithmetic: `+ - * / // % **` and the signs, on ints of any size, floats, and where Python
// allows it on strings, lists and tuples. Every operator has a fast path for two small numbers.

import { overflowError, typeError, zeroDivisionError } from '../errors.ts'
import { spendBits, spendItems, spendString } from '../limits.ts'
import { bitLength, decompose, divideExactly, floorDivide, normalInt } from './integers.ts'
import { intToFloat, type Numeric, numeric } from './numeric.ts'
import {
  isSequence,
  isString,
  itemsOf,
  Markup,
  PyFloat,
  PyTuple,
  textOf,
  toFloat,
  typeName,
  Undefined,
  type Value,
} from './objects.ts'
import { formatPercent } from './percent.ts'
import { escapeHtml } from './text.ts'

const floatOf = (value: Numeric): number => ('float' in value ? value.float : intToFloat(value.int))

type Operator = '+' | '-' | '*' | '/' | '//' | '%' | '** or pow()'

function unsupported(operator: Operator, a: Value, b: Value): never {
  if (a instanceof Undefined) a.fail()
  if (b instanceof Undefined) b.fail()
  throw typeError(`unsupported operand type(s) for ${operator}: '${typeName(a)}' and '${typeName(b)}'`)
}

const bothInts = (a: Value, b: Value): boolean => Number.isInteger(a) && Number.isInteger(b)

export function add(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b
    if (!Number.isInteger(sum)) return sum
    if (!bothInts(a, b)) return new PyFloat(sum)
    return Number.isSafeInteger(sum) ? sum : normalInt(BigInt(a) + BigInt(b))
  }
  if (typeof a === 'string' && typeof b === 'string') return concatenate(a, b)
  const x = numeric(a)
  const y = numeric(b)
  if (x !== undefined && y !== undefined) {
    if ('int' in x && 'int' in y) return normalInt(BigInt(x.int) + BigInt(y.int))
    return toFloat(floatOf(x) + floatOf(y))
  }
  if (isString(a) && isString(b)) return new Markup(concatenate(markupText(a), markupText(b)))
  if (Array.isArray(a) && Array.isArray(b)) return joinLists(a, b)
  if (a instanceof PyTuple && b instanceof PyTuple) return new PyTuple(joinLists(a.items, b.items))
  if (b instanceof Undefined) b.fail()
  if (a instanceof Undefined) a.fail()
  if (isString(a)) throw typeError(`can only concatenate str (not "${typeName(b)}") to str`)
  if (isSequence(a)) {
    throw typeError(`can only concatenate ${typeName(a)} (not "${typeName(b)}") to ${typeName(a)}`)
  }
  return unsupported('+', a, b)
}

function concatenate(a: string, b: string): string {
  spendString(a.length + b.length)
  return a + b
}

function joinLists(a: readonly Value[], b: readonly Value[]): Value[] {
  spendItems(a.length + b.length)
  return [...a, ...b]
}

const markupText = (value: string | Markup): string =>
  typeof value === 'string' ? escapeHtml(value) : value.text

export function subtract(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b
    if (!Number.isInteger(difference)) return difference
    if (!bothInts(a, b)) return new PyFloat(difference)
    return Number.isSafeInteger(difference) ? difference : normalInt(BigInt(a) - BigInt(b))
  }
  const x = numeric(a)
  const y = numeric(b)
  if (x === undefined || y === undefined) return unsupported('-', a, b)
  if ('int' in x && 'int' in y) return normalInt(BigInt(x.int) - BigInt(y.int))
  return toFloat(floatOf(x) - floatOf(y))
}

export function multiply(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b
    if (!Number.isInteger(product)) return product
    if (!bothInts(a, b)) return new PyFloat(product)
    return Number.isSafeInteger(product) ? product + 0 : normalInt(BigInt(a) * BigInt(b))
  }
  const x = numeric(a)
  const y = numeric(b)
  if (x !== undefined && y !== undefined) {
    if (!('int' in x && 'int' in y)) return toFloat(floatOf(x) * floatOf(y))
    const [m, n] = [BigInt(x.int), BigInt(y.int)]
    spendBits(bitLength(m) + bitLength(n))
    return normalInt(m * n)
  }
  if (a instanceof Undefined) a.fail()
  if (b instanceof Undefined) b.fail()
  if (y !== undefined && (isString(a) || isSequence(a))) return repeat(a, y)
  if (x !== undefined && (isString(b) || isSequence(b))) return repeat(b, x)
  if (isString(a) || isSequence(a)) throw nonInt(b)
  if (isString(b) || isSequence(b)) throw nonInt(a)
  return unsupported('*', a, b)
}

const nonInt = (value: Value) => typeError(`can't multiply sequence by non-int of type '${typeName(value)}'`)

function repeat(value: string | Markup | readonly Value[] | PyTuple, times: Numeric): Value {
  if (!('int' in times)) throw nonInt(toFloat(times.float))
  const count = Math.max(0, Number(times.int))
  if (isString(value)) {
    const text = textOf(value)
    spendString(text.length * count)
    const repeated = text === '' ? '' : text.repeat(count)
    return typeof value === 'string' ? repeated : new Markup(repeated)
  }
  const items = itemsOf(value)
  spendItems(items.length * count)
  const repeated: Value[] = []
  if (items.length > 0) for (let i = 0; i < count; i++) repeated.push(...items)
  return value instanceof PyTuple ? new PyTuple(repeated) : repeated
}

export function divide(a: Value, b: Value): Value {
  const x = numeric(a)
  const y = numeric(b)
  if (x === undefined || y === undefined) return unsupported('/', a, b)
  if ('int' in x && 'int' in y) {
    if (Number(y.int) === 0) throw zeroDivisionError('division by zero')
    if (typeof x.int === 'number' && typeof y.int === 'number') return toFloat(x.int / y.int)
    const quotient = divideExactly(...bigPair(x.int, y.int))
    if (!Number.isFinite(quotient)) throw overflowError('integer division result too large for a float')
    return toFloat(quotient)
  }
  const divisor = floatOf(y)
  const dividend = floatOf(x)
  if (divisor === 0) throw zeroDivisionError('float division by zero')
  return toFloat(dividend / divisor)
}

/** Both as bigints, paid for by their size. */
function bigPair(a: number | bigint, b: number | bigint): [bigint, bigint] {
  const pair: [bigint, bigint] = [BigInt(a), BigInt(b)]
  if (typeof a === 'bigint' || typeof b === 'bigint')
    spendBits(Math.max(bitLength(pair[0]), bitLength(pair[1])))
  return pair
}

/** Python's divmod of floats: the remainder has the sign of the divisor. */
function floatDivmod(a: number, b: number): [number, number] {
  let rest = a % b
  let quotient = (a - rest) / b
  if (rest !== 0) {
    if (b < 0 !== rest < 0) {
      rest += b
      quotient--
    }
  } else {
    rest = b < 0 ? -0 : 0
  }
  if (quotient === 0) return [a / b < 0 || Object.is(a / b, -0) ? -0 : 0, rest]
  const whole = Math.floor(quotient)
  return [quotient - whole > 0.5 ? whole + 1 : whole, rest]
}

export function floorDiv(a: Value, b: Value): Value {
  const x = numeric(a)
  const y = numeric(b)
  if (x === undefined || y === undefined) return unsupported('//', a, b)
  if ('int' in x && 'int' in y) {
    if (Number(y.int) === 0) throw zeroDivisionError('integer division or modulo by zero')
    if (typeof x.int === 'number' && typeof y.int === 'number') {
      const rest = x.int % y.int
      const whole = (x.int - rest) / y.int
      return rest !== 0 && x.int < 0 !== y.int < 0 ? whole - 1 : whole + 0
    }
    return normalInt(floorDivide(...bigPair(x.int, y.int)))
  }
  const divisor = floatOf(y)
  const dividend = floatOf(x)
  if (divisor === 0) throw zeroDivisionError('float floor division by zero')
  return toFloat(floatDivmod(dividend, divisor)[0])
}

export function modulo(a: Value, b: Value): Value {
  if (isString(a)) return formatPercent(a, b)
  const x = numeric(a)
  const y = numeric(b)
  if (x === undefined || y === undefined) return unsupported('%', a, b)
  if ('int' in x && 'int' in y) {
    if (Number(y.int) === 0) throw zeroDivisionError('integer division or modulo by zero')
    if (typeof x.int === 'number' && typeof y.int === 'number') {
      const rest = x.int % y.int
      return rest !== 0 && rest < 0 !== y.int < 0 ? rest + y.int : rest + 0
    }
    const [dividend, divisor] = bigPair(x.int, y.int)
    const rest = dividend % divisor
    return normalInt(rest !== 0n && rest < 0n !== divisor < 0n ? rest + divisor : rest)
  }
  const divisor = floatOf(y)
  const dividend = floatOf(x)
  if (divisor === 0) throw zeroDivisionError('float modulo')
  return toFloat(floatDivmod(dividend, divisor)[1])
}

export function power(a: Value, b: Value): Value {
  const x = numeric(a)
  const y = numeric(b)
  if (x === undefined || y === undefined) return unsupported('** or pow()', a, b)
  if ('int' in x && 'int' in y && y.int >= 0) {
    const base = BigInt(x.int)
    if (base !== 0n && base !== 1n && base !== -1n) spendBits(bitLength(base) * Number(y.int))
    return normalInt(base ** BigInt(y.int))
  }
  return toFloat(floatPower(floatOf(x), floatOf(y)))
}

function floatPower(base: number, exponent: number): number {
  if (base === 1 || exponent === 0) return 1
  if (base === -1 && !Number.isFinite(exponent)) return 1
  if (base === 0 && exponent < 0) {
    throw zeroDivisionError('0.0 cannot be raised to a negative power')
  }
  if (base < 0 && Number.isFinite(base) && Number.isFinite(exponent) && !Number.isInteger(exponent)) {
    throw typeError('complex numbers are not supported')
  }
  const result =
    Number.isInteger(exponent) && Math.abs(exponent) <= 64 ? wholePower(base, exponent) : base ** exponent
  if (!Number.isFinite(result) && Number.isFinite(base) && Number.isFinite(exponent)) {
    throw overflowError("(34, 'Numerical result out of range')")
  }
  return result
}

/** base^exponent rounded once: Math.pow may be one unit off in the last place. */
function wholePower(base: number, exponent: number): number {
  if (base === 0 || !Number.isFinite(base)) return base ** exponent
  const { mantissa, exponent: scale } = decompose(base)
  const count = BigInt(Math.abs(exponent))
  const digits = mantissa ** count
  const shift = scale * Math.abs(exponent)
  const top = shift > 0 ? digits << BigInt(shift) : digits
  const bottom = shift < 0 ? 1n << BigInt(-shift) : 1n
  return exponent < 0 ? divideExactly(bottom, top) : divideExactly(top, bottom)
}

export function negate(value: Value): Value {
  const x = numeric(value)
  if (x === undefined) return badSign('-', value)
  if ('float' in x) return toFloat(-x.float)
  return typeof x.int === 'number' ? 0 - x.int : -x.int
}

export function positive(value: Value): Value {
  const x = numeric(value)
  if (x === undefined) return badSign('+', value)
  return 'float' in x ? value : x.int
}

function badSign(sign: '+' | '-', value: Value): never {
  if (value instanceof Undefined) value.fail()
  throw typeError(`bad operand type for unary ${sign}: '${typeName(value)}'`)
}

export function absolute(value: Value): Value {
  const x = numeric(value)
  if (x === undefined) throw typeError(`bad operand type for abs(): '${typeName(value)}'`)
  if ('float' in x) return toFloat(Math.abs(x.float))
  return typeof x.int === 'number' ? Math.abs(x.int) : normalInt(x.int < 0n ? -x.int : x.int)
}
