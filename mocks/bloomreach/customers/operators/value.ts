// Values of attributes as filters compare them. [D] filter-operators: every operator is case-insensitive.

/** [D] filter-operators: an empty text is a value that is set, null is none. */
export const isSet = (value: unknown): boolean => value !== undefined && value !== null

/** [D] filter-operators: of a length above zero; of lists too, so that an empty one can be excluded. */
export const hasValue = (value: unknown): boolean =>
  isSet(value) && value !== '' && !(Array.isArray(value) && value.length === 0)

/** In lower case; undefined for what is no text, number or boolean. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value).toLowerCase()
    : undefined

/** As people write numbers; JavaScript takes `0x1F`, `0b1` and `Infinity` for some too. */
const isDecimal = (text: string): boolean => /\d/.test(text) && !/[^\d\s.+e-]/i.test(text)

/** A number in a text is the number: properties come from forms, where everything is text. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'string' ? !isDecimal(value) : typeof value !== 'number') return undefined
  const number = Number(value)
  return Number.isNaN(number) ? undefined : number
}

/** Two texts are compared as such: "007" is not "7". */
export function isSame(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' || typeof b === 'number') {
    const number = numberOf(a)
    return number !== undefined && number === numberOf(b)
  }
  const text = textOf(a)
  return text !== undefined && text === textOf(b)
}
