// What nodemailer is told of a mail, whichever way it leaves.
import type { SendMailOptions } from 'nodemailer'
import type { OutgoingMail } from '../../mocks/bloomreach/index.ts'

/** Seeded like the id, so that the same world gives the same bytes. */
export const boundarySeed = ({ messageId }: Pick<OutgoingMail, 'messageId'>): string =>
  messageId.replaceAll(/[^A-Za-z0-9]/g, '')

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
    baseBoundary: boundarySeed(mail),
    attachments: mail.attachments ?? [],
  } satisfies SendMailOptions
}
