// Assigning to names, tuples of names and attributes of a namespace.

import { templateRuntimeError, typeError } from '../errors.ts'
import { unpackError } from '../filters/strings.ts'
import type { NamespaceRef, Target } from '../nodes.ts'
import type { Frame } from '../runtime.ts'
import { PyDict } from '../values/dict.ts'
import { iteratorOf } from '../values/iterate.ts'
import { Namespace, PyTuple, typeName, type Value } from '../values/objects.ts'
import { textRepr } from '../values/repr.ts'
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
    const holder = read(frame)
    if (holder instanceof Namespace) holder.values.set(attribute, value)
    // A block set does not ask what it writes to: [C] compiler.py, visit_AssignBlock.
    else if (holder instanceof PyDict) holder.set(attribute, value)
    else throw typeError(`${textRepr(typeName(holder ?? null))} object does not support item assignment`)
  }
}

/** What must hold before the value of an assignment is worked out: attributes are set on namespaces only. */
export function targetGuard(target: Target, scope: Scope): ((frame: Frame) => void) | undefined {
  const references = namespacesIn(target).map(({ name, at }) => ({
    at,
    read: reader(scope, scope.symbols.ref(name)),
  }))
  if (references.length === 0) return undefined
  return frame => {
    for (const { at, read } of references) {
      if (read(frame) instanceof Namespace) continue
      frame.run.at = at
      throw templateRuntimeError('cannot assign attribute on non-namespace object')
    }
  }
}

function namespacesIn(target: Target): NamespaceRef[] {
  if (target.kind === 'tuple') return target.items.flatMap(item => namespacesIn(item as Target))
  return target.kind === 'nsref' ? [target] : []
}

/** The names a target sets. */
export function namesOf(target: Target): string[] {
  return target.kind === 'tuple'
    ? target.items.flatMap(item => namesOf(item as Target))
    : target.kind === 'name'
      ? [target.name]
      : []
}
