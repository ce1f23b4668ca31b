// The header block of a mail or of one MIME part: splitting and unfolding. With offsets, because single headers get
// replaced. What is longer than any real header block is not read, and the mail says so.
import { type MailAddress, readAddresses } from './addresses.ts'
import { decodeWords } from './encoded-words.ts'

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
  /** There was more than is read: lines, or bytes of one value. */
  isCut: boolean
  /** As far as they were asked for. */
  addresses: Map<string, MailAddress[]>
}

const LINE_FEED = 10
/** Real mails have some fifty; a mailing list's tour of the world some hundreds. */
const MOST_LINES = 2_000
/** Of one value, folded lines together: some two thousand recipients. */
const MOST_VALUE_CHARACTERS = 65_536
/** Of all address lists of a mail, whose grammar is the dearest to read: some thousand recipients. */
const MOST_ADDRESSES_CHARACTERS = 32_768

export function readHeaders(raw: Buffer, from = 0, to = raw.length): HeaderBlock {
  const block: HeaderBlock = {
    lines: [],
    bodyStart: to,
    malformed: false,
    isCut: false,
    addresses: new Map(),
  }
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
    last.end = end
    if (last.value.length >= MOST_VALUE_CHARACTERS) block.isCut = true
    // [S] A first line that is empty (Exchange, nodemailer with a long value) leaves no space.
    else last.value = bounded(block, last.value === '' ? text.trim() : `${last.value} ${text.trim()}`)
    return
  }
  const colon = text.indexOf(':')
  if (colon < 1) {
    block.malformed = true
    return
  }
  if (block.lines.length >= MOST_LINES) {
    block.isCut = true
    return
  }
  const name = text.slice(0, colon).trim()
  const value = bounded(block, text.slice(colon + 1).trim())
  block.lines.push({ name, key: name.toLowerCase(), value, start, end })
}

function bounded(block: HeaderBlock, value: string): string {
  if (value.length <= MOST_VALUE_CHARACTERS) return value
  block.isCut = true
  return value.slice(0, MOST_VALUE_CHARACTERS)
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
  const known = block.addresses.get(key)
  if (known !== undefined) return known
  const value = headerValue(block, key)
  const left = Math.max(0, MOST_ADDRESSES_CHARACTERS - charactersRead(block))
  if (value.length > left) block.isCut = true
  const addresses = readAddresses(value.slice(0, left))
  block.addresses.set(key, addresses)
  return addresses
}

const charactersRead = (block: HeaderBlock): number =>
  [...block.addresses.keys()].reduce((sum, key) => sum + headerValue(block, key).length, 0)
