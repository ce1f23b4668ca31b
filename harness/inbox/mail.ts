// One kept mail: its raw bytes and what lists and searches need. The body is parsed when first asked for.
import { decodeWords } from 'postal-mime'
import { htmlToLine, htmlToText } from './html/text.ts'
import {
  type HeaderBlock,
  headerAddresses,
  headerText,
  headerValue,
  type MailAddress,
  readHeaders,
} from './mime/headers.ts'
import { breadthFirst, depthFirst, type Part, partText, readParts } from './mime/parts.ts'

export interface MailContent {
  text: string
  html: string
  /** Counted by Mailpit as attachments. */
  attachments: Part[]
  /** Content-Disposition: inline. */
  inlines: Part[]
  /** Neither text nor disposed, for example images of multipart/related. */
  others: Part[]
}

/** What is kept of the body after the first look: small, unlike the content itself. */
interface Glance {
  attachments: number
  inlines: number
  snippet: string
  searchText: string
}

export class Mail {
  readonly id: string
  readonly createdAt: number
  readonly raw: Buffer
  readonly username: string
  readonly messageId: string
  readonly subject: string
  readonly from: MailAddress
  readonly to: MailAddress[]
  readonly cc: MailAddress[]
  readonly bcc: MailAddress[]
  readonly replyTo: MailAddress[]
  read = false
  tags: string[] = []
  #glance: Glance | undefined

  constructor(id: string, createdAt: number, raw: Buffer, username: string, headers: HeaderBlock) {
    this.id = id
    this.createdAt = createdAt
    this.raw = raw
    this.username = username
    this.messageId = withoutBrackets(headerText(headers, 'message-id'))
    this.subject = headerText(headers, 'subject')
    this.from = headerAddresses(headers, 'from')[0] ?? { Name: headerText(headers, 'from'), Address: '' }
    this.to = headerAddresses(headers, 'to')
    this.cc = headerAddresses(headers, 'cc')
    this.bcc = headerAddresses(headers, 'bcc')
    this.replyTo = headerAddresses(headers, 'reply-to')
  }

  get headers(): HeaderBlock {
    return readHeaders(this.raw)
  }

  get content(): MailContent {
    return readContent(this.raw)
  }

  get glance(): Glance {
    this.#glance ??= glanceAt(this)
    return this.#glance
  }
}

export function withoutBrackets(text: string): string {
  return text.replace(/^[<>]+|[<>]+$/g, '')
}

function readContent(raw: Buffer): MailContent {
  const root = readParts(raw)
  if (!root.type.startsWith('multipart/')) return singlePart(raw, root)
  const parts = breadthFirst(root)
  const leaves = parts.filter(part => !part.type.startsWith('multipart/'))
  const shown = (type: string) => (part: Part) => part.type === type && part.disposition !== 'attachment'
  const texts =
    root.type === 'multipart/alternative'
      ? parts.filter(shown('text/plain')).slice(0, 1)
      : depthFirst(root).filter(shown('text/plain'))
  const html = depthFirst(root).find(shown('text/html'))
  return withText({
    text: texts.map(part => partText(raw, part)).join('\n--\n'),
    html: html === undefined ? '' : partText(raw, html),
    attachments: parts.filter(
      part => part.disposition === 'attachment' || part.type === 'application/octet-stream',
    ),
    inlines: leaves.filter(part => part.disposition === 'inline'),
    others: leaves.filter(
      ({ type, disposition }) =>
        disposition === '' && !/^(text\/plain|text\/html|application\/octet-stream)$/.test(type),
    ),
  })
}

function singlePart(raw: Buffer, root: Part): MailContent {
  const content: MailContent = { text: '', html: '', attachments: [], inlines: [], others: [] }
  const isText = root.type === 'text/plain' || root.type === 'text/html'
  if (root.disposition === 'attachment' || (!isText && root.disposition !== 'inline'))
    content.attachments = [root]
  else if (!isText) content.inlines = [root]
  else if (root.type === 'text/html') content.html = partText(raw, root)
  else content.text = partText(raw, root)
  return withText(content)
}

function withText(content: MailContent): MailContent {
  if (content.text === '' && content.html !== '') content.text = htmlToText(content.html)
  return content
}

function glanceAt(mail: Mail): Glance {
  const { headers, content } = mail
  const words = ['from', 'subject', 'to', 'cc', 'bcc', 'reply-to', 'return-path'].map(key =>
    decodeWords(headerValue(headers, key)),
  )
  words.push(htmlToLine(content.html, { links: true }) || content.text)
  words.push(...content.attachments.map(part => part.fileName))
  return {
    attachments: content.attachments.length,
    inlines: content.inlines.length,
    snippet: snippet(content),
    searchText: searchable(words.join(' ')),
  }
}

/** Mailpit's form of stored search text and of search words: one line, lower case, without marks that quote addresses. */
export function searchable(text: string): string {
  return text
    .replace(/[\ufeff\s><",;()]+/g, ' ')
    .trim()
    .toLowerCase()
}

const SNIPPET_BYTES = 200

function snippet({ text, html }: MailContent): string {
  const line = html.trim() === '' ? text.replace(/[\ufeff\s]+/g, ' ').trim() : htmlToLine(html)
  const bytes = Buffer.from(line)
  if (bytes.length <= SNIPPET_BYTES) return line
  let end = SNIPPET_BYTES
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--
  return `${bytes.toString('utf8', 0, end)}...`
}
