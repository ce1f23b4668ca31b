// Assigning to names, tuples of names and attributes of a namespace.

import { templateRuntimeError, typeError } from '../errors.ts'
import { unpackError } from '../filters/strings.ts'
import type { Target } from '../nodes.ts'
import type { Evaluate, Frame } from '../runtime.ts'
import { iteratorOf } from '../values/iterate.ts'
import { Namespace, PyTuple, typeName, type Value } from '../values/objects.ts'
import { reader, type Scope } from './scope.ts'

export type Store = (frame: Frame, value: Value) => void

/** Stores a value where a loop, a `with` or a `set` wants it. */
export function storeTo(target: Target, scope: Scope): Store {
  if (target.kind === 'name') {
    const { slot } = scope.symbols.ref(target.name)
    return (frame, value) => {
      frame.vars[slot] = value
    }
  }
  if (target.kind === 'nsref') return storeAttribute(target.name, target.attribute, scope)
  const stores = target.items.map(item => storeTo(item as Target, scope))
  const { at } = target
  return (frame, value) => {
    const items =
      Array.isArray(value) && value.length === stores.length ? value : unpack(frame, value, stores.length, at)
    for (let i = 0; i < stores.length; i++) (stores[i] as Store)(frame, items[i])
  }
}

function unpack(frame: Frame, value: Value, wanted: number, at: number): readonly Value[] {
  if (value instanceof PyTuple && value.items.length === wanted) return value.items
  frame.run.at = at
  const next = iteratorOf(value)
  if (next === undefined) throw typeError(`cannot unpack non-iterable ${typeName(value)} object`)
  const items: Value[] = []
  for (let item = next(); item !== undefined; item = next()) {
    items.push(item)
    if (items.length > wanted) throw unpackError(items.length, wanted)
  }
  if (items.length < wanted) throw unpackError(items.length, wanted)
  return items
}

function storeAttribute(name: string, attribute: string, scope: Scope): Store {
  const read = reader(scope, scope.symbols.ref(name))
  return (frame, value) => {
    const namespace = read(frame)
    if (namespace instanceof Namespace) namespace.values.set(attribute, value)
  }
}

/** What must hold before the value of an assignment is worked out. */
export function targetGuard(target: Target, scope: Scope): Evaluate | undefined {
  if (target.kind !== 'nsref') return undefined
  const read = reader(scope, scope.symbols.ref(target.name))
  return frame => {
    if (read(frame) instanceof Namespace) return null
    frame.run.at = target.at
    throw templateRuntimeError('cannot assign attribute on non-namespace object')
  }
}

/** The names a target sets. */
export function namesOf(target: Target): string[] {
  return target.kind === 'tuple'
    ? target.items.flatMap(item => namesOf(item as Target))
    : target.kind === 'name'
      ? [target.name]
      : []
}
