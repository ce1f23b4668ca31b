// A fresh inbox in memory, at a fixed instant, with seeded ids.
import { type InboxOptions, startInbox } from '../../harness/inbox/index.ts'
import { Chance } from '../../mocks/kit/chance.ts'

const NINE_OCLOCK = Date.UTC(2026, 0, 5, 9)

export function inboxWithoutPorts(options: Partial<InboxOptions> = {}) {
  const ids = new Chance('inbox')
  return startInbox({ listen: false, now: () => NINE_OCLOCK, newId: () => ids.text(22), ...options })
}

export function rawMail(headers: Record<string, string> = {}, body = 'Hello there\r\n'): Buffer {
  const all = { From: 'shop@example.com', To: 'ada@example.com', Subject: 'Hello', ...headers }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return Buffer.from(`${lines.join('')}\r\n${body}`)
}

export const ENVELOPE = { from: 'shop@example.com', to: ['ada@example.com'] }
