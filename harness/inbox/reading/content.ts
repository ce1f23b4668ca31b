// What is in a mail, read once: its texts, its parts, and the little that lists and searches need. Pure, so that a worker
// thread can do it for large mails.
import { createHash } from 'node:crypto'
import { type HtmlLines, htmlLines } from '../html/line.ts'
import { htmlToText } from '../html/text.ts'
import { htmlTree, type ReadTree } from '../html/tree.ts'
import { decodeWords } from '../mime/encoded-words.ts'
import { headerValue, readHeaders } from '../mime/headers.ts'
import { breadthFirst, depthFirst, type Part, partBytes, partText, readParts } from '../mime/parts.ts'
import { searchable } from '../search/searchable.ts'

/** A part that is not the text of the mail. */
export interface Attached {
  id: string
  type: string
  fileName: string
  contentId: string
  encoding: string
  bodyStart: number
  bodyEnd: number
  /** Of the decoded bytes. */
  size: number
  checksums: { MD5: string; SHA1: string; SHA256: string }
}

export interface MailContent {
  text: string
  html: string
  /** Counted by Mailpit as attachments. */
  attachments: Attached[]
  /** Content-Disposition: inline. */
  inlines: Attached[]
  /** Neither text nor disposed, for example images of multipart/related. */
  others: Attached[]
  /** Targets of the links in the HTML, each once. */
  links: string[]
  /** The mail has more parts, levels or header lines than are read. */
  isCut: boolean
}

/** What is kept of the body after the first look: small, unlike the content itself. */
export interface Glance {
  attachments: number
  inlines: number
  snippet: string
  searchText: string
}

export interface ReadMail {
  content: MailContent
  glance: Glance
}

export function readMail(raw: Buffer, treeOf: ReadTree = htmlTree): ReadMail {
  const { root, isCut } = readParts(raw)
  const sorted = root.type.startsWith('multipart/') ? severalParts(root) : singlePart(root)
  const html = sorted.html === undefined ? '' : partText(raw, sorted.html)
  const lines = htmlLines(html, treeOf)
  const content = contentOf(raw, sorted, { html, links: lines.links, isCut, treeOf })
  return { content, glance: glanceAt(raw, content, lines) }
}

interface Sorted {
  texts: Part[]
  html: Part | undefined
  attachments: Part[]
  inlines: Part[]
  others: Part[]
}

type KnownContent = Pick<MailContent, 'html' | 'links' | 'isCut'> & { treeOf: ReadTree }

function contentOf(raw: Buffer, sorted: Sorted, { treeOf, ...known }: KnownContent): MailContent {
  const attached = (part: Part) => describe(raw, part)
  const { html } = known
  const text = sorted.texts.map(part => partText(raw, part)).join('\n--\n')
  return {
    text: text === '' && html !== '' ? htmlToText(html, treeOf) : text,
    ...known,
    attachments: sorted.attachments.map(attached),
    inlines: sorted.inlines.map(attached),
    others: sorted.others.map(attached),
  }
}

function severalParts(root: Part): Sorted {
  const parts = breadthFirst(root)
  const leaves = parts.filter(part => !part.type.startsWith('multipart/'))
  const shown = (type: string) => (part: Part) => part.type === type && part.disposition !== 'attachment'
  return {
    texts:
      root.type === 'multipart/alternative'
        ? parts.filter(shown('text/plain')).slice(0, 1)
        : depthFirst(root).filter(shown('text/plain')),
    html: depthFirst(root).find(shown('text/html')),
    attachments: parts.filter(
      ({ disposition, type }) => disposition === 'attachment' || type === 'application/octet-stream',
    ),
    inlines: leaves.filter(part => part.disposition === 'inline'),
    others: leaves.filter(({ type, disposition }) => disposition === '' && !SHOWN_TYPES.has(type)),
  }
}

const SHOWN_TYPES = new Set(['text/plain', 'text/html', 'application/octet-stream'])

function singlePart(root: Part): Sorted {
  const sorted: Sorted = { texts: [], html: undefined, attachments: [], inlines: [], others: [] }
  const isText = root.type === 'text/plain' || root.type === 'text/html'
  if (root.disposition === 'attachment' || (!isText && root.disposition !== 'inline'))
    sorted.attachments = [root]
  else if (!isText) sorted.inlines = [root]
  else if (root.type === 'text/html') sorted.html = root
  else sorted.texts = [root]
  return sorted
}

/** [S] What is no `type/subtype` is unknown bytes. */
const isMediaType = (type: string): boolean => /^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+$/.test(type)

function describe(raw: Buffer, part: Part): Attached {
  const bytes = partBytes(raw, part)
  const checksum = (algorithm: string) => createHash(algorithm).update(bytes).digest('hex')
  const { id, type, fileName, contentId, encoding, bodyStart, bodyEnd } = part
  return {
    ...{
      id,
      type: isMediaType(type) ? type : 'application/octet-stream',
      fileName,
      contentId,
      encoding,
      bodyStart,
      bodyEnd,
    },
    size: bytes.length,
    checksums: { MD5: checksum('md5'), SHA1: checksum('sha1'), SHA256: checksum('sha256') },
  }
}

const SEARCHED_HEADERS = ['from', 'subject', 'to', 'cc', 'bcc', 'reply-to', 'return-path']
/** Of one mail; a search is for words that people read, not for a book. */
const MOST_SEARCH_CHARACTERS = 1_000_000

function glanceAt(raw: Buffer, content: MailContent, lines: HtmlLines): Glance {
  const headers = readHeaders(raw)
  const words = SEARCHED_HEADERS.map(key => decodeWords(headerValue(headers, key)))
  words.push(lines.lineWithTargets || content.text)
  words.push(...content.attachments.map(part => part.fileName))
  return {
    attachments: content.attachments.length,
    inlines: content.inlines.length,
    snippet: snippet(content, lines),
    searchText: searchable(words.join(' ').slice(0, MOST_SEARCH_CHARACTERS)),
  }
}

const SNIPPET_BYTES = 200

function snippet({ text, html }: MailContent, lines: HtmlLines): string {
  const line = html.trim() === '' ? text.replace(/[\ufeff\s]+/g, ' ').trim() : lines.line
  const bytes = Buffer.from(line)
  if (bytes.length <= SNIPPET_BYTES) return line
  // [S] internal/tools/snippets.go: a character of several bytes at the end goes, also when it is whole.
  let end = SNIPPET_BYTES
  while (end > 0 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end--
  if (end > 0 && ((bytes[end - 1] ?? 0) & 0xc0) === 0xc0) end--
  return `${bytes.toString('utf8', 0, end)}...`
}
