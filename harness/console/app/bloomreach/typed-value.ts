// Values of attributes and properties as they are read and typed. Pure.

export const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** A number, true, false, a list or an object is taken as such; anything else is a text. */
export function typedValue(typed: string): unknown {
  try {
    return JSON.parse(typed)
  } catch {
    return typed
  }
}
