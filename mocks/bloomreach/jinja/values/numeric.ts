// Which values count as numbers, and as indexes: bool is an int.

import { overflowError } from '../errors.ts'
import { PyFloat, type Value } from './objects.ts'

/** A number as arithmetic sees it: bool counts as int. Undefined for everything else. */
export type Numeric = { float: number } | { int: number | bigint }

export function numeric(value: Value): Numeric | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? { int: value } : { float: value }
  if (typeof value === 'bigint') return { int: value }
  if (typeof value === 'boolean') return { int: value ? 1 : 0 }
  return value instanceof PyFloat ? { float: value.value } : undefined
}

export function intToFloat(value: number | bigint): number {
  if (typeof value === 'number') return value
  const float = Number(value)
  if (!Number.isFinite(float)) throw overflowError('int too large to convert to float')
  return float
}

/** A number as an index: an int or a bool. */
export function indexOf(value: Value): number | bigint | undefined {
  const x = numeric(value)
  return x !== undefined && 'int' in x ? x.int : undefined
}
