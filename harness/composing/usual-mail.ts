// Writes a usual mail at once, to the byte as nodemailer composes it through its streams: one recipient with a plain address, one text or
// two, no attachment, no header that nodemailer treats in a way of its own. `test/harness/composing` holds both against each other.
import { buildHeaderValue } from 'nodemailer/lib/mime-funcs'
import type { OutgoingMail } from '../../mocks/bloomreach/index.ts'
import { isPlain, senderOf } from './addresses.ts'
import { dateLine, folded, furtherHeaders, headerLine } from './header-lines.ts'
import { boundarySeed } from './send-mail-options.ts'
import { type TextPart, textPart } from './text-part.ts'

export interface Envelope {
  from: string
  to: string[]
}

export interface ComposedMail {
  raw: Buffer
  envelope: Envelope
}

/** Undefined for a mail that is none. */
export function usualMail(mail: OutgoingMail, now: number): ComposedMail | undefined {
  if (!isUsual(mail)) return undefined
  const [to = ''] = mail.to
  const sender = senderOf(mail.from)
  const further = furtherHeaders(mail.headers)
  const parts = partsOf(mail)
  if (sender === undefined || further === undefined || parts === undefined) return undefined
  const head = `${further}${sender.line}${folded('To', to)}${subjectLine(mail)}${headerLine('Message-ID', mail.messageId)}${dateLine(now)}`
  const text = head + (parts.length === 1 ? alone(parts[0] as TextPart) : alternatives(parts, mail))
  return { raw: Buffer.from(text), envelope: { from: sender.envelope, to: [to] } }
}

/** Without a seed nodemailer draws the boundary. */
const isUsual = (mail: OutgoingMail): boolean =>
  mail.to.length === 1 &&
  isPlain(mail.to[0] ?? '') &&
  (mail.attachments ?? []).length === 0 &&
  boundarySeed(mail) !== ''

const subjectLine = ({ subject }: OutgoingMail): string =>
  subject === '' ? '' : headerLine('Subject', subject)

/** An empty text is none; a mail without any is left to nodemailer. */
function partsOf({ text = '', html = '' }: OutgoingMail): TextPart[] | undefined {
  const parts = [
    ...(text === '' ? [] : [textPart('text/plain; charset=utf-8', text)]),
    ...(html === '' ? [] : [textPart('text/html; charset=utf-8', html)]),
  ].filter(part => part !== undefined)
  return parts.length === Number(text !== '') + Number(html !== '') && parts.length > 0 ? parts : undefined
}

const alone = ({ type, encoding, body }: TextPart): string =>
  `Content-Transfer-Encoding: ${encoding}\r\nMIME-Version: 1.0\r\nContent-Type: ${type}\r\n\r\n${body}${body.endsWith('\r\n') ? '' : '\r\n'}`

function alternatives(parts: readonly TextPart[], mail: OutgoingMail): string {
  const boundary = `--_NmP-${boundarySeed(mail)}-Part_1`
  const type = buildHeaderValue({ value: 'multipart/alternative', params: { boundary } })
  const bodies = parts.map(
    ({ type, encoding, body }) =>
      `--${boundary}\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}\r\n`,
  )
  return `MIME-Version: 1.0\r\n${folded('Content-Type', type)}\r\n${bodies.join('')}--${boundary}--\r\n`
}
