// Mailpit's answer shapes: field names exact, lists never null, `Attachments` a number in lists and an array in a message.

import type { Mail } from './mail.ts'
import type { Mailbox } from './mailbox.ts'
import type { MailAddress } from './mime/addresses.ts'
import { sentAt } from './mime/date.ts'
import { headerText } from './mime/headers.ts'
import { type ListUnsubscribe, listUnsubscribe } from './mime/list-unsubscribe.ts'
import { withoutBrackets } from './mime/parts.ts'
import type { Attached, MailContent } from './reading/content.ts'
import type { Reader } from './reading/reader.ts'

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
export async function messagesSummary(
  { mailbox, reader }: { mailbox: Mailbox; reader: Reader },
  matching: readonly Mail[],
  page: Page,
): Promise<MessagesSummary> {
  const end = page.limit === undefined ? undefined : page.start + page.limit
  const shown = matching.slice(page.limit === undefined ? 0 : page.start, end)
  await reader.glances(shown)
  const messages = shown.map(messageSummary)
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

export function messageSummary(mail: Mail): MessageSummary {
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
    Tags: [...mail.tags],
    Size: mail.size,
    Attachments: mail.glance?.attachments ?? 0,
    Snippet: mail.glance?.snippet ?? '',
  }
}

export function message(mail: Mail, content: MailContent): Message {
  const { headers } = mail
  const named = ({ fileName, contentId }: Attached) => fileName !== '' || contentId !== ''
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
    Date: sentAt(headerText(headers, 'date')) ?? new Date(mail.createdAt).toISOString(),
    Tags: [...mail.tags],
    Username: mail.username,
    Text: content.text,
    HTML: content.html,
    Size: mail.size,
    Inline: [...content.inlines, ...content.others].filter(named).map(attachment),
    Attachments: content.attachments.filter(named).map(attachment),
  }
}

function attachment({ id, fileName, type, contentId, size, checksums }: Attached): AttachmentSummary {
  return {
    PartID: id,
    FileName: fileName || contentId,
    ContentType: type,
    ContentID: contentId,
    Size: size,
    Checksums: checksums,
  }
}

/** Headers under their canonical names (Message-Id, X-Tags), sorted, values as they came. */
export function messageHeaders(mail: Mail): Record<string, string[]> {
  const byName = new Map<string, string[]>()
  for (const { name: written, key, value } of mail.headers.lines) {
    const name = canonicalName(written, key)
    const values = byName.get(name)
    if (values === undefined) byName.set(name, [value])
    else values.push(value)
  }
  return Object.fromEntries([...byName].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** [S] Go's CanonicalMIMEHeaderKey: what is no header name stays as it is written. */
function canonicalName(written: string, key: string): string {
  if (!/^[a-z0-9!#$%&'*+.^_`|~-]+$/.test(key)) return written
  return key.replace(/(^|-)[a-z]/g, start => start.toUpperCase())
}
