// The tree of MIME parts inside a mail. Parts are ranges of the raw bytes, numbered as Mailpit's parser (enmime)
// numbers them, because a part's number is its address in the API. Nothing is decoded before somebody asks.
import {
  decodeCharset,
  type HeaderBlock,
  headerText,
  headerValue,
  parameters,
  readHeaders,
} from './headers.ts'

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

const MAX_DEPTH = 50

export function readParts(raw: Buffer, headers: HeaderBlock = readHeaders(raw)): Part {
  return readPart(raw, headers, '0', raw.length, 0)
}

function readPart(raw: Buffer, headers: HeaderBlock, id: string, end: number, depth: number): Part {
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
    contentId: headerText(headers, 'content-id').replace(/^<|>$/g, ''),
    encoding: headerValue(headers, 'content-transfer-encoding').toLowerCase(),
    bodyStart: headers.bodyStart,
    bodyEnd: end,
    children: [],
  }
  const boundary = params.get('boundary')
  if (!type.startsWith('multipart/') || boundary === undefined || depth >= MAX_DEPTH) return part
  const prefix = depth === 0 ? '' : `${id}.`
  part.children = ranges(raw, boundary, headers.bodyStart, end).map(([from, to], index) =>
    readPart(raw, readHeaders(raw, from, to), `${prefix}${index + 1}`, to, depth + 1),
  )
  if (depth > 0) part.id = `${id}.0`
  return part
}

/** What lies between the boundary lines; the line break before a boundary belongs to the boundary. */
function ranges(raw: Buffer, boundary: string, from: number, to: number): [number, number][] {
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
  const body = raw.subarray(part.bodyStart, part.bodyEnd)
  if (part.encoding === 'base64') return Buffer.from(body.toString('latin1'), 'base64')
  if (part.encoding === 'quoted-printable') return quotedPrintable(body.toString('latin1'))
  return body
}

export function partText(raw: Buffer, part: Part): string {
  return decodeCharset(partBytes(raw, part), part.charset)
}

function quotedPrintable(text: string): Buffer {
  const plain = text
    .replace(/[ \t]+(?=\r?\n|$)/g, '')
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(plain, 'latin1')
}
