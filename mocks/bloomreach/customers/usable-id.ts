// What can be an id of a customer, whatever kind it is of.

/** [D] support 19231102135453: an id holds one alphanumeric character and is not `null` or `undefined`. */
export function isUsableId(value: unknown, maxLength = Number.POSITIVE_INFINITY): value is string | number {
  if (typeof value === 'number') return Number.isFinite(value)
  return (
    typeof value === 'string' &&
    value.length <= maxLength &&
    /[\p{L}\p{N}]/u.test(value) &&
    value !== 'null' &&
    value !== 'undefined'
  )
}
