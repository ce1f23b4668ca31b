// Methods of dict and of its views.

import { type Method, type Parameter, positionalOnly } from '../callable.ts'
import { keyError, typeError, valueError } from '../errors.ts'
import { capItems, spendItems } from '../limits.ts'
import { contains } from '../values/compare.ts'
import { PyDict, PyDictView } from '../values/dict.ts'
import { iterate, toList } from '../values/iterate.ts'
import { type Kwargs, PyTuple, typeName, Undefined, type Value } from '../values/objects.ts'
import { repr } from '../values/repr.ts'

function dict(params: readonly Parameter[], call: (self: PyDict, ...args: Value[]) => Value): Method {
  return {
    params: positionalOnly(params),
    call: (_run, self, ...args) => call(self as PyDict, ...args),
  }
}

/** Stands for an argument that was not given where None is one that can be. */
const ABSENT = Symbol('absent')

/** What `dict(...)` and `update(...)` take: a mapping or pairs, then keywords. */
export function updateDict(name: string, target: PyDict, args: readonly Value[], kwargs: Kwargs): void {
  if (args.length > 1) throw typeError(`${name} expected at most 1 argument, got ${args.length}`)
  const [source] = args
  if (source instanceof Undefined) source.fail()
  if (source instanceof PyDict) {
    spendItems(source.size)
    for (const [key, value] of [...source.entries()]) target.set(key, value)
  } else if (source !== undefined) {
    addPairs(target, source)
  }
  for (const [key, value] of kwargs) target.set(key, value)
  capItems(target.size)
}

function addPairs(target: PyDict, source: Value): void {
  const next = iterate(source)
  let place = 0
  for (let pair = next(); pair !== undefined; pair = next()) {
    if (typeof pair === 'number' || typeof pair === 'boolean' || pair === null) {
      throw typeError(`cannot convert dictionary update sequence element #${place} to a sequence`)
    }
    const items = toList(pair)
    if (items.length !== 2) {
      throw valueError(
        `dictionary update sequence element #${place} has length ${items.length}; 2 is required`,
      )
    }
    target.set(items[0], items[1])
    place++
  }
}

export const DICT_METHODS: Readonly<Record<string, Method>> = {
  clear: dict([], self => {
    self.clear()
    return null
  }),
  copy: dict([], self => self.copy()),
  fromkeys: dict(['iterable', ['value', null]], (_self, keys, value) =>
    PyDict.from(toList(keys).map(key => [key, value] as const)),
  ),
  get: dict(['key', ['default', null]], (self, key, byDefault) => {
    const value = self.get(key)
    return value === undefined ? byDefault : value
  }),
  items: dict([], self => new PyDictView(self, 'items')),
  keys: dict([], self => new PyDictView(self, 'keys')),
  values: dict([], self => new PyDictView(self, 'values')),
  pop: dict(['key', ['default', ABSENT]], (self, key, byDefault) => {
    const value = self.get(key)
    if (value === undefined && byDefault === ABSENT) throw keyError(repr(key))
    self.delete(key)
    return value === undefined ? byDefault : value
  }),
  popitem: dict([], self => {
    const last = [...self.keys()].at(-1)
    if (last === undefined) throw keyError("'popitem(): dictionary is empty'")
    const pair = new PyTuple([last, self.get(last)])
    self.delete(last)
    return pair
  }),
  setdefault: dict(['key', ['default', null]], (self, key, byDefault) => {
    const value = self.get(key)
    if (value !== undefined) return value
    self.set(key, byDefault)
    return byDefault
  }),
  update: {
    variadic: (_run, self, args, kwargs) => {
      updateDict('update', self as PyDict, args, kwargs)
      return null
    },
  },
}

export const VIEW_METHODS: Readonly<Record<string, Method>> = {
  isdisjoint: {
    params: ['other'],
    call: (_run, self, other) => {
      const view = self as PyDictView
      if (view.part === 'values') throw typeError(`'${typeName(view)}' object has no attribute 'isdisjoint'`)
      return toList(other).every(item => !contains(view, item))
    },
  },
}
