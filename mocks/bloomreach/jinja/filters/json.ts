// tojson: Python's json.dumps with sorted keys, made safe to stand in HTML.

import type { Filter } from '../callable.ts'
import { typeError, valueError } from '../errors.ts'
import { capString, enter, leave, spend, spendString } from '../limits.ts'
import { multiply } from '../values/arithmetic.ts'
import { less } from '../values/compare.ts'
import { PyDict } from '../values/dict.ts'
import { floatRepr } from '../values/floats.ts'
import { isString, Markup, PyFloat, PyTuple, textOf, typeName, type Value } from '../values/objects.ts'
import { bigText } from '../values/repr.ts'

const SHORT: Record<string, string> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
}

function jsonString(text: string): string {
  if (text.length > 64) spend(text.length >> 4)
  if (/^[ !#-[\]-~]*$/.test(text)) return `"${text}"`
  spend(text.length)
  return `"${text.replace(/["\\]|[^ -~]/g, char => SHORT[char] ?? escapeUnit(char))}"`
}

const escapeUnit = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`

function jsonFloat(value: number): string {
  if (Number.isFinite(value)) return floatRepr(value)
  return Number.isNaN(value) ? 'NaN' : value < 0 ? '-Infinity' : 'Infinity'
}

/** What json.dumps writes without asking for a key's or a value's insides. */
function scalar(value: Value): string | undefined {
  if (value === null) return 'null'
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : jsonFloat(value)
  if (typeof value === 'bigint') return bigText(value)
  return value instanceof PyFloat ? jsonFloat(value.value) : undefined
}

function keyText(key: Value): string {
  if (isString(key)) return textOf(key)
  const text = scalar(key)
  if (text === undefined) throw typeError(`keys must be str, int, float, bool or None, not ${typeName(key)}`)
  return text
}

/** The writer of one document; `indent` undefined means all on one line. */
function writer(indent: string | undefined) {
  const open: object[] = []

  const container = (
    value: object,
    parts: () => string[],
    ends: readonly [string, string],
    level: number,
  ): string => {
    if (open.includes(value)) throw valueError('Circular reference detected')
    open.push(value)
    enter()
    const written = parts()
    capString(written.reduce((sum, part) => sum + part.length + (indent ?? '').length * (level + 1) + 2, 0))
    leave()
    open.pop()
    if (written.length === 0) return ends.join('')
    const inner = indent === undefined ? '' : `\n${indent.repeat(level + 1)}`
    const outer = indent === undefined ? '' : `\n${indent.repeat(level)}`
    const text = ends[0] + inner + written.join(indent === undefined ? ', ' : `,${inner}`) + outer + ends[1]
    spendString(text.length)
    return text
  }

  const write = (value: Value, level: number): string => {
    spend(1)
    if (isString(value)) return jsonString(textOf(value))
    const text = scalar(value)
    if (text !== undefined) return text
    if (Array.isArray(value) || value instanceof PyTuple) {
      const items: readonly Value[] = Array.isArray(value) ? value : value.items
      return container(value, () => items.map(item => write(item, level + 1)), ['[', ']'], level)
    }
    if (value instanceof PyDict) {
      const pairs = [...value.entries()].sort(([a], [b]) => (less(a, b) ? -1 : less(b, a) ? 1 : 0))
      const parts = () => pairs.map(([key, item]) => `${jsonString(keyText(key))}: ${write(item, level + 1)}`)
      return container(value, parts, ['{', '}'], level)
    }
    throw typeError(`Object of type ${typeName(value)} is not JSON serializable`)
  }
  return write
}

/** What stands before each level; undefined when all is on one line. */
function indention(indent: Value): string | undefined {
  if (indent === null) return undefined
  return textOf((isString(indent) ? indent : multiply(' ', indent)) as string | Markup)
}

const UNSAFE: Record<string, string> = { '<': '\\u003c', '>': '\\u003e', '&': '\\u0026', "'": '\\u0027' }

export const toJson: Filter = {
  params: [['indent', null]],
  call: (_run, value, indent) => {
    const json = isString(value) ? jsonString(textOf(value)) : writer(indention(indent))(value, 0)
    return new Markup(json.replace(/[<>&']/g, char => UNSAFE[char] ?? char))
  },
}
