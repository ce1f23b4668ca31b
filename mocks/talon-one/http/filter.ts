// What a list is filtered by: a row for each parameter of the query. One that is not given lets everything through.
type Test<T> = (record: T) => boolean

/** Most lists are asked for without any: nothing is then asked of a record. */
export function matchingAll<T>(...tests: readonly (Test<T> | undefined)[]): Test<T> {
  const wanted = tests.filter(fits => fits !== undefined && fits !== takesAll) as Test<T>[]
  const [only] = wanted
  if (only === undefined) return takesAll
  return wanted.length === 1 ? only : record => wanted.every(fits => fits(record))
}

/** What a filter is where nothing is wanted. */
export const takesAll = (): true => true

/** Undefined when nothing is wanted. */
export const when = <V, T>(
  wanted: V | undefined,
  fits: (record: T, wanted: V) => boolean,
): Test<T> | undefined => (wanted === undefined ? undefined : record => fits(record, wanted))

export const contains = (value: unknown, part: string): boolean =>
  String(value ?? '')
    .toLowerCase()
    .includes(part.toLowerCase())
