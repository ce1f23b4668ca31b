// `'%s of %.2f' % (a, b)`: Python's printf-style formatting, with tuples, single values and mappings.

import { overflowError, typeError, valueError } from '../errors.ts'
import { spendString } from '../limits.ts'
import { PyDict } from './dict.ts'
import { truncate } from './floats.ts'
import { floatDigits } from './format-spec.ts'
import { intToFloat, numeric } from './numeric.ts'
import { isSequence, isString, Markup, PyTuple, textOf, typeName, Undefined, type Value } from './objects.ts'
import { asciiRepr, bigText, repr, toText } from './repr.ts'
import { escapeHtml, sliceText, textLength } from './text.ts'

const DIRECTIVE = /%(?:\(((?:[^()]|\([^()]*\))*)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+)?)?[hlL]?([\s\S])?/gu
const HAS_PRECISION = /\.(\*|\d+)?[hlL]?[\s\S]?$/u

/** Escapes what goes into Markup; strings of other classes stay as they are. */
type Finish = (text: string, value: Value) => string

export function formatPercent(format: string | Markup, argument: Value): string | Markup {
  if (typeof format === 'string') return fill(format, argument, text => text)
  const escapes: Finish = (text, value) => (value instanceof Markup ? text : escapeHtml(text))
  return new Markup(fill(format.text, argument, escapes))
}

function fill(format: string, argument: Value, finish: Finish): string {
  const single = !(argument instanceof PyTuple)
  const values: readonly Value[] = single ? [argument] : argument.items
  // Only a mapping-like single argument may be left over.
  const mapping = single && !isString(argument) && (argument instanceof PyDict || isSequence(argument))
  let used = 0
  const take = (): Value => {
    if (used >= values.length) throw typeError('not enough arguments for format string')
    used++
    return values[used - 1]
  }

  const text = format.replace(
    DIRECTIVE,
    (whole: string, key?: string, flags = '', width?: string, digits?: string, type?: string) => {
      if (type === undefined) throw valueError('incomplete format')
      if (whole === '%%') return '%'
      const spec: Directive = {
        flags,
        width: 0,
        precision: undefined,
        type,
      }
      let value: Value
      if (key !== undefined) {
        if (!mapping) throw typeError('format requires a mapping')
        value = argument instanceof PyDict ? lookUp(argument, key) : notByName(argument)
        used = values.length
      }
      spec.width = width === '*' ? star(take()) : Number(width ?? 0)
      if (spec.width < 0) {
        spec.flags += '-'
        spec.width = -spec.width
      }
      if (HAS_PRECISION.test(whole))
        spec.precision = digits === '*' ? Math.max(0, star(take())) : Number(digits ?? 0)
      if (key === undefined) value = take()
      return format1(value, spec, finish)
    },
  )
  if (used < values.length && !mapping) {
    throw typeError('not all arguments converted during string formatting')
  }
  spendString(text.length)
  return text
}

interface Directive {
  flags: string
  width: number
  precision: number | undefined
  type: string
}

function lookUp(dict: PyDict, key: string): Value {
  const value = dict.get(key)
  if (value !== undefined) return value
  const error = valueError(repr(key))
  error.name = 'KeyError'
  throw error
}

function notByName(value: Value): never {
  throw typeError(`${typeName(value)} indices must be integers or slices, not str`)
}

function star(value: Value): number {
  const number = numeric(value)
  if (number === undefined || !('int' in number)) throw typeError('* wants int')
  return Number(number.int)
}

function format1(value: Value, spec: Directive, finish: Finish): string {
  switch (spec.type) {
    case 's':
      return padded(cut(finish(toText(value), value), spec), spec)
    case 'r':
      return padded(cut(finish(repr(value), null), spec), spec)
    case 'a':
      return padded(cut(finish(asciiRepr(value), null), spec), spec)
    case 'c':
      return padded(char(value), spec)
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X':
      return integer(value, spec)
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
      return float(value, spec)
    default: {
      const code = spec.type.codePointAt(0) ?? 0
      throw valueError(`unsupported format character '${spec.type}' (0x${code.toString(16)})`)
    }
  }
}

const cut = (text: string, spec: Directive) =>
  spec.precision === undefined ? text : sliceText(text, 0, spec.precision)

function padded(text: string, spec: Directive): string {
  const missing = spec.width - textLength(text)
  if (missing <= 0) return text
  spendString(spec.width)
  return spec.flags.includes('-') ? text + ' '.repeat(missing) : ' '.repeat(missing) + text
}

/** Sign, prefix and digits, with zeros between them when asked for. */
function signed(sign: string, digits: string, spec: Directive): string {
  const missing = spec.width - sign.length - digits.length
  if (missing > 0 && spec.flags.includes('0') && !spec.flags.includes('-')) {
    spendString(spec.width)
    return sign + '0'.repeat(missing) + digits
  }
  return padded(sign + digits, spec)
}

const signOf = (negative: boolean, flags: string) =>
  negative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : ''

function char(value: Value): string {
  if (isString(value) && textLength(textOf(value)) === 1) return textOf(value)
  const number = numeric(value)
  if (number === undefined || !('int' in number)) throw typeError('%c requires int or char')
  if (number.int < 0 || number.int > 0x10ffff) throw overflowError('%c arg not in range(0x110000)')
  return String.fromCodePoint(Number(number.int))
}

function integer(value: Value, spec: Directive): string {
  const number = numeric(value)
  const based = 'oxX'.includes(spec.type)
  // Undefined knows int(), which %d asks for, but is no index, which %x needs.
  if (value instanceof Undefined && !based) value.fail()
  if (number === undefined || (based && 'float' in number)) {
    const wanted = based ? 'an integer is required' : 'a real number is required'
    throw typeError(`%${spec.type} format: ${wanted}, not ${typeName(value)}`)
  }
  const whole = 'float' in number ? truncate(number.float) : number.int
  const size = whole < 0 ? -whole : whole
  let digits = based
    ? size.toString(spec.type === 'o' ? 8 : 16)
    : typeof size === 'bigint'
      ? bigText(size)
      : String(size)
  if (spec.precision !== undefined) {
    spendString(spec.precision)
    digits = digits.padStart(spec.precision, '0')
  }
  if (spec.type === 'X') digits = digits.toUpperCase()
  const prefix = based && spec.flags.includes('#') ? `0${spec.type}` : ''
  return signed(signOf(whole < 0, spec.flags) + prefix, digits, spec)
}

function float(value: Value, spec: Directive): string {
  const number = numeric(value)
  if (value instanceof Undefined) value.fail()
  if (number === undefined) throw typeError(`must be real number, not ${typeName(value)}`)
  const float = 'float' in number ? number.float : intToFloat(number.int)
  const lower = spec.type.toLowerCase()
  spendString(spec.precision ?? 0)
  const size = Math.abs(float)
  let digits = Number.isFinite(size)
    ? floatDigits(size, lower, spec.precision ?? 6, spec.flags.includes('#'))
    : Number.isNaN(size)
      ? 'nan'
      : 'inf'
  if (spec.type !== lower) digits = digits.toUpperCase()
  return signed(signOf(float < 0 || Object.is(float, -0), spec.flags), digits, spec)
}
