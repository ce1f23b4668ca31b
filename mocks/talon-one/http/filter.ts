// What a list is filtered by: a row for each parameter of the query. One that is not given lets everything through.
type Test<T> = (record: T) => boolean

export const matchingAll =
  <T>(...tests: readonly (Test<T> | undefined)[]): Test<T> =>
  record =>
    tests.every(fits => fits?.(record) ?? true)

/** Undefined when nothing is wanted. */
export const when = <V, T>(
  wanted: V | undefined,
  fits: (record: T, wanted: V) => boolean,
): Test<T> | undefined => (wanted === undefined ? undefined : record => fits(record, wanted))

export const contains = (value: unknown, part: string): boolean =>
  String(value ?? '')
    .toLowerCase()
    .includes(part.toLowerCase())
