// Methods of int (and bool) and float.

import type { Method } from '../callable.ts'
import { overflowError, valueError } from '../errors.ts'
import { bitLength, decompose, normalInt } from '../values/integers.ts'
import { PyFloat, PyTuple, toFloat, type Value } from '../values/objects.ts'

const whole = (value: Value): bigint => BigInt(value as number | bigint | boolean)
const floating = (value: Value): number => (value instanceof PyFloat ? value.value : (value as number))

function int(call: (value: bigint) => Value): Method {
  return {
    params: [],
    call: (_run, self) => call(whole(self)),
  }
}
function float(call: (value: number) => Value): Method {
  return {
    params: [],
    call: (_run, self) => call(floating(self)),
  }
}

export const INT_METHODS: Readonly<Record<string, Method>> = {
  as_integer_ratio: int(value => new PyTuple([normalInt(value), 1])),
  bit_count: int(value => value.toString(2).replaceAll(/[^1]/g, '').length),
  bit_length: int(value => (value === 0n ? 0 : bitLength(value))),
  conjugate: int(normalInt),
}

function ratio(value: number): PyTuple {
  if (Number.isNaN(value)) throw valueError('cannot convert NaN to integer ratio')
  if (!Number.isFinite(value)) throw overflowError('cannot convert Infinity to integer ratio')
  let { mantissa, exponent } = decompose(value)
  while (mantissa !== 0n && mantissa % 2n === 0n && exponent < 0) {
    mantissa /= 2n
    exponent++
  }
  if (mantissa === 0n) return new PyTuple([0, 1])
  return exponent >= 0
    ? new PyTuple([normalInt(mantissa << BigInt(exponent)), 1])
    : new PyTuple([normalInt(mantissa), normalInt(1n << BigInt(-exponent))])
}

/** float.hex(): `0x1.8000000000000p+1`. */
function hex(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value < 0 ? '-inf' : 'inf'
  const sign = value < 0 || Object.is(value, -0) ? '-' : ''
  if (value === 0) return `${sign}0x0.0p+0`
  const { mantissa, exponent } = decompose(Math.abs(value))
  const normal = mantissa >= 1n << 52n
  const fraction = (normal ? mantissa - (1n << 52n) : mantissa).toString(16).padStart(13, '0')
  const power = exponent + 52
  return `${sign}0x${normal ? 1 : 0}.${fraction}p${power < 0 ? '-' : '+'}${Math.abs(power)}`
}

export const FLOAT_METHODS: Readonly<Record<string, Method>> = {
  as_integer_ratio: float(ratio),
  conjugate: float(toFloat),
  hex: float(hex),
  is_integer: float(Number.isInteger),
}
