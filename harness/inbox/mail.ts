// One kept mail: its raw bytes, and what its header block says once somebody looks. What is in its body is read by the Reader, once.

import type { MailAddress } from './mime/addresses.ts'
import { type HeaderBlock, headerAddresses, headerText, readHeaders } from './mime/headers.ts'
import { withoutBrackets } from './mime/parts.ts'
import type { Glance } from './reading/content.ts'

/** What is kept of a mail. */
export interface MailRecord {
  readonly id: string
  readonly createdAt: number
  /**
   * Its bytes, a character each. As a text they lie among all else that the collector of garbage counts; as a buffer they lie outside, and
   * every 64 MB of those make it walk through the whole of a large world.
   */
  readonly raw: string
  readonly username: string
  readonly read: boolean
  readonly tags: readonly string[]
}

/** What its header block says of it. */
interface Heading {
  readonly messageId: string
  readonly subject: string
  readonly from: MailAddress
  readonly to: MailAddress[]
  readonly cc: MailAddress[]
  readonly bcc: MailAddress[]
  readonly replyTo: MailAddress[]
}

export class Mail {
  /** As it is now: the mailbox puts another in its place. */
  record: MailRecord
  /** Kept by the Reader with the first look. */
  glance: Glance | undefined
  #heading: Heading | undefined

  constructor(record: MailRecord) {
    this.record = record
  }

  get id(): string {
    return this.record.id
  }

  get createdAt(): number {
    return this.record.createdAt
  }

  get raw(): Buffer {
    return Buffer.from(this.record.raw, 'latin1')
  }

  /** In bytes. */
  get size(): number {
    return this.record.raw.length
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

  get messageId(): string {
    return this.#read().messageId
  }

  get subject(): string {
    return this.#read().subject
  }

  get from(): MailAddress {
    return this.#read().from
  }

  get to(): MailAddress[] {
    return this.#read().to
  }

  get cc(): MailAddress[] {
    return this.#read().cc
  }

  get bcc(): MailAddress[] {
    return this.#read().bcc
  }

  get replyTo(): MailAddress[] {
    return this.#read().replyTo
  }

  /** With the first look: most mails of a crowd are never looked at. */
  #read(): Heading {
    this.#heading ??= headingOf(this.headers)
    return this.#heading
  }
}

const headingOf = (headers: HeaderBlock): Heading => ({
  messageId: withoutBrackets(headerText(headers, 'message-id')),
  subject: headerText(headers, 'subject'),
  from: headerAddresses(headers, 'from')[0] ?? { Name: headerText(headers, 'from'), Address: '' },
  to: headerAddresses(headers, 'to'),
  cc: headerAddresses(headers, 'cc'),
  bcc: headerAddresses(headers, 'bcc'),
  replyTo: headerAddresses(headers, 'reply-to'),
})
