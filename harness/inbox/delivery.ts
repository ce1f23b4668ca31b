// How a mail gets in, whoever brings it (SMTP, the send API, the sandbox in process): refusals, the headers Mailpit
// adds, tags, keeping, counting.

import { Cell } from '../../mocks/kit/kept/cell.ts'
import { Mail } from './mail.ts'
import type { Mailbox } from './mailbox.ts'
import { type HeaderBlock, headerAddresses, headerValue, readHeaders } from './mime/headers.ts'
import { withoutBrackets } from './mime/parts.ts'
import { mayHaveTags, tagsOf } from './tags.ts'

/** An SMTP refusal; the message may start with an enhanced status code. */
export interface Refusal {
  code: number
  message: string
}

/** Asked before the inbox says yes; answers a refusal to say no. */
export interface InboxFaults {
  beforeMail?(sender: string): Refusal | undefined | Promise<Refusal | undefined>
  beforeAuth?(username: string): Refusal | undefined | Promise<Refusal | undefined>
  beforeRcpt?(address: string): Refusal | undefined | Promise<Refusal | undefined>
}

export interface Envelope {
  from: string
  to: string[]
  /** Who logged in, if anybody. */
  username?: string
}

interface RejectedRecipient {
  address: string
  code: number
  /** The whole reply line. */
  response: string
}

export interface DeliveryReceipt {
  /** Absent when nobody accepted the mail. */
  id?: string
  accepted: string[]
  rejected: RejectedRecipient[]
}

export interface DeliveryStats {
  readonly accepted: number
  readonly acceptedBytes: number
  readonly rejected: number
}

/** [S] Mailpit's own limit since v1.30.0. */
const MAX_MESSAGE_BYTES = 50 * 1024 * 1024

/** [S] Mailpit's MP_SMTP_MAX_RECIPIENTS and its answer. */
const MOST_RECIPIENTS = 100
const TOO_MANY_RECIPIENTS: Refusal = { code: 452, message: '4.5.3 Too many recipients' }

const UNREADABLE: Refusal = { code: 451, message: '4.3.5 Unable to process mail' }

export interface DeliveryDeps {
  mailbox: Mailbox
  now: () => number
  newId: () => string
  onMessage?: ((mail: Mail) => void) | undefined
  faults?: InboxFaults | undefined
  maxMessageBytes?: number | undefined
}

export class Delivery {
  readonly #deps: DeliveryDeps
  readonly maxMessageBytes: number
  readonly #stats = new Cell<DeliveryStats>({ accepted: 0, acceptedBytes: 0, rejected: 0 })
  readonly kept = this.#stats

  constructor(deps: DeliveryDeps) {
    this.#deps = deps
    this.maxMessageBytes = deps.maxMessageBytes ?? MAX_MESSAGE_BYTES
  }

  get stats(): DeliveryStats {
    return this.#stats.value
  }

  get tooBig(): Refusal {
    const limit = this.maxMessageBytes
    return {
      code: 552,
      message: `5.3.4 Requested mail action aborted: exceeded storage allocation (${limit})`,
    }
  }

  async refuseSender(address: string): Promise<Refusal | undefined> {
    return this.#deps.faults?.beforeMail?.(address)
  }

  async refuseLogin(username: string): Promise<Refusal | undefined> {
    return this.#deps.faults?.beforeAuth?.(username)
  }

  /** `before`: how many this mail has. */
  async refuseRecipient(address: string, before: number): Promise<Refusal | undefined> {
    if (before >= MOST_RECIPIENTS) return TOO_MANY_RECIPIENTS
    const refusal = await this.#deps.faults?.beforeRcpt?.(address)
    if (refusal !== undefined) this.#count({ rejected: 1 })
    return refusal
  }

  /** The whole SMTP dialogue without a socket. */
  async deliver(raw: Buffer, envelope: Envelope): Promise<DeliveryReceipt> {
    const refused = (address: string, { code, message }: Refusal) => ({
      address,
      code,
      response: `${code} ${message}`,
    })
    const senderRefusal = await this.refuseSender(envelope.from)
    if (senderRefusal !== undefined) {
      return { accepted: [], rejected: envelope.to.map(address => refused(address, senderRefusal)) }
    }
    const accepted: string[] = []
    const rejected: RejectedRecipient[] = []
    // Who is named twice gets one mail, in the spelling that came last.
    const to = new Map<string, string>()
    for (const address of envelope.to) {
      const refusal = await this.refuseRecipient(address, to.size)
      if (refusal === undefined) {
        accepted.push(address)
        to.set(address.toLowerCase(), address)
      } else rejected.push(refused(address, refusal))
    }
    if (accepted.length === 0) return { accepted, rejected }
    const kept = this.keep(raw, { ...envelope, to: [...to.values()] })
    if (kept instanceof Mail) return { id: kept.id, accepted, rejected }
    return { accepted: [], rejected: [...rejected, ...accepted.map(address => refused(address, kept))] }
  }

  /** Keeps a mail whose recipients are already accepted. */
  keep(data: Buffer, envelope: Envelope): Mail | Refusal {
    const { mailbox, now, newId, onMessage } = this.#deps
    // [S] not counted: Mailpit refuses it while it is still reading.
    if (data.length > this.maxMessageBytes) return this.tooBig
    const received = readHeaders(data)
    if (received.malformed) {
      this.#count({ rejected: 1 })
      return UNREADABLE
    }
    const createdAt = now()
    const raw = withEnvelopeHeaders(data, received, envelope, { createdAt, newId })
    const kept = { id: newId(), createdAt, raw, username: envelope.username ?? '', read: false, tags: [] }
    const mail = new Mail(kept)
    mailbox.add(mail, mayHaveTags(received, envelope) ? tagsOf(mail) : [])
    this.#count({ accepted: 1, acceptedBytes: raw.length })
    onMessage?.(mail)
    return mail
  }

  #count({ accepted = 0, acceptedBytes = 0, rejected = 0 }: Partial<DeliveryStats>): void {
    const { stats } = this
    this.#stats.value = {
      accepted: stats.accepted + accepted,
      acceptedBytes: stats.acceptedBytes + acceptedBytes,
      rejected: stats.rejected + rejected,
    }
  }
}

/** As Mailpit keeps it: Received, Return-Path, a Message-ID where none is, and hidden recipients as Bcc. */
function withEnvelopeHeaders(
  data: Buffer,
  headers: HeaderBlock,
  { from, to }: Envelope,
  { createdAt, newId }: { createdAt: number; newId: () => string },
): string {
  const date = new Date(createdAt).toUTCString().replace('GMT', '+0000')
  let added = `Received: by inbox (referral-sandbox) with SMTP\r\n        for <${to[0] ?? ''}>; ${date}\r\n`
  const replaced: string[] = []
  if (withoutBrackets(headerValue(headers, 'return-path')) !== from) {
    added = `Return-Path: <${from}>\r\n${added}`
    replaced.push('return-path')
  }
  if (withoutBrackets(headerValue(headers, 'message-id')) === '')
    added = `Message-ID: <${newId()}@mailpit>\r\n${added}`
  const hidden = hiddenRecipients(headers, to)
  if (hidden.length > 0) {
    added = `Bcc: ${[headerValue(headers, 'bcc'), ...hidden].filter(Boolean).join(', ')}\r\n${added}`
    replaced.push('bcc')
  }
  const kept: Buffer[] = [Buffer.from(added)]
  let start = 0
  for (const line of headers.lines) {
    const at = replaced.indexOf(line.key)
    if (at === -1) continue
    replaced.splice(at, 1)
    kept.push(data.subarray(start, line.start))
    start = line.end
  }
  return Buffer.concat([...kept, data.subarray(start)]).toString('latin1')
}

function hiddenRecipients(headers: HeaderBlock, to: readonly string[]): string[] {
  // A list need not be read where it is the one address.
  if (to.length === 1 && headerValue(headers, 'to') === to[0]) return []
  const shown = new Set(
    ['to', 'cc', 'bcc']
      .flatMap(key => headerAddresses(headers, key))
      .map(({ Address }) => Address.toLowerCase()),
  )
  return to.filter(address => !shown.has(address.toLowerCase()))
}
