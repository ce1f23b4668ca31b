// Names of variables, filters and tags: Python's identifiers.

const WORD = /[\p{L}\p{N}\p{M}_·]+/uy
const IDENTIFIER = /^[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}·]*$/u

const isAsciiWord = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95

export const isWordCode = (code: number): boolean => isAsciiWord(code) || code >= 128

/** Where the name that begins here ends: here, when there is none; -1, when it is not one. */
export function nameEnd(text: string, at: number): number {
  let end = at
  while (isAsciiWord(text.charCodeAt(end))) end++
  if (!(text.charCodeAt(end) >= 128)) return end
  WORD.lastIndex = at
  const match = WORD.exec(text)
  if (match === null) return at
  return IDENTIFIER.test(match[0]) ? at + match[0].length : -1
}
