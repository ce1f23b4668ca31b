// The shapes by which an input is told: objects, and lists of them.

export type Fields = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Told by half of its items: one that is spoiled does not make another thing of the rest, and its reader refuses that one. */
export function isMostlyListOf(
  value: unknown,
  holds: (item: Fields) => boolean,
): value is readonly unknown[] {
  if (!Array.isArray(value) || value.length === 0) return false
  const first = value.slice(0, 20)
  return first.filter(item => isObject(item) && holds(item)).length * 2 >= first.length
}

export const isListOf = (value: unknown, holds: (item: Fields) => boolean): value is readonly Fields[] =>
  Array.isArray(value) && value.length > 0 && value.slice(0, 20).every(item => isObject(item) && holds(item))
