// What a text without quotation marks means in YAML: a number, a word such as true, or itself.

/** It may mean something else yet. */
export const NOT_PLAIN = Symbol('not plain')

const WORDS = new Map<string, unknown>([
  ...['null', 'Null', 'NULL', '~'].map((word): [string, unknown] => [word, null]),
  ...['true', 'True', 'TRUE'].map((word): [string, unknown] => [word, true]),
  ...['false', 'False', 'FALSE'].map((word): [string, unknown] => [word, false]),
])

const NUMBER = /^(?:0|-?[1-9]\d{0,14})(?:\.\d{1,15})?$/
const DAY = /^\d{4}-\d\d-\d\d$/
/** What no number has. */
const OF_TEXT = /[^\dA-Fa-fxXoO_.+-]/

export function plainValue(written: string): unknown {
  const first = written.charCodeAt(0)
  const isLetter = (first >= 97 && first <= 122) || (first >= 65 && first <= 90) || first > 127
  if (isLetter || written === '~') return WORDS.has(written) ? WORDS.get(written) : written
  if (NUMBER.test(written)) return Number(written)
  const isDigit = first >= 48 && first <= 57
  return isDigit && (DAY.test(written) || OF_TEXT.test(written)) ? written : NOT_PLAIN
}
