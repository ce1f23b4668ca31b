// A mail as a scenario hands it over, and what a test changes of it.
import type { OutgoingMail } from '../../mocks/bloomreach/index.ts'

export const outgoingMail = (change: Partial<OutgoingMail> = {}): OutgoingMail => ({
  from: { name: 'Demo shop', address: 'shop@example.com' },
  to: ['ada@example.com'],
  subject: 'Your referral code',
  html: '<p>Your referral code: 1234-5678</p>',
  text: 'Your referral code: 1234-5678',
  headers: {},
  messageId: '<0123456789abcdef@example.com>',
  ...change,
})
