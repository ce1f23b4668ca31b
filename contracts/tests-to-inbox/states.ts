// What must be in the inbox, put there by Mailpit's own send API. Every run and every state has a recipient of its own.
import type { Provider } from '../court/contract.ts'

export interface InboxTenant {
  /** Of Mailpit's API. */
  answer(request: Request): Promise<Response>
  newRecipient(): string
  /** The ids of the mails that were put there. */
  made: string[]
}

export function inboxStates(tenant: InboxTenant): Provider['states'] {
  return {
    'an inbox': async () => ({}),
    'no mail to somebody': async () => ({ recipient: `to:${tenant.newRecipient()}` }),
    'a mail to somebody': async () => {
      const recipient = tenant.newRecipient()
      const response = await tenant.answer(
        new Request('http://inbox.internal/api/v1/send', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            From: { Email: 'shop@example.com', Name: 'Shop' },
            To: [{ Email: recipient, Name: 'Ada' }],
            Subject: 'Your referral code',
            HTML: '<p>Your referral code: ABCD-EFGH</p>',
            Text: 'Your referral code: ABCD-EFGH',
          }),
        }),
      )
      if (!response.ok) throw new Error(`POST /api/v1/send answered ${response.status}`)
      const { ID: messageId } = (await response.json()) as { ID: string }
      tenant.made.push(messageId)
      return { recipient: `to:${recipient}`, messageId }
    },
  }
}
