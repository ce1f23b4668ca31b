// Mail out: each message is composed and handed to the embedded inbox, as SMTP would bring it.
import type { MailReceipt } from '../../mocks/bloomreach/index.ts'
import type { World } from '../../mocks/kit/world.ts'
import { composedMail } from '../composing/composed-mail.ts'
import type { Envelope } from '../composing/usual-mail.ts'
import type { ClosableMailTransport } from './late-mail.ts'

export type DeliverInProcess = (
  raw: Buffer,
  envelope: Envelope,
) => Promise<{ id?: string; accepted: string[]; rejected: MailReceipt['rejected'] }>

export function inProcessTransport(deliver: DeliverInProcess, world: () => World): ClosableMailTransport {
  return {
    async send(mail) {
      const composed = composedMail(mail, world().clock.now())
      const { raw, envelope } = composed instanceof Promise ? await composed : composed
      const { id, accepted, rejected } = await deliver(raw, envelope)
      return toReceipt({ accepted, rejected, queuedAs: id })
    },
    close() {},
  }
}

export type Receipt = Omit<MailReceipt, 'queuedAs'> & { queuedAs: string | undefined }

export const toReceipt = ({ queuedAs, ...rest }: Receipt): MailReceipt =>
  queuedAs === undefined ? rest : { ...rest, queuedAs }
