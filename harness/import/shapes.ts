// The shapes by which an input is told: objects, and lists of them.

export type Fields = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isListOf = (value: unknown, holds: (item: Fields) => boolean): value is readonly Fields[] =>
  Array.isArray(value) && value.length > 0 && value.slice(0, 20).every(item => isObject(item) && holds(item))
