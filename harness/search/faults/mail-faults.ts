// What may happen to a mail on its way out: refused for now or for ever, or the connection breaks before or after it was taken.
import type { MailReceipt, OutgoingMail } from '../../../mocks/bloomreach/index.ts'
import type { Fault } from './fault.ts'

type Take = () => Promise<MailReceipt>
type Strike = (mail: OutgoingMail, take: Take) => Promise<MailReceipt>

const refusing =
  (code: number, response: string): Strike =>
  async ({ to }) => ({ accepted: [], rejected: to.map(address => ({ address, code, response })) })

const lost = (): Error => Object.assign(new Error('the connection was lost'), { code: 'ECONNECTION' })

const FAULTS: Record<string, { does: string; strike: Strike }> = {
  '451': { does: 'the mail is refused for now', strike: refusing(451, '451 try again later') },
  '550': { does: 'the mail is refused for ever', strike: refusing(550, '550 no such mailbox') },
  'lost-before-dot': {
    does: 'the connection breaks before the mail was taken',
    strike: async () => {
      throw lost()
    },
  },
  'lost-after-dot': {
    does: 'the mail is taken, and the connection breaks before that is said',
    strike: async (_, take) => {
      await take()
      throw lost()
    },
  },
}

export const MAIL_FAULTS: readonly Fault[] = Object.entries(FAULTS).map(([name, { does }]) => ({
  name,
  kind: 'mail',
  does,
}))

export const mailFault = (name: string): Strike | undefined =>
  Object.hasOwn(FAULTS, name) ? FAULTS[name]?.strike : undefined
