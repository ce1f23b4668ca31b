// What is known of each mail that was composed, so that an opened pixel, a followed link or an unsubscription finds
// the customer and the campaign it belongs to. Bounded: the oldest mail leaves first.
import type { Chance } from '../kit/chance.ts'
import type { BloomreachSettings } from './settings.ts'

export interface NewSentMail {
  customerId: string
  recipient: string
  /** The consent category of the mail; undefined where none was chosen. */
  category?: string | undefined
  /** The properties that every campaign event of this action carries: campaign_id, action_id and so on. */
  campaign: Readonly<Record<string, unknown>>
}

export interface SentMail extends NewSentMail {
  /** 20 hex digits, in every link of the mail. */
  readonly id: string
  /** Where the rewritten links lead, by their number. */
  readonly links: string[]
}

export class SentMails {
  readonly #ids: Chance
  /** In order of sending. */
  readonly #mails = new Map<string, SentMail>()
  readonly #settings: Pick<BloomreachSettings, 'sentMailLimit'>

  constructor({
    chance,
    settings,
  }: {
    chance: Chance
    settings: Pick<BloomreachSettings, 'sentMailLimit'>
  }) {
    this.#settings = settings
    this.#ids = chance.stream('bloomreach/sent-mails')
  }

  get size(): number {
    return this.#mails.size
  }

  register(mail: NewSentMail): SentMail {
    const kept: SentMail = { ...mail, id: this.#ids.hex(20), links: [] }
    this.#mails.set(kept.id, kept)
    this.#forgetOldest()
    return kept
  }

  get(id: string): SentMail | undefined {
    return this.#mails.get(id)
  }

  #forgetOldest(): void {
    for (const id of this.#mails.keys()) {
      if (this.#mails.size <= this.#settings.sentMailLimit) return
      this.#mails.delete(id)
    }
  }
}
