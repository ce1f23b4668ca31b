// Where a text fits a pattern in which `_` stands for any one character: all places at once, one bit for each character of
// the pattern, so that the worst text costs no more than any other.

const BITS = 32

/** The first place at or behind `from`; -1 where there is none. */
export function placeWithBlanks(text: string, pattern: string, from: number): number {
  const masks = masksOf(pattern)
  const state = new Uint32Array(masks.blank.length)
  const last = (pattern.length - 1) % BITS
  for (let at = from; at < text.length; at++) {
    step(state, masks.of.get(text.charCodeAt(at)) ?? masks.blank)
    if (((state.at(-1) ?? 0) >>> last) & 1) return at + 1 - pattern.length
  }
  return -1
}

/** Under each character the places of the pattern where it may stand. */
function masksOf(pattern: string): { of: Map<number, Uint32Array>; blank: Uint32Array } {
  const blank = new Uint32Array(Math.ceil(pattern.length / BITS))
  for (let place = 0; place < pattern.length; place++) if (pattern[place] === '_') mark(blank, place)
  const of = new Map<number, Uint32Array>()
  for (let place = 0; place < pattern.length; place++) {
    const code = pattern.charCodeAt(place)
    const mask = of.get(code) ?? blank.slice()
    of.set(code, mark(mask, place))
  }
  return { of, blank }
}

function mark(mask: Uint32Array, place: number): Uint32Array {
  const word = Math.floor(place / BITS)
  mask[word] = (mask[word] ?? 0) | (1 << (place % BITS))
  return mask
}

/** Each place that was reached moves on by one where the character may stand there; a new one begins. */
function step(state: Uint32Array, mask: Uint32Array): void {
  let carry = 1
  for (let word = 0; word < state.length; word++) {
    const reached = state[word] ?? 0
    state[word] = ((reached << 1) | carry) & (mask[word] ?? 0)
    carry = reached >>> (BITS - 1)
  }
}
