// Where the bytes of mails lie: many in one piece of memory, and nothing else among them. Bytes that stay and bytes that are gone at
// once in one piece would keep three times as much, and what lies outside of the heap calls the collector for all that is in it.

const SIZE = 65_536
/** From there on a mail has a piece of its own. */
const LARGE = SIZE / 8

let slab = Buffer.alloc(0)

/** The same bytes, one after the other. */
export function joined(parts: readonly Buffer[]): Buffer {
  const kept = roomFor(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) at += part.copy(kept, at)
  return kept
}

function roomFor(length: number): Buffer {
  if (length >= LARGE) return Buffer.allocUnsafeSlow(length)
  if (slab.length < length) slab = Buffer.allocUnsafeSlow(SIZE)
  const room = slab.subarray(0, length)
  slab = slab.subarray(length)
  return room
}
