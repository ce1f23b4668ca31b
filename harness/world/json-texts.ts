// Where the texts of JSON end, and which of them are keys: for who looks at the text itself, since of two equal keys a parser keeps the
// last and says nothing. Of a text that is known to be JSON.

/** Behind the closing quote of the text that begins at `from`. */
export function endOfText(json: string, from: number): number {
  let end = json.indexOf('"', from + 1)
  while (end !== -1 && isEscaped(json, end)) end = json.indexOf('"', end + 1)
  return end === -1 ? json.length : end + 1
}

/** Of a text that ends there: a colon follows a key, and never a value. */
export function isKey(json: string, end: number): boolean {
  let next = end
  while (isBlank(json.charCodeAt(next))) next++
  return json.charCodeAt(next) === COLON
}

function isEscaped(json: string, at: number): boolean {
  let before = at
  while (json.charCodeAt(before - 1) === BACKSLASH) before--
  return (at - before) % 2 === 1
}

const COLON = 58
const BACKSLASH = 92
const isBlank = (unit: number): boolean => unit === 32 || unit === 10 || unit === 13 || unit === 9
