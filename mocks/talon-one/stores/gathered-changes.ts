// Changes of campaigns on their way to a notification. [D] application notifications: they are gathered for five minutes, of each campaign
// the latest, up to five campaigns a message.
import { KeptMap } from '../../kit/kept/kept-map.ts'
import type { Clock } from '../../kit/time/clock.ts'
import { MINUTE_MS } from '../../kit/time/duration.ts'
import type { JobKind } from '../../kit/time/job-kinds.ts'

const GATHERED_FOR_MS = 5 * MINUTE_MS
const MOST_OF_A_MESSAGE = 5

/** What a message says of one campaign. */
export type Change = Record<string, unknown>

export interface Gathering<Name> {
  readonly name: Name
  /** By campaign. */
  readonly changes: ReadonlyMap<number, Change>
  readonly causedBy: number
}

export class GatheredChanges<Name extends string> {
  readonly #clock: Clock
  readonly #send: (name: Name, changes: Change[], causedBy: number) => void
  readonly #closings: JobKind<{ name: string }>
  readonly #open = new KeptMap<string, Gathering<Name>>()
  readonly kept = this.#open

  constructor(clock: Clock, send: (name: Name, changes: Change[], causedBy: number) => void) {
    this.#clock = clock
    this.#send = send
    this.#closings = clock.performs<{ name: string }>('talon-one/send-gathered', {
      label: ({ name }) => `Talon.One sends the gathered ${name}`,
      run: ({ name }) => this.#close(name),
    })
  }

  add(name: Name, campaignId: number, change: Change, causedBy: number): void {
    const { changes } = this.#open.get(name) ?? this.#begin(name)
    const gathered = new Map(changes).set(campaignId, latest(changes.get(campaignId), change))
    this.#open.set(name, { name, changes: gathered, causedBy })
  }

  #begin(name: Name): Pick<Gathering<Name>, 'changes'> {
    // On demand: a clock that jumps would otherwise run five minutes ahead for an edit.
    this.#closings.at(this.#clock.now() + GATHERED_FOR_MS, { name }, { onDemand: true })
    return { changes: new Map() }
  }

  #close(open: string): void {
    const gathering = this.#open.get(open)
    if (gathering === undefined) return
    const { name, changes, causedBy } = gathering
    this.#open.delete(open)
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
