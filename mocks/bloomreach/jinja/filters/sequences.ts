// Filters on lists, dicts and whatever else can be walked. Those that are generators in Jinja2 are
// lazy here too: nothing happens, and nothing fails, before someone walks them.

import { attributeOf, getAttribute } from '../attributes.ts'
import type { Filter, Parameter } from '../callable.ts'
import { attributeError, filterArgumentError, keyError, typeError, zeroDivisionError } from '../errors.ts'
import { spend, spendItems } from '../limits.ts'
import type { Runtime } from '../runtime.ts'
import { itemAt, missingItem } from '../values/access.ts'
import { add } from '../values/arithmetic.ts'
import { equals, less, sorted } from '../values/compare.ts'
import { hashKey, PyDict, PyDictView } from '../values/dict.ts'
import { isTrue, iterate, lengthOf, toList } from '../values/iterate.ts'
import {
  isString,
  type Kwargs,
  Markup,
  PyIterator,
  PyRange,
  PyTuple,
  textOf,
  typeName,
  Undefined,
  type Value,
} from '../values/objects.ts'
import { textRepr } from '../values/repr.ts'
import { codePoints } from '../values/text.ts'
import { boolArgument, intArgument } from './arguments.ts'
import { attributeGetter, ignoreCase, multiAttributeGetter } from './attribute-path.ts'

/** Filters and tests by name, for those that apply others. */
export interface Named {
  filter(run: Runtime, name: Value, value: Value, args: Value[], kwargs: Kwargs): Value
  test(run: Runtime, name: Value, value: Value, args: Value[], kwargs: Kwargs): boolean
}

function filter(params: readonly Parameter[], call: (value: Value, ...args: Value[]) => Value): Filter {
  return {
    params,
    call: (_run, value, ...args) => call(value, ...args),
  }
}

function* each(value: Value): Generator<Value> {
  const next = iterate(value)
  for (let item = next(); item !== undefined; item = next()) {
    spend(3)
    yield item
  }
}

const generator = (name: string, source: () => Generator<Value>): PyIterator =>
  PyIterator.generator(name, source())

const caseOption = (sensitive: Value) => (isTrue(sensitive) ? (value: Value) => value : ignoreCase)

const empty = (what: string) => new Undefined(`No ${what} item, sequence was empty.`)

/** The item, which may well be None, or that there is none. */
const itemOr = (item: Value | undefined, what: string): Value => (item === undefined ? empty(what) : item)

function extreme(
  value: Value,
  sensitive: Value,
  attribute: Value,
  better: (a: Value, b: Value) => boolean,
): Value {
  const path = attributeGetter(attribute)
  const finish = caseOption(sensitive)
  let best: Value | undefined
  let bestKey: Value
  for (const item of each(value)) {
    const key = finish(path(item))
    if (best === undefined || better(key, bestKey)) {
      best = item
      bestKey = key
    }
  }
  return itemOr(best, 'aggregated')
}

const EXTREME_PARAMS: readonly Parameter[] = [
  ['case_sensitive', false],
  ['attribute', null],
]

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

function* unique(value: Value, sensitive: Value, attribute: Value): Generator<Value> {
  const path = attributeGetter(attribute)
  const finish = caseOption(sensitive)
  const seen = new Set<unknown>()
  for (const item of each(value)) {
    const key = hashKey(finish(path(item)))
    if (seen.has(key)) continue
    seen.add(key)
    yield item
  }
}

function groupBy(value: Value, attribute: Value, byDefault: Value, sensitive: Value): Value[] {
  const path = attributeGetter(attribute, byDefault)
  const finish = caseOption(sensitive)
  const keyOf = (item: Value) => finish(path(item))
  const groups: { key: Value; items: Value[] }[] = []
  for (const item of sorted(toList(value), keyOf)) {
    const key = keyOf(item)
    const last = groups.at(-1)
    if (last !== undefined && (last.key === key || equals(last.key, key))) last.items.push(item)
    else groups.push({ key, items: [item] })
  }
  return groups.map(
    ({ key, items }) => new PyTuple([isTrue(sensitive) ? key : path(items[0]), items], ['grouper', 'list']),
  )
}

function dictSort(value: Value, sensitive: Value, by: Value, reverse: Value): Value[] {
  const part = isString(by) ? ['key', 'value'].indexOf(textOf(by)) : -1
  if (part === -1) throw filterArgumentError('You can only sort by either "key" or "value"')
  if (value instanceof Undefined) value.fail()
  if (!(value instanceof PyDict)) throw attributeError(`'${typeName(value)}' object has no attribute 'items'`)
  const pairs = [...value.entries()].map(pair => new PyTuple(pair))
  const finish = caseOption(sensitive)
  return sorted(pairs, pair => finish((pair as PyTuple).items[part]), boolArgument(reverse))
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

/** The filters that call other filters and tests by name. */
export function applyingFilters(named: Named): Readonly<Record<string, Filter>> {
  const prepareMap = (run: Runtime, args: Value[], kwargs: Kwargs): ((item: Value) => Value) => {
    if (args.length === 0 && kwargs.has('attribute')) {
      for (const name of kwargs.keys()) {
        if (name !== 'attribute' && name !== 'default') {
          throw filterArgumentError(`Unexpected keyword argument ${textRepr(name)}`)
        }
      }
      return attributeGetter(kwargs.get('attribute'), kwargs.get('default') ?? null)
    }
    if (args.length === 0) throw filterArgumentError('map requires a filter argument')
    const [name, ...rest] = args
    return item => named.filter(run, name, item, rest, kwargs)
  }

  const select = (label: string, byAttribute: boolean, wanted: boolean): Filter => ({
    variadic: (run, value, args, kwargs) =>
      generator(label, function* () {
        if (!isTrue(value)) return
        const [attribute, ...others] = args
        if (byAttribute && args.length === 0) {
          throw filterArgumentError('Missing parameter for attribute name')
        }
        const path = byAttribute ? attributeGetter(attribute) : (item: Value) => item
        const [name, ...rest] = byAttribute ? others : args
        for (const item of each(value)) {
          const operand = path(item)
          const passes = name === undefined ? isTrue(operand) : named.test(run, name, operand, rest, kwargs)
          if (passes === wanted) yield item
        }
      }),
  })

  return {
    map: {
      variadic: (run, value, args, kwargs) =>
        generator('sync_do_map', function* () {
          if (!isTrue(value)) return
          const apply = prepareMap(run, args, kwargs)
          for (const item of each(value)) yield apply(item)
        }),
    },
    select: select('select_or_reject', false, true),
    reject: select('select_or_reject', false, false),
    selectattr: select('select_or_reject', true, true),
    rejectattr: select('select_or_reject', true, false),
  }
}

export const SEQUENCE_FILTERS: Readonly<Record<string, Filter>> = {
  attr: filter(['name'], attr),
  batch: filter(['linecount', ['fill_with', null]], (value, count, fillWith) =>
    generator('do_batch', () => batch(value, count, fillWith)),
  ),
  count: filter([], lengthOf),
  dictsort: filter(
    [
      ['case_sensitive', false],
      ['by', 'key'],
      ['reverse', false],
    ],
    dictSort,
  ),
  first: filter([], value => itemOr(iterate(value)(), 'first')),
  groupby: filter(['attribute', ['default', null], ['case_sensitive', false]], groupBy),
  items: filter([], value => generator('do_items', () => items(value))),
  last: filter([], last),
  length: filter([], lengthOf),
  list: filter([], toList),
  max: filter(EXTREME_PARAMS, (value, sensitive, attribute) =>
    extreme(value, sensitive, attribute, (a, b) => less(b, a, '>')),
  ),
  min: filter(EXTREME_PARAMS, (value, sensitive, attribute) =>
    extreme(value, sensitive, attribute, (a, b) => less(a, b)),
  ),
  random,
  reverse: filter([], reverse),
  slice: filter(['slices', ['fill_with', null]], (value, slices, fillWith) =>
    generator('sync_do_slice', () => slice(value, slices, fillWith)),
  ),
  sort: filter(
    [
      ['reverse', false],
      ['case_sensitive', false],
      ['attribute', null],
    ],
    (value, descending, sensitive, attribute) =>
      sorted(toList(value), multiAttributeGetter(attribute, caseOption(sensitive)), boolArgument(descending)),
  ),
  sum: filter(
    [
      ['attribute', null],
      ['start', 0],
    ],
    sum,
  ),
  unique: filter(
    [
      ['case_sensitive', false],
      ['attribute', null],
    ],
    (value, sensitive, attribute) => generator('do_unique', () => unique(value, sensitive, attribute)),
  ),
}
