// Filters that compare items: sort, group, the least and the greatest, and each once. Text is compared without its case unless told otherwise.

import type { Filter, Parameter } from '../callable.ts'
import { attributeError, filterArgumentError } from '../errors.ts'
import { equals, less, sorted } from '../values/compare.ts'
import { hashKey, PyDict } from '../values/dict.ts'
import { isTrue, toList } from '../values/iterate.ts'
import { isString, PyTuple, textOf, typeName, Undefined, type Value } from '../values/objects.ts'
import { boolArgument } from './arguments.ts'
import { attributeGetter, ignoreCase, multiAttributeGetter } from './attribute-path.ts'
import { each, filter, generator, itemOr } from './walked.ts'

const caseOption = (sensitive: Value) => (isTrue(sensitive) ? (value: Value) => value : ignoreCase)

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

export const ORDERING_FILTERS: Readonly<Record<string, Filter>> = {
  dictsort: filter(
    [
      ['case_sensitive', false],
      ['by', 'key'],
      ['reverse', false],
    ],
    dictSort,
  ),
  groupby: filter(['attribute', ['default', null], ['case_sensitive', false]], groupBy),
  max: filter(EXTREME_PARAMS, (value, sensitive, attribute) =>
    extreme(value, sensitive, attribute, (a, b) => less(b, a, '>')),
  ),
  min: filter(EXTREME_PARAMS, (value, sensitive, attribute) =>
    extreme(value, sensitive, attribute, (a, b) => less(a, b)),
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
  unique: filter(
    [
      ['case_sensitive', false],
      ['attribute', null],
    ],
    (value, sensitive, attribute) => generator('do_unique', () => unique(value, sensitive, attribute)),
  ),
}
