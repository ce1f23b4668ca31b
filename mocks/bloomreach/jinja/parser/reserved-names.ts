// Names that are no variables of anybody's, or not always.

import type { Value } from '../values/objects.ts'

export const SPECIAL = Symbol('special')

/** Names that stand for a constant, or that Jinja2 itself gives a meaning. */
const RESERVED: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['none', null],
  ['None', null],
  ['loop', SPECIAL],
  ['self', SPECIAL],
  ['super', SPECIAL],
  ['caller', SPECIAL],
  ['kwargs', SPECIAL],
  ['varargs', SPECIAL],
])

/** Longer names need not be looked up. */
const LONGEST_RESERVED = Math.max(...Array.from(RESERVED.keys(), name => name.length))

/** The constant that it stands for, SPECIAL where it has a meaning in some places, or undefined. */
export const reservedName = (name: string): Value | undefined =>
  name.length > LONGEST_RESERVED ? undefined : RESERVED.get(name)

export const isConstantName = (name: string): boolean => RESERVED.has(name) && RESERVED.get(name) !== SPECIAL
