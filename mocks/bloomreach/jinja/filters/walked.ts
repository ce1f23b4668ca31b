// What the filters of lists share: how one is written, how a value is walked one item after the other, and what stands for an item that is not there.

import type { Filter, Parameter } from '../callable.ts'
import { spend } from '../limits.ts'
import { iterate } from '../values/iterate.ts'
import { PyIterator, Undefined, type Value } from '../values/objects.ts'

export function filter(
  params: readonly Parameter[],
  call: (value: Value, ...args: Value[]) => Value,
): Filter {
  return {
    params,
    call: (_run, value, ...args) => call(value, ...args),
  }
}

export function* each(value: Value): Generator<Value> {
  const next = iterate(value)
  for (let item = next(); item !== undefined; item = next()) {
    spend(3)
    yield item
  }
}

export const generator = (name: string, source: () => Generator<Value>): PyIterator =>
  PyIterator.generator(name, source())

export const empty = (what: string) => new Undefined(`No ${what} item, sequence was empty.`)

/** The item, which may well be None, or that there is none. */
export const itemOr = (item: Value | undefined, what: string): Value =>
  item === undefined ? empty(what) : item
