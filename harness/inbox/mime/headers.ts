// The header block of a mail or of one MIME part: splitting, unfolding, addresses and parameters.
// Encoded words and address grammar are postal-mime's work; offsets are ours, because single headers get replaced.
import { addressParser, decodeWords } from 'postal-mime'

interface HeaderLine {
  /** As written; `key` is the same in lower case. */
  name: string
  key: string
  /** Unfolded, encoded words still encoded. */
  value: string
  start: number
  end: number
}

export interface HeaderBlock {
  lines: HeaderLine[]
  /** Where the body starts. */
  bodyStart: number
  /** A line that is neither a header nor a continuation. */
  malformed: boolean
}

/** Spelled as Mailpit answers it. */
export interface MailAddress {
  Name: string
  Address: string
}

const LINE_FEED = 10

export function readHeaders(raw: Buffer, from = 0, to = raw.length): HeaderBlock {
  const block: HeaderBlock = { lines: [], bodyStart: to, malformed: false }
  let start = from
  while (start < to) {
    const feed = raw.indexOf(LINE_FEED, start)
    const end = feed === -1 || feed >= to ? to : feed + 1
    const text = lineText(raw, start, end)
    if (text === '') {
      block.bodyStart = end
      break
    }
    addLine(block, text, start, end)
    start = end
  }
  return block
}

function addLine(block: HeaderBlock, text: string, start: number, end: number): void {
  const last = block.lines.at(-1)
  if (/^[ \t]/.test(text) && last !== undefined) {
    last.value = `${last.value} ${text.trim()}`
    last.end = end
    return
  }
  const colon = text.indexOf(':')
  if (colon < 1) {
    block.malformed = true
    return
  }
  const name = text.slice(0, colon).trim()
  block.lines.push({ name, key: name.toLowerCase(), value: text.slice(colon + 1).trim(), start, end })
}

function lineText(raw: Buffer, start: number, end: number): string {
  let stop = end
  if (raw[stop - 1] === LINE_FEED) stop--
  if (raw[stop - 1] === 13) stop--
  return raw.toString('utf8', start, Math.max(start, stop))
}

/** The first value of a header, encoded words still encoded; empty when absent. */
export function headerValue(block: HeaderBlock, key: string): string {
  return block.lines.find(line => line.key === key)?.value ?? ''
}

export function headerText(block: HeaderBlock, key: string): string {
  return decodeWords(headerValue(block, key))
}

export function headerAddresses(block: HeaderBlock, key: string): MailAddress[] {
  const value = headerValue(block, key)
  if (value === '') return []
  return addressParser(value, { flatten: true })
    .map(({ name, address }) => ({ Name: name, Address: address ?? '' }))
    .filter(({ Address }) => Address !== '')
}

/** `text/plain; charset="utf-8"` as a lower-case value and its parameters, RFC 2231 continuations joined. */
export function parameters(header: string): { value: string; params: Map<string, string> } {
  const [value = '', ...rest] = header.split(/;(?=(?:[^"\\]|\\.|"(?:[^"\\]|\\.)*")*$)/)
  const pieces = new Map<string, { text: string; encoded: boolean }[]>()
  for (const piece of rest) {
    const match = /^\s*([^=*\s]+)(?:\*(\d+))?(\*)?\s*=\s*(.*?)\s*$/s.exec(piece)
    if (match === null) continue
    const [, name = '', index = '0', star, text = ''] = match
    const list = pieces.get(name.toLowerCase()) ?? []
    list[Number(index) % 1000] = { text: unquoted(text), encoded: star !== undefined }
    pieces.set(name.toLowerCase(), list)
  }
  const params = new Map<string, string>()
  for (const [name, list] of pieces) params.set(name, joined(list))
  return { value: value.trim().toLowerCase(), params }
}

function unquoted(text: string): string {
  return text.startsWith('"') ? text.replace(/^"|"$/g, '').replace(/\\(.)/g, '$1') : text
}

function joined(pieces: { text: string; encoded: boolean }[]): string {
  if (!pieces.some(piece => piece?.encoded))
    return decodeWords(pieces.map(piece => piece?.text ?? '').join(''))
  const [charset = 'utf-8'] = /^[^']*(?=')/.exec(pieces[0]?.text ?? '') ?? []
  const bytes = pieces.map((piece, index) => {
    const text = index === 0 ? (piece?.text ?? '').replace(/^[^']*'[^']*'/, '') : (piece?.text ?? '')
    return piece?.encoded ? percentBytes(text) : Buffer.from(text)
  })
  return decodeCharset(Buffer.concat(bytes), charset)
}

function percentBytes(text: string): Buffer {
  const latin1 = text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return Buffer.from(latin1, 'latin1')
}

/** Bytes as text; an unknown charset is read as UTF-8, since a mail must never be unreadable. */
export function decodeCharset(bytes: Buffer, charset: string): string {
  if (charset === '' || /^(utf-?8|us-ascii)$/i.test(charset)) return bytes.toString('utf8')
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    return bytes.toString('utf8')
  }
}
