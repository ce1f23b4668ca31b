// The Message-ID of a mail: made from the id under which the sandbox knows it, at the sender's domain.
import type { House } from '../house.ts'
import type { SentMail } from './sent-mails.ts'

export const messageIdOf = ({ id }: Pick<SentMail, 'id'>, { settings }: Pick<House, 'settings'>): string =>
  `<${id}@${settings.senderAddress.split('@')[1] ?? 'sandbox.example.com'}>`
