// What every route of the inbox is given.
import type { Chaos } from './chaos.ts'
import type { Delivery } from './delivery.ts'
import type { InboxEvents } from './events.ts'
import type { AskLink } from './link-check.ts'
import type { Mail } from './mail.ts'
import type { Mailbox } from './mailbox.ts'
import type { Reader } from './reading/reader.ts'

export type StoryOf = (mail: Mail) => string | undefined

export interface InboxDeps {
  mailbox: Mailbox
  reader: Reader
  delivery: Delivery
  now: () => number
  newId: () => string
  startedAt: number
  events: InboxEvents
  chaos: Chaos | undefined
  askLink: AskLink
  /** The page with the story of the customer that a mail went to. */
  storyOf: StoryOf
  /** Stands before every path of it. */
  base: string
}
