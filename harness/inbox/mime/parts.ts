// The tree of MIME parts inside a mail. Parts are ranges of the raw bytes, numbered as Mailpit's parser (enmime)
// numbers them, because a part's number is its address in the API. Nothing is decoded before somebody asks.
import { decodeCharset } from './charset.ts'
import { type HeaderBlock, headerText, headerValue, readHeaders } from './headers.ts'
import { parameters } from './parameters.ts'
import { decodeTransfer } from './transfer-encoding.ts'

export interface Part {
  /** "1", "2.1"; "0" for a mail that is not multipart. */
  id: string
  type: string
  charset: string
  /** "attachment", "inline" or empty. */
  disposition: string
  fileName: string
  contentId: string
  encoding: string
  bodyStart: number
  bodyEnd: number
  children: Part[]
}

/** More than any real mail has; the rest of the mail stays what it is, bytes of its source. */
const MOST_DEPTH = 50
const MOST_PARTS = 1_000

export interface PartTree {
  root: Part
  /** There was more than is read: parts, levels or header lines. */
  isCut: boolean
}

/** What is left to read, shared by the whole tree. */
interface Budget {
  parts: number
  isCut: boolean
}

export function readParts(raw: Buffer, headers: HeaderBlock = readHeaders(raw)): PartTree {
  const budget: Budget = { parts: MOST_PARTS, isCut: false }
  const root = readPart({ raw, headers, id: '0', end: raw.length, depth: 0 }, budget)
  return { root, isCut: budget.isCut }
}

interface Place {
  raw: Buffer
  headers: HeaderBlock
  id: string
  end: number
  depth: number
}

function readPart(place: Place, budget: Budget): Part {
  const { headers, id, end, depth } = place
  const { value: type, params } = parameters(
    headerValue(headers, 'content-type') || (depth === 0 ? 'text/plain' : ''),
  )
  const { value: disposition, params: more } = parameters(headerValue(headers, 'content-disposition'))
  const part: Part = {
    id,
    type,
    charset: params.get('charset') ?? '',
    disposition,
    fileName: more.get('filename') || params.get('name') || params.get('file') || '',
    contentId: withoutBrackets(headerText(headers, 'content-id')),
    encoding: headerValue(headers, 'content-transfer-encoding').toLowerCase(),
    bodyStart: headers.bodyStart,
    bodyEnd: end,
    children: [],
  }
  budget.isCut ||= headers.isCut
  const boundary = params.get('boundary')
  if (!type.startsWith('multipart/') || boundary === undefined) return part
  part.children = childrenOf(place, boundary, budget)
  if (depth > 0) part.id = `${id}.0`
  return part
}

function childrenOf({ raw, headers, id, end, depth }: Place, boundary: string, budget: Budget): Part[] {
  const found = depth >= MOST_DEPTH ? [] : ranges(raw, boundary, { from: headers.bodyStart, to: end }, budget)
  if (depth >= MOST_DEPTH) budget.isCut = true
  const prefix = depth === 0 ? '' : `${id}.`
  return found.map(([from, to], index) =>
    readPart(
      { raw, headers: readHeaders(raw, from, to), id: `${prefix}${index + 1}`, end: to, depth: depth + 1 },
      budget,
    ),
  )
}

/** A Message-ID or Content-ID without what encloses it. */
export function withoutBrackets(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && '<>'.includes(text[start] ?? ' ')) start++
  while (end > start && '<>'.includes(text[end - 1] ?? ' ')) end--
  return text.slice(start, end)
}

/** What lies between the boundary lines; the line break before a boundary belongs to the boundary. */
function ranges(
  raw: Buffer,
  boundary: string,
  { from, to }: { from: number; to: number },
  budget: Budget,
): [number, number][] {
  const marker = Buffer.from(`--${boundary}`, 'latin1')
  const found: [number, number][] = []
  let open: number | undefined
  for (
    let at = raw.indexOf(marker, from);
    at !== -1 && at < to;
    at = raw.indexOf(marker, at + marker.length)
  ) {
    if (at > from && raw[at - 1] !== 10) continue
    const after = at + marker.length
    const rest = /^(--)?[ \t]*(\r?\n|$)/.exec(raw.toString('latin1', after, Math.min(to, after + 80)))
    if (rest === null) continue
    if (open !== undefined) found.push([open, Math.max(open, at - (raw[at - 2] === 13 ? 2 : 1))])
    if (rest[1] !== undefined) return found
    open = after + rest[0].length
    budget.parts--
    if (budget.parts < 0) {
      budget.isCut = true
      return found
    }
  }
  if (open !== undefined && open < to) found.push([open, to])
  return found
}

/** Every part, parents before children, level by level: the order in which Mailpit lists attachments. */
export function breadthFirst(root: Part): Part[] {
  const parts = [root]
  for (const part of parts) parts.push(...part.children)
  return parts
}

/** Every part in the order of the document. */
export function depthFirst(root: Part): Part[] {
  return [root, ...root.children.flatMap(depthFirst)]
}

export function partBytes(raw: Buffer, part: Part): Buffer {
  return decodeTransfer(raw.subarray(part.bodyStart, part.bodyEnd), part.encoding)
}

export function partText(raw: Buffer, part: Part): string {
  const body = raw.subarray(part.bodyStart, part.bodyEnd)
  const decoded = partBytes(raw, part)
  const bytes = part.encoding === 'base64' && isMislabelled(body, decoded) ? body : decoded
  const charset = part.charset === '' && part.type === 'text/html' ? charsetInHtml(bytes) : part.charset
  return decodeCharset(bytes, charset)
}

/** A text that says it is base64 and is not stands as it is: read as such it would be no text. */
const isMislabelled = (body: Buffer, decoded: Buffer): boolean =>
  /[^A-Za-z0-9+/=\s]/.test(body.toString('latin1')) &&
  decoded.some(byte => byte < 9 || (byte > 13 && byte < 27))

/** `<meta charset=…>` and its older form, near the beginning, where a mail says nothing else. */
function charsetInHtml(bytes: Buffer): string {
  const beginning = bytes.toString('latin1', 0, 4_096)
  return /<meta\s[^>]{0,400}?charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})/i.exec(beginning)?.[1] ?? ''
}
