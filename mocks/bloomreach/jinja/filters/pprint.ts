// pprint: Python's pprint.pformat(), which breaks what does not fit into 80 columns and sorts dicts.

import type { Filter } from '../callable.ts'
import { isError } from '../errors.ts'
import { deeper, spend } from '../limits.ts'
import { less } from '../values/compare.ts'
import { PyDict } from '../values/dict.ts'
import { isSequence, itemsOf, PyTuple, typeName, type Value } from '../values/objects.ts'
import { repr, textRepr } from '../values/repr.ts'
import { SPACE_CLASS, splitLines, textLength } from '../values/text.ts'

const WIDTH = 80

/** pprint's safe order: by value where that works, else by type. */
function safeLess(a: Value, b: Value): boolean {
  try {
    return less(a, b)
  } catch (error) {
    if (isError(error, 'TypeError')) return typeName(a) < typeName(b)
    throw error
  }
}

const sortedEntries = (dict: PyDict): [Value, Value][] =>
  [...dict.entries()].sort(([a], [b]) => (safeLess(a, b) ? -1 : safeLess(b, a) ? 1 : 0))

/** repr() with the dicts inside sorted too. */
function flat(value: Value): string {
  spend(1)
  if (value instanceof PyDict) {
    return deeper(
      () =>
        `{${sortedEntries(value)
          .map(([key, item]) => `${flat(key)}: ${flat(item)}`)
          .join(', ')}}`,
    )
  }
  if (isSequence(value)) {
    const parts = deeper(() => itemsOf(value).map(flat))
    if (Array.isArray(value)) return `[${parts.join(', ')}]`
    return parts.length === 1 ? `(${parts[0]},)` : `(${parts.join(', ')})`
  }
  return repr(value)
}

/** Writes a value that starts in column `indent` and leaves room for `allowance` closing characters. */
function format(value: Value, indent: number, allowance: number, level: number): string {
  const line = flat(value)
  if (textLength(line) <= WIDTH - indent - allowance) return line
  return deeper(() => {
    if (value instanceof PyDict && value.size > 0)
      return `{${dictItems(value, indent + 1, allowance + 1, level + 1)}}`
    if (Array.isArray(value) && value.length > 0)
      return `[${listItems(value, indent + 1, allowance + 1, level + 1)}]`
    if (value instanceof PyTuple && value.fields === undefined && value.items.length > 0) {
      const end = value.items.length === 1 ? ',)' : ')'
      return `(${listItems(value.items, indent + 1, allowance + end.length, level + 1)}${end}`
    }
    if (typeof value === 'string') return brokenString(value, indent, allowance, level + 1)
    return line
  })
}

function dictItems(dict: PyDict, indent: number, allowance: number, level: number): string {
  const entries = sortedEntries(dict)
  return entries
    .map(([key, item], index) => {
      const name = flat(key)
      const rest = index === entries.length - 1 ? allowance : 1
      return `${name}: ${format(item, indent + textLength(name) + 2, rest, level)}`
    })
    .join(`,\n${' '.repeat(indent)}`)
}

function listItems(items: readonly Value[], indent: number, allowance: number, level: number): string {
  return items
    .map((item, index) => format(item, indent, index === items.length - 1 ? allowance : 1, level))
    .join(`,\n${' '.repeat(indent)}`)
}

/** A long string, broken after lines and between words into adjacent literals. */
function brokenString(text: string, indentValue: number, allowanceValue: number, level: number): string {
  if (text === '') return textRepr(text)
  const lines = splitLines(text, true)
  let indent = indentValue
  let allowance = allowanceValue
  if (level === 1) {
    indent++
    allowance++
  }
  const maxWidth = WIDTH - indent
  const chunks: string[] = []
  for (const [index, line] of lines.entries()) {
    const isLast = index === lines.length - 1
    const shown = textRepr(line)
    if (textLength(shown) <= maxWidth - (isLast ? allowance : 0)) chunks.push(shown)
    else chunks.push(...brokenLine(line, maxWidth, isLast ? allowance : 0))
  }
  if (chunks.length === 1) return chunks[0] as string
  const text2 = chunks.join(`\n${' '.repeat(indent)}`)
  return level === 1 ? `(${text2})` : text2
}

const WORD_AND_SPACE = new RegExp(`[^${SPACE_CLASS}]*[${SPACE_CLASS}]+|[^${SPACE_CLASS}]+$`, 'gu')

function brokenLine(line: string, maxWidth: number, allowance: number): string[] {
  const parts = line.match(WORD_AND_SPACE) ?? []
  spend(parts.length * 8)
  const chunks: string[] = []
  let current = ''
  for (const [index, part] of parts.entries()) {
    const candidate = current + part
    const room = maxWidth - (index === parts.length - 1 ? allowance : 0)
    if (textLength(textRepr(candidate)) > room) {
      if (current !== '') chunks.push(textRepr(current))
      current = part
    } else {
      current = candidate
    }
  }
  if (current !== '') chunks.push(textRepr(current))
  return chunks
}

export const prettyPrint: Filter = {
  params: [],
  call: (_run, value) => format(value, 0, 0, 0),
}
