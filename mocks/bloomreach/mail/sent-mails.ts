// What is known of each mail that was composed, so that an opened pixel, a followed link or an unsubscription finds
// the customer and the campaign it belongs to.

import type { Chance } from '../../kit/chance.ts'
import { KeptMap } from '../../kit/kept/kept-map.ts'

export interface NewSentMail {
  /** One of `nextId`; left out, the next one. */
  id?: string | undefined
  customerId: string
  recipient: string
  /** The consent category of the mail; undefined where none was chosen. */
  category?: string | undefined
  /** Whether openings and clicks may be tracked, by the consent of the mail's tracking category; without one, they may. */
  isTracked?: boolean
  /** The properties that every campaign event of this action carries: campaign_id, action_id and so on. */
  campaign: Readonly<Record<string, unknown>>
}

export interface SentMail extends NewSentMail {
  /** 20 hex digits, in every link of the mail. */
  readonly id: string
  /** Where the rewritten links lead, by their number. */
  readonly links: string[]
  readonly isTracked: boolean
}

/** The newest `sentMailsKept` mails: the oldest leaves first, and its links then lead to a page that says so. */
export class SentMails {
  readonly #ids: Chance
  readonly #settings: { readonly sentMailsKept: number }
  readonly #mails = new KeptMap<string, SentMail>()
  readonly kept = this.#mails

  constructor({ chance, settings }: { chance: Chance; settings: { readonly sentMailsKept: number } }) {
    this.#settings = settings
    this.#ids = chance.stream('bloomreach/sent-mails')
  }

  /** For a mail that has to know its own links while it is rendered. */
  nextId(): string {
    return this.#ids.hex(20)
  }

  register({ id = this.nextId(), isTracked = true, ...mail }: NewSentMail): SentMail {
    const kept: SentMail = { ...mail, id, isTracked, links: [] }
    this.#mails.set(kept.id, kept)
    if (this.#mails.size > this.#settings.sentMailsKept) this.#mails.delete(this.#mails.oldest() ?? '')
    return kept
  }

  get(id: string): SentMail | undefined {
    return this.#mails.get(id)
  }
}
