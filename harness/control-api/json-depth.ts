// How much a JSON text makes of itself, counted before it is parsed: whoever walks a value level by level has a stack that ends,
// and a member of an object costs a hundred times its bytes.

export const MOST_LEVELS = 500
export const MOST_MEMBERS = 100_000

const [QUOTE, BACKSLASH, COLON] = [0x22, 0x5c, 0x3a]
const OPENING = new Set([0x5b, 0x7b])
const CLOSING = new Set([0x5d, 0x7d])

/** What there is too much of. */
export function excessOf(json: Uint8Array): 'levels' | 'members' | undefined {
  let levels = 0
  let members = 0
  for (let at = 0; at < json.length; at++) {
    const byte = json[at] ?? 0
    if (byte === QUOTE) at = endOfText(json, at)
    else if (byte === COLON) members++
    else if (OPENING.has(byte)) levels++
    else if (CLOSING.has(byte)) levels--
    if (levels > MOST_LEVELS) return 'levels'
    if (members > MOST_MEMBERS) return 'members'
  }
  return undefined
}

function endOfText(json: Uint8Array, start: number): number {
  let at = start + 1
  while (at < json.length && json[at] !== QUOTE) at += json[at] === BACKSLASH ? 2 : 1
  return at
}
