// Filters on lists, dicts and whatever else can be walked. Those that are generators in Jinja2 are
// lazy here too: nothing happens, and nothing fails, before someone walks them.

import { attributeOf, getAttribute } from '../attributes.ts'
import type { Filter } from '../callable.ts'
import { filterArgumentError, keyError, typeError, zeroDivisionError } from '../errors.ts'
import { spend, spendItems } from '../limits.ts'
import { itemAt, missingItem } from '../values/access.ts'
import { add } from '../values/arithmetic.ts'
import { equals, less } from '../values/compare.ts'
import { PyDict, PyDictView } from '../values/dict.ts'
import { iterate, lengthOf, toList } from '../values/iterate.ts'
import {
  isString,
  Markup,
  PyIterator,
  PyRange,
  PyTuple,
  textOf,
  typeName,
  Undefined,
  type Value,
} from '../values/objects.ts'
import { codePoints } from '../values/text.ts'
import { intArgument } from './arguments.ts'
import { attributeGetter } from './attribute-path.ts'
import { each, empty, filter, generator, itemOr } from './walked.ts'

function* batch(value: Value, lineCount: Value, fillWith: Value): Generator<Value> {
  let row: Value[] = []
  for (const item of each(value)) {
    if (equals(row.length, lineCount)) {
      yield row
      row = []
    }
    row.push(item)
  }
  if (row.length === 0) return
  if (fillWith !== null && less(row.length, lineCount)) {
    const missing = intArgument(lineCount) - row.length
    spendItems(missing)
    for (let i = 0; i < missing; i++) row.push(fillWith)
  }
  yield row
}

function* slice(value: Value, slicesValue: Value, fillWith: Value): Generator<Value> {
  const items = toList(value)
  const slices = intArgument(slicesValue)
  if (slices === 0) throw zeroDivisionError('integer division or modulo by zero')
  const perSlice = Math.floor(items.length / slices)
  const extra = items.length - perSlice * slices
  let offset = 0
  for (let number = 0; number < slices; number++) {
    spend(1)
    const start = offset + number * perSlice
    if (number < extra) offset++
    const part = items.slice(start, offset + (number + 1) * perSlice)
    if (fillWith !== null && number >= extra) part.push(fillWith)
    yield part
  }
}

function reverse(value: Value): Value {
  if (isString(value)) {
    const text = codePoints(textOf(value)).reverse().join('')
    return value instanceof Markup ? new Markup(text) : text
  }
  if (
    Array.isArray(value) ||
    value instanceof PyTuple ||
    value instanceof PyRange ||
    value instanceof Undefined
  ) {
    return backwards(value)
  }
  if (value instanceof PyDict || value instanceof PyDictView) {
    const items = toList(value).reverse()
    const kind = `dict_reverse${value instanceof PyDictView ? value.part.slice(0, -1) : 'key'}iterator`
    return new PyIterator(kind, iterate(items))
  }
  try {
    return toList(value).reverse()
  } catch {
    throw filterArgumentError('argument must be iterable')
  }
}

const REVERSE_NAMES: Record<string, string> = { list: 'list_reverseiterator', range: 'range_iterator' }

/** reversed() of a sequence: live, from the item that is last now. */
function backwards(value: Value): PyIterator {
  let index = lengthOf(value)
  return new PyIterator(REVERSE_NAMES[typeName(value)] ?? 'reversed', () => {
    if (index <= 0) return undefined
    index--
    return itemAt(value, index)
  })
}

function last(value: Value): Value {
  if (isString(value) || Array.isArray(value) || value instanceof PyTuple || value instanceof PyRange) {
    return itemOr(itemAt(value, -1), 'last')
  }
  if (value instanceof Undefined) return empty('last')
  if (value instanceof PyDict || value instanceof PyDictView) {
    return itemOr(toList(value).at(-1), 'last')
  }
  throw typeError(`'${typeName(value)}' object is not reversible`)
}

/** random.choice() with the render's own chance. */
const random: Filter = {
  params: [],
  call: (run, value) => {
    const length = lengthOf(value)
    if (length === 0) return empty('random')
    const index = Math.min(length - 1, Math.floor(run.random() * length))
    if (value instanceof PyDict) {
      const item = value.get(index)
      if (item === undefined) throw keyError(String(index))
      return item
    }
    const item = itemAt(value, index)
    if (item === undefined) throw typeError(`'${typeName(value)}' object is not subscriptable`)
    return item
  },
}

function sum(value: Value, attribute: Value, start: Value): Value {
  if (isString(start)) throw typeError("sum() can't sum strings [use ''.join(seq) instead]")
  const path = attributeGetter(attribute)
  let total = start
  for (const item of each(value)) {
    if (Array.isArray(total)) spendItems(total.length)
    total = add(total, path(item))
  }
  return total
}

function attr(value: Value, name: Value): Value {
  if (!isString(name)) throw typeError(`attribute name must be string, not '${typeName(name)}'`)
  const key = textOf(name)
  const found = attributeOf(value, key)
  return found === undefined ? missingItem(value, key) : getAttribute(value, key)
}

function* items(value: Value): Generator<Value> {
  if (value instanceof Undefined) return
  if (!(value instanceof PyDict)) throw typeError('Can only get item pairs from a mapping.')
  for (const [key, item] of value.entries()) {
    spend(1)
    yield new PyTuple([key, item])
  }
}

export const SEQUENCE_FILTERS: Readonly<Record<string, Filter>> = {
  attr: filter(['name'], attr),
  batch: filter(['linecount', ['fill_with', null]], (value, count, fillWith) =>
    generator('do_batch', () => batch(value, count, fillWith)),
  ),
  count: filter([], lengthOf),
  first: filter([], value => itemOr(iterate(value)(), 'first')),
  items: filter([], value => generator('do_items', () => items(value))),
  last: filter([], last),
  length: filter([], lengthOf),
  list: filter([], toList),
  random,
  reverse: filter([], reverse),
  slice: filter(['slices', ['fill_with', null]], (value, slices, fillWith) =>
    generator('sync_do_slice', () => slice(value, slices, fillWith)),
  ),
  sum: filter(
    [
      ['attribute', null],
      ['start', 0],
    ],
    sum,
  ),
}
