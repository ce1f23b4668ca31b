// One kept mail: its raw bytes and what its header block says. What is in its body is read by the Reader, once.

import type { MailAddress } from './mime/addresses.ts'
import { type HeaderBlock, headerAddresses, headerText, readHeaders } from './mime/headers.ts'
import { withoutBrackets } from './mime/parts.ts'
import type { Glance } from './reading/content.ts'

/** What is kept of a mail. */
export interface MailRecord {
  readonly id: string
  readonly createdAt: number
  readonly raw: Buffer
  readonly username: string
  readonly read: boolean
  readonly tags: readonly string[]
}

export class Mail {
  /** As it is now: the mailbox puts another in its place. */
  record: MailRecord
  readonly messageId: string
  readonly subject: string
  readonly from: MailAddress
  readonly to: MailAddress[]
  readonly cc: MailAddress[]
  readonly bcc: MailAddress[]
  readonly replyTo: MailAddress[]
  /** Kept by the Reader with the first look. */
  glance: Glance | undefined

  constructor(record: MailRecord, headers: HeaderBlock = readHeaders(record.raw)) {
    this.record = record
    this.messageId = withoutBrackets(headerText(headers, 'message-id'))
    this.subject = headerText(headers, 'subject')
    this.from = headerAddresses(headers, 'from')[0] ?? { Name: headerText(headers, 'from'), Address: '' }
    this.to = headerAddresses(headers, 'to')
    this.cc = headerAddresses(headers, 'cc')
    this.bcc = headerAddresses(headers, 'bcc')
    this.replyTo = headerAddresses(headers, 'reply-to')
  }

  get id(): string {
    return this.record.id
  }

  get createdAt(): number {
    return this.record.createdAt
  }

  get raw(): Buffer {
    return this.record.raw
  }

  get username(): string {
    return this.record.username
  }

  get read(): boolean {
    return this.record.read
  }

  get tags(): readonly string[] {
    return this.record.tags
  }

  get headers(): HeaderBlock {
    return readHeaders(this.raw)
  }
}
