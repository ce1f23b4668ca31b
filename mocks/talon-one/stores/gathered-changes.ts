// Changes of campaigns on their way to a notification. [D] application notifications: they are gathered for five minutes, of each campaign
// the latest, up to five campaigns a message.
import type { Clock } from '../../kit/time/clock.ts'
import { MINUTE_MS } from '../../kit/time/duration.ts'

const GATHERED_FOR_MS = 5 * MINUTE_MS
const MOST_OF_A_MESSAGE = 5

/** What a message says of one campaign. */
export type Change = Record<string, unknown>

interface Gathering {
  /** By campaign. */
  readonly changes: Map<number, Change>
  causedBy: number
}

export class GatheredChanges<Name extends string> {
  readonly #clock: Clock
  readonly #send: (name: Name, changes: Change[], causedBy: number) => void
  readonly #open = new Map<Name, Gathering>()

  constructor(clock: Clock, send: (name: Name, changes: Change[], causedBy: number) => void) {
    this.#clock = clock
    this.#send = send
  }

  add(name: Name, campaignId: number, change: Change, causedBy: number): void {
    const gathering = this.#open.get(name) ?? this.#begin(name, causedBy)
    gathering.causedBy = causedBy
    gathering.changes.set(campaignId, latest(gathering.changes.get(campaignId), change))
  }

  #begin(name: Name, causedBy: number): Gathering {
    const gathering: Gathering = { changes: new Map(), causedBy }
    this.#open.set(name, gathering)
    const label = `Talon.One sends the gathered ${name}`
    // On demand: a clock that jumps would otherwise run five minutes ahead for an edit.
    this.#clock.at(this.#clock.now() + GATHERED_FOR_MS, label, () => this.#close(name, gathering), {
      onDemand: true,
    })
    return gathering
  }

  #close(name: Name, { changes, causedBy }: Gathering): void {
    this.#open.delete(name)
    const all = [...changes.values()]
    for (let at = 0; at < all.length; at += MOST_OF_A_MESSAGE) {
      this.#send(name, all.slice(at, at + MOST_OF_A_MESSAGE), causedBy)
    }
  }
}

/** The newest state, beside what was before the first of the gathered changes. */
function latest(first: Change | undefined, change: Change): Change {
  if (first === undefined) return change
  const { oldState, oldCampaign } = first
  return {
    ...change,
    ...(oldState === undefined ? {} : { oldState }),
    ...(oldCampaign === undefined ? {} : { oldCampaign }),
  }
}
