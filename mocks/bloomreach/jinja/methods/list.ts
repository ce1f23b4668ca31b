// Methods of list, tuple and range.

import { callValue, type Method, type Parameter, positionalOnly } from '../callable.ts'
import { indexError, typeError, valueError } from '../errors.ts'
import { boolArgument } from '../filters/arguments.ts'
import { capItems, spend } from '../limits.ts'
import { sliceIndices } from '../values/access.ts'
import { equals, sameOrEquals, sorted } from '../values/compare.ts'
import { toList } from '../values/iterate.ts'
import { indexOf } from '../values/numeric.ts'
import { NO_KWARGS, type PyRange, type PyTuple, typeName, type Value } from '../values/objects.ts'
import { repr } from '../values/repr.ts'

function count(items: readonly Value[], wanted: Value): number {
  spend(items.length >> 2)
  return items.filter(item => sameOrEquals(item, wanted)).length
}

function find(items: readonly Value[], wanted: Value, start: Value, stop: Value): number {
  const [from, to] = sliceIndices(start, stop, null, items.length)
  spend(items.length >> 2)
  for (let i = from; i < to; i++) if (sameOrEquals(items[i], wanted)) return i
  return -1
}

function position(value: Value): number {
  const index = indexOf(value)
  if (index === undefined) throw typeError(`'${typeName(value)}' object cannot be interpreted as an integer`)
  return Number(index)
}

/** A method of list, which is changed in place. */
function list(params: readonly Parameter[], call: (items: Value[], ...args: Value[]) => Value): Method {
  return {
    params: positionalOnly(params),
    call: (_run, self, ...args) => call(self as Value[], ...args),
  }
}

export const LIST_METHODS: Readonly<Record<string, Method>> = {
  append: list(['object'], (items, item) => {
    capItems(items.length + 1)
    items.push(item)
    return null
  }),
  clear: list([], items => {
    items.length = 0
    return null
  }),
  copy: list([], items => toList(items)),
  count: list(['value'], (items, wanted) => count(items, wanted)),
  extend: list(['iterable'], (items, more) => {
    const added = toList(more)
    capItems(items.length + added.length)
    for (const item of added) items.push(item)
    return null
  }),
  index: list(['value', ['start', null], ['stop', null]], (items, wanted, start, stop) => {
    const index = find(items, wanted, start, stop)
    if (index === -1) throw valueError(`${repr(wanted)} is not in list`)
    return index
  }),
  insert: list(['index', 'object'], (items, index, item) => {
    capItems(items.length + 1)
    spend(items.length >> 4)
    items.splice(position(index), 0, item)
    return null
  }),
  pop: list([['index', -1]], (items, index) => {
    const at = position(index)
    if (items.length === 0) throw indexError('pop from empty list')
    const place = at < 0 ? at + items.length : at
    if (place < 0 || place >= items.length) throw indexError('pop index out of range')
    spend(items.length >> 6)
    return items.splice(place, 1)[0]
  }),
  remove: list(['value'], (items, wanted) => {
    const index = find(items, wanted, null, null)
    if (index === -1) throw valueError('list.remove(x): x not in list')
    items.splice(index, 1)
    return null
  }),
  reverse: list([], items => {
    spend(items.length >> 2)
    items.reverse()
    return null
  }),
  sort: {
    variadic: (run, self, args, kwargs) => {
      if (args.length > 0) throw typeError('sort() takes no positional arguments')
      const key = kwargs.get('key') ?? null
      for (const name of kwargs.keys()) {
        if (name !== 'key' && name !== 'reverse') {
          throw typeError(`'${name}' is an invalid keyword argument for sort()`)
        }
      }
      const items = self as Value[]
      const keyOf = (item: Value) => (key === null ? item : callValue(run, key, [item], NO_KWARGS))
      const ordered = sorted(items, keyOf, kwargs.has('reverse') && boolArgument(kwargs.get('reverse')))
      items.splice(0, items.length, ...ordered)
      return null
    },
  },
}

export const TUPLE_METHODS: Readonly<Record<string, Method>> = {
  count: { params: ['value/'], call: (_run, self, wanted) => count((self as PyTuple).items, wanted) },
  index: {
    params: positionalOnly(['value', ['start', null], ['stop', null]]),
    call: (_run, self, wanted, start, stop) => {
      const index = find((self as PyTuple).items, wanted, start, stop)
      if (index === -1) throw valueError('tuple.index(x): x not in tuple')
      return index
    },
  },
}

function rangePlace(range: PyRange, wanted: Value): number {
  const index = indexOf(wanted)
  if (index === undefined) return -1
  const place = (Number(index) - range.start) / range.step
  return Number.isInteger(place) && place >= 0 && place < range.length && equals(range.at(place), wanted)
    ? place
    : -1
}

export const RANGE_METHODS: Readonly<Record<string, Method>> = {
  count: {
    params: ['value/'],
    call: (_run, self, wanted) => (rangePlace(self as PyRange, wanted) === -1 ? 0 : 1),
  },
  index: {
    params: ['value/'],
    call: (_run, self, wanted) => {
      const place = rangePlace(self as PyRange, wanted)
      if (place === -1) throw valueError(`${repr(wanted)} is not in range`)
      return place
    },
  },
}
