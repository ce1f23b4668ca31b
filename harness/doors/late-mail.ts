// Mail before the inbox stands: the houses are made before any port is open, and mail waits for its way.
import type { MailTransport } from '../../mocks/bloomreach/index.ts'

export interface ClosableMailTransport extends MailTransport {
  close(): void
}

export interface LateMail extends MailTransport {
  use(transport: ClosableMailTransport): void
  close(): void
}

export function lateMail(): LateMail {
  let transport: ClosableMailTransport | undefined
  const { promise: chosen, resolve: choose } = Promise.withResolvers<ClosableMailTransport>()
  return {
    use(given) {
      transport = given
      choose(given)
    },
    close: () => transport?.close(),
    send: async (mail, context) => (transport ?? (await chosen)).send(mail, context),
  }
}
