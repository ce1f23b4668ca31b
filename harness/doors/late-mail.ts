// Mail before the inbox stands: the houses are made before any port is open, and mail finds its way afterwards.
import type { MailTransport } from '../../mocks/bloomreach/index.ts'
import type { ClosableMailTransport } from './mail-transport.ts'

export interface LateMail extends MailTransport {
  use(transport: ClosableMailTransport): void
  close(): void
}

export function lateMail(): LateMail {
  let transport: ClosableMailTransport | undefined
  return {
    use: chosen => {
      transport = chosen
    },
    close: () => transport?.close(),
    send(mail, context) {
      if (transport === undefined)
        throw new Error('Bug in referral-sandbox: a mail is sent before the inbox stands')
      return transport.send(mail, context)
    },
  }
}
