// Whether two plain values say the same, whatever the order of their fields. Pure.

export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [ours, theirs] = [said(a), said(b)]
  return ours.length === theirs.length && ours.every(([name, value]) => isSame(value, (b as Fields)[name]))
}

type Fields = Record<string, unknown>

const said = (value: object): [string, unknown][] =>
  Object.entries(value).filter(([, inner]) => inner !== undefined)
