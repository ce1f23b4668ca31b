// A mail as the bytes and the envelope that leave: the usual ones are written at once, all others are nodemailer's to compose.
import MailComposer from 'nodemailer/lib/mail-composer'
import type { OutgoingMail } from '../../mocks/bloomreach/index.ts'
import { onTheWire } from './line-ends.ts'
import { toSendMailOptions } from './send-mail-options.ts'
import { type ComposedMail, usualMail } from './usual-mail.ts'

export const composedMail = (mail: OutgoingMail, now: number): ComposedMail | Promise<ComposedMail> =>
  usualMail(mail, now) ?? composedByNodemailer(mail, now)

/** The envelope as nodemailer would say it by SMTP: domains in ASCII, nobody twice. */
export async function composedByNodemailer(mail: OutgoingMail, now: number): Promise<ComposedMail> {
  const composed = new MailComposer(toSendMailOptions(mail, now)).compile()
  const { from, to } = composed.getEnvelope()
  const raw = Buffer.from(onTheWire((await composed.build()).toString('latin1')), 'latin1')
  return { raw, envelope: { from: from || '', to } }
}
