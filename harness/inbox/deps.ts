// What every route of the inbox is given.
import type { Delivery } from './delivery.ts'
import type { Mailbox } from './mailbox.ts'

export interface InboxDeps {
  mailbox: Mailbox
  delivery: Delivery
  now: () => number
  newId: () => string
  startedAt: number
}
