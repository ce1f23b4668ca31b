// Content-Transfer-Encoding: the bytes behind base64 and quoted-printable, each byte looked at once.

const CARRIAGE_RETURN = 13
const LINE_FEED = 10
const EQUALS = 61

/** The bytes of a body; an encoding that nobody knows is taken as none. */
export function decodeTransfer(body: Buffer, encoding: string): Buffer {
  if (encoding === 'base64') return base64Bytes(body)
  return encoding === 'quoted-printable' ? quotedPrintableBytes(body) : body
}

/** RFC 2045, 6.8: what is outside of the alphabet is passed over; `-` and `_` are, which Node would read. */
const base64Bytes = (body: Buffer): Buffer =>
  Buffer.from(body.toString('latin1').replaceAll(/[^A-Za-z0-9+/=]+/g, ''), 'base64')

/** White space at the end of a line is no content, and `=` there joins two lines. */
export function quotedPrintableBytes(body: Buffer): Buffer {
  const out = Buffer.allocUnsafe(body.length)
  let length = 0
  for (let start = 0; start < body.length; ) {
    const feed = body.indexOf(LINE_FEED, start)
    const next = feed === -1 ? body.length : feed + 1
    const textEnd = feed === -1 ? next : body[feed - 1] === CARRIAGE_RETURN && feed > start ? feed - 1 : feed
    const contentEnd = trimmedEnd(body, start, textEnd)
    const isJoined = feed !== -1 && contentEnd > start && body[contentEnd - 1] === EQUALS
    length = decodeLine(body, start, isJoined ? contentEnd - 1 : contentEnd, out, length)
    if (!isJoined) length += body.copy(out, length, textEnd, next)
    start = next
  }
  return out.subarray(0, length)
}

function trimmedEnd(body: Buffer, start: number, end: number): number {
  let at = end
  while (at > start && (body[at - 1] === 32 || body[at - 1] === 9)) at--
  return at
}

function decodeLine(body: Buffer, start: number, end: number, out: Buffer, from: number): number {
  let length = from
  for (let at = start; at < end; at++) {
    const byte = body[at] as number
    const value = byte === EQUALS && at + 2 < end ? hexValue(body[at + 1], body[at + 2]) : -1
    if (value === -1) out[length++] = byte
    else {
      out[length++] = value
      at += 2
    }
  }
  return length
}

/** The byte that two hexadecimal digits write, or -1. */
function hexValue(high: number | undefined, low: number | undefined): number {
  const first = digit(high)
  const second = digit(low)
  return first === -1 || second === -1 ? -1 : first * 16 + second
}

function digit(code = 0): number {
  if (code >= 48 && code <= 57) return code - 48
  const letter = code | 32
  return letter >= 97 && letter <= 102 ? letter - 87 : -1
}
