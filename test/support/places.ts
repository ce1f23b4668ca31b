// Every place inside a value, and the value with something else there: for tests that spoil one field after the other.
export type Place = readonly (string | number)[]

export function placesIn(value: unknown, at: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => {
    const place = [...at, Array.isArray(value) ? Number(key) : key]
    return [place, ...placesIn(part, place)]
  })
}

export function valueAt(value: unknown, place: Place): unknown {
  return place.reduce<unknown>((part, key) => (part as Record<string | number, unknown>)[key], value)
}

/** A copy; with undefined, JSON leaves the field out. */
export function withValueAt<T>(value: T, place: Place, spoilt: unknown): T {
  const copy = structuredClone(value)
  const key = place.at(-1)
  if (key === undefined) return spoilt as T
  Object.assign(valueAt(copy, place.slice(0, -1)) as object, { [key]: spoilt })
  return copy
}
