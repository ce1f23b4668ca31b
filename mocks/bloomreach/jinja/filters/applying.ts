// The filters that call other filters and tests by name: map, select and its kin.

import type { Filter } from '../callable.ts'
import { filterArgumentError } from '../errors.ts'
import type { Runtime } from '../runtime.ts'
import { isTrue } from '../values/iterate.ts'
import type { Kwargs, Value } from '../values/objects.ts'
import { textRepr } from '../values/repr.ts'
import { attributeGetter } from './attribute-path.ts'
import { each, generator } from './walked.ts'

/** Filters and tests by name, for those that apply others. */
export interface Named {
  filter(run: Runtime, name: Value, value: Value, args: Value[], kwargs: Kwargs): Value
  test(run: Runtime, name: Value, value: Value, args: Value[], kwargs: Kwargs): boolean
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
