// Mail out: nodemailer composes each message, and it is handed to the embedded inbox, as SMTP would bring it.
import type { SendMailOptions } from 'nodemailer'
import MailComposer from 'nodemailer/lib/mail-composer'
import type { MailReceipt, OutgoingMail } from '../../mocks/bloomreach/index.ts'
import type { World } from '../../mocks/kit/world.ts'
import type { ClosableMailTransport } from './late-mail.ts'

export interface Envelope {
  from: string
  to: string[]
}

export type DeliverInProcess = (
  raw: Buffer,
  envelope: Envelope,
) => Promise<{ id?: string; accepted: string[]; rejected: MailReceipt['rejected'] }>

export function inProcessTransport(deliver: DeliverInProcess, world: () => World): ClosableMailTransport {
  return {
    async send(mail) {
      const composed = new MailComposer(toSendMailOptions(mail, world().clock.now())).compile()
      // The envelope as nodemailer would say it by SMTP: domains in ASCII, nobody twice.
      const { from, to } = composed.getEnvelope()
      const raw = asOnTheWire(await composed.build())
      const { id, accepted, rejected } = await deliver(raw, { from: from || '', to })
      return toReceipt({ accepted, rejected, queuedAs: id })
    },
    close() {},
  }
}

/** What nodemailer's SMTP makes of line ends: each is CRLF, also the last. */
function asOnTheWire(composed: Buffer): Buffer {
  const text = composed.toString('latin1').replaceAll(/\r\n?|\n/g, '\r\n')
  return Buffer.from(text.endsWith('\r\n') ? text : `${text}\r\n`, 'latin1')
}

export type Receipt = Omit<MailReceipt, 'queuedAs'> & { queuedAs: string | undefined }

export const toReceipt = ({ queuedAs, ...rest }: Receipt): MailReceipt =>
  queuedAs === undefined ? rest : { ...rest, queuedAs }

/** Its type is written out: whoever has the package's declarations has none of nodemailer's. */
export function toSendMailOptions(mail: OutgoingMail, now: number) {
  return {
    from: { name: mail.from.name ?? '', address: mail.from.address },
    to: mail.to,
    envelope: { from: mail.from.address, to: mail.to },
    subject: mail.subject,
    ...(mail.html === undefined ? {} : { html: mail.html }),
    ...(mail.text === undefined ? {} : { text: mail.text }),
    headers: mail.headers,
    messageId: mail.messageId,
    date: new Date(now),
    // Seeded like the id, so that the same world gives the same bytes.
    baseBoundary: mail.messageId.replaceAll(/[^A-Za-z0-9]/g, ''),
    attachments: mail.attachments ?? [],
  } satisfies SendMailOptions
}
