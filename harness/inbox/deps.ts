// What every route of the inbox is given.
import type { Delivery } from './delivery.ts'
import type { Mailbox } from './mailbox.ts'
import type { Reader } from './reading/reader.ts'

export interface InboxDeps {
  mailbox: Mailbox
  reader: Reader
  delivery: Delivery
  now: () => number
  newId: () => string
  startedAt: number
}
