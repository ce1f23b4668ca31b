// Mailpit's answer shapes: field names exact, lists never null, `Attachments` a number in lists and an array in a message.
import { createHash } from 'node:crypto'
import { type Mail, withoutBrackets } from './mail.ts'
import type { Mailbox } from './mailbox.ts'
import { headerText, type MailAddress } from './mime/headers.ts'
import { type ListUnsubscribe, listUnsubscribe } from './mime/list-unsubscribe.ts'
import { type Part, partBytes } from './mime/parts.ts'

interface MessageSummary {
  ID: string
  MessageID: string
  Read: boolean
  From: MailAddress
  To: MailAddress[]
  Cc: MailAddress[]
  Bcc: MailAddress[]
  ReplyTo: MailAddress[]
  Subject: string
  Created: string
  Username: string
  Tags: string[]
  Size: number
  Attachments: number
  Snippet: string
}

export interface MessagesSummary {
  total: number
  unread: number
  /** Length of this page; no longer documented, still sent. */
  count: number
  messages_count: number
  messages_unread: number
  start: number
  tags: string[]
  messages: MessageSummary[]
}

interface AttachmentSummary {
  PartID: string
  FileName: string
  ContentType: string
  ContentID: string
  Size: number
  Checksums: { MD5: string; SHA1: string; SHA256: string }
}

export interface Message {
  ID: string
  MessageID: string
  From: MailAddress
  To: MailAddress[]
  Cc: MailAddress[]
  Bcc: MailAddress[]
  ReplyTo: MailAddress[]
  ReturnPath: string
  Subject: string
  ListUnsubscribe: ListUnsubscribe
  Date: string
  Tags: string[]
  Username: string
  Text: string
  HTML: string
  Size: number
  Inline: AttachmentSummary[]
  Attachments: AttachmentSummary[]
}

export interface Page {
  start: number
  /** Undefined for all. */
  limit: number | undefined
}

/** One page of `matching`, with counts over the mailbox and over what matches. */
export function messagesSummary(mailbox: Mailbox, matching: readonly Mail[], page: Page): MessagesSummary {
  const end = page.limit === undefined ? undefined : page.start + page.limit
  const messages = matching.slice(page.limit === undefined ? 0 : page.start, end).map(messageSummary)
  return {
    total: mailbox.size,
    unread: mailbox.unread,
    count: messages.length,
    messages_count: matching.length,
    messages_unread:
      matching === mailbox.newestFirst() ? mailbox.unread : matching.filter(mail => !mail.read).length,
    start: page.start,
    tags: mailbox.tagNames(),
    messages,
  }
}

function messageSummary(mail: Mail): MessageSummary {
  return {
    ID: mail.id,
    MessageID: mail.messageId,
    Read: mail.read,
    From: mail.from,
    To: mail.to,
    Cc: mail.cc,
    Bcc: mail.bcc,
    ReplyTo: mail.replyTo,
    Subject: mail.subject,
    Created: new Date(mail.createdAt).toISOString(),
    Username: mail.username,
    Tags: mail.tags,
    Size: mail.raw.length,
    Attachments: mail.glance.attachments,
    Snippet: mail.glance.snippet,
  }
}

export function message(mail: Mail): Message {
  const { headers, content } = mail
  const named = ({ fileName, contentId }: Part) => fileName !== '' || contentId !== ''
  const sent = Date.parse(headerText(headers, 'date'))
  return {
    ID: mail.id,
    MessageID: mail.messageId,
    From: mail.from,
    To: mail.to,
    Cc: mail.cc,
    Bcc: mail.bcc,
    ReplyTo: mail.replyTo,
    ReturnPath: withoutBrackets(headerText(headers, 'return-path')) || mail.from.Address,
    Subject: mail.subject,
    ListUnsubscribe: listUnsubscribe(
      headerText(headers, 'list-unsubscribe'),
      headerText(headers, 'list-unsubscribe-post'),
    ),
    Date: new Date(Number.isNaN(sent) ? mail.createdAt : sent).toISOString(),
    Tags: mail.tags,
    Username: mail.username,
    Text: content.text,
    HTML: content.html,
    Size: mail.raw.length,
    Inline: [...content.inlines, ...content.others].filter(named).map(part => attachment(mail, part)),
    Attachments: content.attachments.filter(named).map(part => attachment(mail, part)),
  }
}

function attachment(mail: Mail, part: Part): AttachmentSummary {
  const bytes = partBytes(mail.raw, part)
  const checksum = (algorithm: string) => createHash(algorithm).update(bytes).digest('hex')
  return {
    PartID: part.id,
    FileName: part.fileName || part.contentId,
    ContentType: part.type,
    ContentID: part.contentId,
    Size: bytes.length,
    Checksums: { MD5: checksum('md5'), SHA1: checksum('sha1'), SHA256: checksum('sha256') },
  }
}

/** Headers under their canonical names (Message-Id, X-Tags), sorted, values as they came. */
export function messageHeaders(mail: Mail): Record<string, string[]> {
  const byName = new Map<string, string[]>()
  for (const { key, value } of mail.headers.lines) {
    const name = key.replace(/(^|-)[a-z]/g, start => start.toUpperCase())
    byName.set(name, [...(byName.get(name) ?? []), value])
  }
  return Object.fromEntries([...byName].sort(([a], [b]) => (a < b ? -1 : 1)))
}
