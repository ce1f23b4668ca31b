// A world's state in brief: equal for two worlds that go on alike. Left out is what nothing that is still to come reads: see `views.ts`.
import { hash } from 'node:crypto'
import type { StateImage } from '../../../mocks/kit/state.ts'
import type { Ahead } from './ahead.ts'
import { Brief } from './brief.ts'
import { EVERYTHING, isLeftOut, type View, viewOf } from './views.ts'

/** What else belongs to where a world stands. */
export interface Standpoint {
  readonly now: number
  /** Undefined: nothing is left out but what is drawn for requests. */
  readonly ahead: Ahead | undefined
  /** Nothing will strike any more. */
  readonly isLast: boolean
}

/** Which stores are looked at, and how. */
type Plan = readonly (readonly [store: string, brief: Brief])[]

/** Of the images of one world. */
export class StateDigest {
  readonly #briefs = new Map<string, Brief>()
  readonly #plans = new Map<string, Plan>()
  readonly #notes: Brief
  readonly #startsAt: number

  constructor(startsAt: number) {
    this.#startsAt = startsAt
    this.#notes = new Brief(EVERYTHING, startsAt)
  }

  of(image: StateImage, notes: unknown, standpoint: Standpoint): string {
    const { now, ahead } = standpoint
    const instants: number[] = []
    let text = this.#notes.of(notes, instants)
    for (const [store, brief] of this.#planFor(image, standpoint)) {
      text += store + brief.ofStore(image[store] as Readonly<Record<string, unknown>>, instants)
    }
    const lastsMs = ahead?.lastsMs
    if (lastsMs === undefined) return hash('sha1', `${text}${now} ${instants}`, 'base64')
    // What comes later than all that is ahead is as far away for one as for the other.
    const relative = instants.map(at => (at > now + lastsMs ? at : `+${at - now}`))
    return hash('sha1', `${text}${relative}`, 'base64')
  }

  #planFor(image: StateImage, standpoint: Standpoint): Plan {
    const { ahead, isLast } = standpoint
    const key = ahead === undefined ? '' : `${isLast} ${ahead.key}`
    const known = this.#plans.get(key)
    if (known !== undefined) return known
    const plan = Object.keys(image).flatMap((store): Plan => {
      if (ahead === undefined) return [[store, this.#brief(store, EVERYTHING)]]
      return isLeftOut(store, ahead, standpoint)
        ? []
        : [[store, this.#brief(store, viewOf(store, ahead, standpoint))]]
    })
    this.#plans.set(key, plan)
    return plan
  }

  #brief(store: string, view: View): Brief {
    const key = `${store} ${view.key}`
    const brief = this.#briefs.get(key) ?? new Brief(view, this.#startsAt)
    this.#briefs.set(key, brief)
    return brief
  }
}
