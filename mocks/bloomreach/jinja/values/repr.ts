// repr() and str(): how a value is written when it is printed alone, and inside a list or dict.

import { valueError } from '../errors.ts'
import { capString, enter, leave, spend, spendString } from '../limits.ts'
import { PyDict, PyDictView } from './dict.ts'
import { floatRepr } from './floats.ts'
import { bitLength } from './integers.ts'
import { nothingFor } from './nothing.ts'
import { Markup, Namespace, PyFloat, PyObject, PyTuple, typeName, Undefined, type Value } from './objects.ts'

/** str(value). */
export function toText(value: Value): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' && Number.isInteger(value)) return String(value)
  if (value instanceof Markup) return value.text
  return value instanceof Undefined ? nothingFor(value) : repr(value)
}

export function repr(value: Value): string {
  switch (typeof value) {
    case 'string':
      return textRepr(value)
    case 'boolean':
      return value ? 'True' : 'False'
    case 'number':
      return Number.isInteger(value) ? String(value) : floatRepr(value)
    case 'bigint':
      return bigText(value)
  }
  if (value === null) return 'None'
  if (value instanceof PyFloat) return floatRepr(value.value)
  if (value instanceof Markup) return `Markup(${textRepr(value.text)})`
  if (Array.isArray(value)) return nested(value, '[...]', () => `[${joined(value)}]`)
  if (value instanceof PyTuple) return nested(value, '(...)', () => tupleRepr(value))
  if (value instanceof PyDict) return nested(value, '{...}', () => dictRepr(value))
  if (value instanceof PyDictView)
    return nested(value, '...', () => `${value.typeName}([${joined(value.walk())}])`)
  if (value instanceof Namespace) {
    return nested(value, '{...}', () => `<Namespace ${dictRepr(PyDict.from(value.values))}>`)
  }
  if (value instanceof PyObject) return value.repr()
  return `<${typeName(value)} object>`
}

/** Python 3.11 refuses to write integers of more than 4300 digits. */
export function bigText(value: bigint): string {
  const bits = bitLength(value)
  if (bits > 14_280) {
    const text = value.toString()
    if (text.length - (value < 0n ? 1 : 0) > 4300) {
      throw valueError(
        'Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit',
      )
    }
  }
  spend(bits >> 3)
  return value.toString()
}

/** The containers that are being written, outermost first; a container inside itself is cut short. */
const open: object[] = []

function nested(value: object, again: string, write: () => string): string {
  if (open.includes(value)) return again
  open.push(value)
  enter()
  try {
    const text = write()
    spendString(text.length)
    return text
  } finally {
    leave()
    open.pop()
  }
}

function joined(values: Iterable<Value>): string {
  const parts: string[] = []
  let length = 0
  for (const value of values) {
    spend(1)
    const part = repr(value)
    length += part.length + 2
    capString(length)
    parts.push(part)
  }
  return parts.join(', ')
}

function tupleRepr(value: PyTuple): string {
  const inside = joined(value.items)
  return value.items.length === 1 ? `(${inside},)` : `(${inside})`
}

function dictRepr(value: PyDict): string {
  const parts: string[] = []
  let length = 0
  for (const [key, item] of value.entries()) {
    spend(1)
    const part = `${repr(key)}: ${repr(item)}`
    length += part.length + 2
    capString(length)
    parts.push(part)
  }
  return `{${parts.join(', ')}}`
}

const PLAIN = /^[ !#-&(-[\]-~]*$/
const SPECIAL = /[\\\p{C}\p{Z}]/gu

/** repr() of a str. */
export function textRepr(text: string): string {
  if (text.length > 64) spend(text.length >> 4)
  if (PLAIN.test(text)) return `'${text}'`
  spend(text.length)
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const escaped = text.replace(SPECIAL, escapeChar)
  return quote + (quote === "'" ? escaped.replaceAll("'", "\\'") : escaped) + quote
}

const NAMED: Record<string, string> = { ' ': ' ', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function escapeChar(char: string): string {
  const short = NAMED[char]
  if (short !== undefined) return short
  return escapePoint(char.codePointAt(0) ?? 0)
}

/** A code point as `\x`, `\u` or `\U` escape. */
export function escapePoint(code: number): string {
  const hex = code.toString(16)
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
}

/** ascii(): repr with everything outside ASCII escaped. */
export const asciiRepr = (value: Value): string =>
  repr(value).replace(/[^\0-\x7f]/gu, char => escapePoint(char.codePointAt(0) ?? 0))
