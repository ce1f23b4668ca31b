// Python's format() mini-language: `[[fill]align][sign][#][0][width][grouping][.precision][type]`.

import { overflowError, typeError, valueError } from '../errors.ts'
import { spendString } from '../limits.ts'
import { exponentDigits, fixedDigits, floatRepr } from './floats.ts'
import { intToFloat } from './numeric.ts'
import { isString, PyFloat, textOf, typeName, Undefined, type Value } from './objects.ts'
import { bigText, toText } from './repr.ts'
import { sliceText, textLength } from './text.ts'

export interface Spec {
  fill: string
  align: string
  sign: string
  alternate: boolean
  zero: boolean
  width: number
  grouping: string
  precision: number | undefined
  type: string
}

const SPEC_PATTERN = /^(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?([_,])?(?:\.(\d+))?(.)?$/su

function parseSpec(text: string, value: Value): Spec {
  const match = SPEC_PATTERN.exec(text)
  if (match === null) {
    if (/\.(?!\d)/.test(text)) throw valueError('Format specifier missing precision')
    throw valueError(`Invalid format specifier${detail(text, value)}`)
  }
  const [, fill, align, sign = '', , alternate, zero, width, grouping = '', precision, type = ''] = match
  if ((width?.length ?? 0) > 15 || (precision?.length ?? 0) > 15) {
    throw valueError('Too many decimal digits in format string')
  }
  return {
    fill: fill ?? (zero === undefined ? ' ' : '0'),
    align: align ?? (zero === undefined ? '' : '='),
    sign,
    alternate: alternate !== undefined,
    zero: zero !== undefined,
    width: Number(width ?? 0),
    grouping,
    precision: precision === undefined ? undefined : Number(precision),
    type,
  }
}

const detail = (text: string, value: Value) => ` '${text}' for object of type '${typeName(value)}'`

/** format(value, spec). */
export function formatValue(value: Value, spec: string): string {
  if (spec === '') return toText(value)
  if (isString(value)) return formatString(textOf(value), parseSpec(spec, value), value)
  if (typeof value === 'number' && !Number.isInteger(value))
    return formatFloat(value, parseSpec(spec, value), value)
  if (value instanceof PyFloat) return formatFloat(value.value, parseSpec(spec, value), value)
  if (typeof value === 'boolean') return formatInt(Number(value), parseSpec(spec, value), value)
  if (typeof value === 'number' || typeof value === 'bigint')
    return formatInt(value, parseSpec(spec, value), value)
  const name = value instanceof Undefined ? 'Undefined' : typeName(value)
  throw typeError(`unsupported format string passed to ${name}.__format__`)
}

const unknownCode = (spec: Spec, value: Value) =>
  valueError(`Unknown format code '${spec.type}' for object of type '${typeName(value)}'`)

/** Puts text into the width of the spec. */
function pad(text: string, spec: Spec, align: string): string {
  const missing = spec.width - textLength(text)
  if (missing <= 0) return text
  spendString(spec.width)
  const before = align === '>' ? missing : align === '^' ? missing >> 1 : 0
  return spec.fill.repeat(before) + text + spec.fill.repeat(missing - before)
}

function formatString(text: string, spec: Spec, value: Value): string {
  if (spec.type !== '' && spec.type !== 's') throw unknownCode(spec, value)
  if (spec.sign !== '') throw valueError('Sign not allowed in string format specifier')
  if (spec.alternate) throw valueError('Alternate form (#) not allowed in string format specifier')
  if (spec.align === '=' && !spec.zero) {
    throw valueError("'=' alignment not allowed in string format specifier")
  }
  if (spec.grouping !== '') throw valueError(`Cannot specify '${spec.grouping}' with 's'.`)
  const shown = spec.precision === undefined ? text : sliceText(text, 0, spec.precision)
  return pad(shown, spec, spec.align === '' || spec.align === '=' ? '<' : spec.align)
}

const BASES: Record<string, { radix: number; prefix: string }> = {
  b: { radix: 2, prefix: '0b' },
  o: { radix: 8, prefix: '0o' },
  x: { radix: 16, prefix: '0x' },
  X: { radix: 16, prefix: '0X' },
}

function formatInt(value: number | bigint, spec: Spec, original: Value): string {
  if ('eEfFgG%'.includes(spec.type) && spec.type !== '') return formatFloat(intToFloat(value), spec, original)
  if (spec.precision !== undefined) {
    throw valueError('Precision not allowed in integer format specifier')
  }
  if (spec.type === 'c') return formatChar(value, spec)
  const base = BASES[spec.type]
  if (base === undefined && !['', 'd', 'n'].includes(spec.type)) throw unknownCode(spec, original)
  if (spec.grouping !== '' && spec.type === 'n')
    throw valueError(`Cannot specify '${spec.grouping}' with 'n'.`)
  if (spec.grouping === ',' && base !== undefined) throw valueError(`Cannot specify ',' with '${spec.type}'.`)
  const size = value < 0 ? -value : value
  let digits =
    base === undefined ? (typeof size === 'bigint' ? bigText(size) : String(size)) : size.toString(base.radix)
  if (spec.type === 'X') digits = digits.toUpperCase()
  const sign =
    (value < 0 ? '-' : spec.sign === '-' ? '' : spec.sign) + (spec.alternate ? (base?.prefix ?? '') : '')
  return padNumber(sign, digits, '', spec, base === undefined ? 3 : 4)
}

function formatChar(value: number | bigint, spec: Spec): string {
  if (spec.sign !== '') throw valueError("Sign not allowed with integer format specifier 'c'")
  if (spec.alternate) throw valueError("Alternate form (#) not allowed with integer format specifier 'c'")
  if (spec.grouping !== '') throw valueError(`Cannot specify '${spec.grouping}' with 'c'.`)
  if (value < 0 || value > 0x10ffff) throw overflowError('%c arg not in range(0x110000)')
  return pad(
    String.fromCodePoint(Number(value)),
    spec,
    spec.align === '' ? '<' : spec.align === '=' ? '>' : spec.align,
  )
}

/** Groups the digits and fits sign, digits and the rest into the width. */
function padNumber(sign: string, digits: string, rest: string, spec: Spec, group: number): string {
  let whole = digits
  if (spec.align === '=' && spec.fill === '0') {
    // Zeros are digits too: they are grouped with the others.
    const room = spec.width - sign.length - textLength(rest)
    spendString(Math.max(room, 0))
    if (spec.grouping === '') whole = digits.padStart(room, '0')
    else whole = zeroGrouped(digits, room, group, spec.grouping)
  } else {
    whole = grouped(digits, group, spec.grouping)
  }
  const text = sign + whole + rest
  if (spec.align === '=') {
    const missing = spec.width - textLength(text)
    spendString(Math.max(missing, 0))
    return missing > 0 ? sign + spec.fill.repeat(missing) + whole + rest : text
  }
  return pad(text, spec, spec.align === '' ? '>' : spec.align)
}

function grouped(digits: string, group: number, separator: string): string {
  if (separator === '') return digits
  const parts: string[] = []
  for (let end = digits.length; end > 0; end -= group) parts.push(digits.slice(Math.max(0, end - group), end))
  return parts.reverse().join(separator)
}

/** Zeros in front until the grouped text fills the room; it never begins with a separator. */
function zeroGrouped(digits: string, room: number, group: number, separator: string): string {
  let count = Math.max(digits.length, room - Math.floor(room / (group + 1)))
  while (count > digits.length && count - 1 + Math.floor((count - 2) / group) >= room) count--
  return grouped(digits.padStart(count, '0'), group, separator)
}

/** The digits of a finite, unsigned float for `e`, `f` and `g`; `trim` drops trailing zeros. */
export function floatDigits(size: number, type: string, precision: number, alternate: boolean): string {
  if (type === 'f') {
    const text = fixedDigits(size, precision)
    return alternate && precision === 0 ? `${text}.` : text
  }
  if (type === 'e') {
    const { digits, power } = exponentDigits(size, precision + 1)
    const mantissa = precision > 0 || alternate ? `${digits[0]}.${digits.slice(1)}` : digits
    return mantissa + exponentText(power)
  }
  const count = precision === 0 ? 1 : precision
  const { digits, power } = exponentDigits(size, count)
  if (power < -4 || power >= count) {
    const tail = alternate ? digits.slice(1) : withoutEndOf(digits.slice(1), '0')
    return digits.charAt(0) + (tail !== '' || alternate ? `.${tail}` : '') + exponentText(power)
  }
  const text =
    power >= 0
      ? `${digits.slice(0, power + 1)}.${digits.slice(power + 1)}`
      : `0.${'0'.repeat(-power - 1)}${digits}`
  return alternate ? text : withoutEndOf(text, '0').replace(/\.$/, '')
}

function exponentText(power: number): string {
  const size = String(Math.abs(power)).padStart(2, '0')
  return `e${power < 0 ? '-' : '+'}${size}`
}

function formatFloat(value: number, spec: Spec, original: Value): string {
  if (!['', 'e', 'E', 'f', 'F', 'g', 'G', 'n', '%'].includes(spec.type)) throw unknownCode(spec, original)
  if (spec.grouping !== '' && spec.type === 'n')
    throw valueError(`Cannot specify '${spec.grouping}' with 'n'.`)
  const negative = value < 0 || Object.is(value, -0)
  const sign = negative ? '-' : spec.sign === '-' ? '' : spec.sign
  if ((spec.precision ?? 0) > 0x7fffffff) throw valueError('precision too big')
  spendString(spec.precision ?? 0)
  const text = unsignedFloat(Math.abs(value), spec)
  const [digits = ''] = /^\d*/.exec(text) ?? []
  return padNumber(sign, digits, text.slice(digits.length), spec, 3)
}

function unsignedFloat(size: number, spec: Spec): string {
  const upper = spec.type === 'E' || spec.type === 'F' || spec.type === 'G'
  const type = spec.type.toLowerCase()
  const text = !Number.isFinite(size)
    ? (Number.isNaN(size) ? 'nan' : 'inf') + (type === '%' ? '%' : '')
    : finiteFloat(size, type, spec)
  return upper ? text.toUpperCase() : text
}

function finiteFloat(size: number, type: string, spec: Spec): string {
  if (type === '%') return `${floatDigits(size * 100, 'f', spec.precision ?? 6, spec.alternate)}%`
  if (type === 'e' || type === 'f') return floatDigits(size, type, spec.precision ?? 6, spec.alternate)
  if (type === 'g' || type === 'n') return floatDigits(size, 'g', spec.precision ?? 6, spec.alternate)
  // Without a type: like repr, or like g with at least one digit after the point.
  if (spec.precision === undefined) return floatRepr(size)
  const count = Math.max(1, spec.precision)
  const { digits, power } = exponentDigits(size, count)
  const text = floatDigits(size, 'g', count, spec.alternate)
  if (text.includes('e') || text.includes('.')) return text
  // Python turns to the exponent one digit earlier here, to leave room for ".0".
  if (power === count - 1) {
    const tail = withoutEndOf(digits.slice(1), '0')
    return digits.charAt(0) + (tail === '' ? '' : `.${tail}`) + exponentText(power)
  }
  return `${text}.0`
}

/** The text without this character at its end, however often it stands there. */
function withoutEndOf(text: string, character: string): string {
  let end = text.length
  while (end > 0 && text[end - 1] === character) end--
  return text.slice(0, end)
}
