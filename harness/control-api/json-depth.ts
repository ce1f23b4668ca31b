// How deep a JSON text is nested, counted before it is parsed: whoever walks a value level by level has a stack that ends.

export const MOST_LEVELS = 500

const [QUOTE, BACKSLASH] = [0x22, 0x5c]
const OPENING = new Set([0x5b, 0x7b])
const CLOSING = new Set([0x5d, 0x7d])

export function isDeep(json: Uint8Array): boolean {
  let levels = 0
  for (let at = 0; at < json.length; at++) {
    const byte = json[at] ?? 0
    if (byte === QUOTE) at = endOfText(json, at)
    else if (OPENING.has(byte)) levels++
    else if (CLOSING.has(byte)) levels--
    if (levels > MOST_LEVELS) return true
  }
  return false
}

function endOfText(json: Uint8Array, start: number): number {
  let at = start + 1
  while (at < json.length && json[at] !== QUOTE) at += json[at] === BACKSLASH ? 2 : 1
  return at
}
