// How deep a value from outside may be nested: further than anybody writes, and no further than everything here can follow.

const MOST_LEVELS = 500

/** Also of a value that contains itself. */
export function isTooDeep(value: unknown, levels = MOST_LEVELS): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (levels === 0) return true
  for (const part of Object.values(value)) if (isTooDeep(part, levels - 1)) return true
  return false
}
