// Names of variables, filters and tags: Python's identifiers.

const WORD = /[\p{L}\p{N}\p{M}_·]+/uy
const IDENTIFIER = /^[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}·]*$/u

/** By character code: 1 for what ASCII has in words. */
const IN_WORD = Uint8Array.from({ length: 128 }, (_, code) => (/\w/.test(String.fromCharCode(code)) ? 1 : 0))

export const isWordCode = (code: number): boolean => code >= 128 || IN_WORD[code] === 1

/** Where the name that begins here ends: here, when there is none; -1, when it is not one. */
export function nameEnd(text: string, at: number): number {
  let end = at
  while (IN_WORD[text.charCodeAt(end)] === 1) end++
  if (!(text.charCodeAt(end) >= 128)) return end
  WORD.lastIndex = at
  const match = WORD.exec(text)
  if (match === null) return at
  return IDENTIFIER.test(match[0]) ? at + match[0].length : -1
}
