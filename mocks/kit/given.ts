// The fields of an object that hold something. Pure.

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

export const given = <T extends object>(fields: T): Given<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>
