// One kept mail: its raw bytes and what its header block says. What is in its body is read by the Reader, once.

import type { MailAddress } from './mime/addresses.ts'
import { type HeaderBlock, headerAddresses, headerText, readHeaders } from './mime/headers.ts'
import { withoutBrackets } from './mime/parts.ts'
import type { Glance } from './reading/content.ts'

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
  /** Kept by the Reader with the first look. */
  glance: Glance | undefined

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

  /** As it was kept before. */
  static from({ id, createdAt, raw, username }: Pick<Mail, 'createdAt' | 'id' | 'raw' | 'username'>): Mail {
    return new Mail(id, createdAt, raw, username, readHeaders(raw))
  }

  get headers(): HeaderBlock {
    return readHeaders(this.raw)
  }
}
