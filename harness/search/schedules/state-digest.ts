// A world's state in brief: equal for two worlds that go on alike. Left out is what nothing that is still to come reads: see `views.ts`.
import { hash } from 'node:crypto'
import type { StateImage } from '../../../mocks/kit/state.ts'
import type { Ahead } from './ahead.ts'
import { Brief } from './brief.ts'
import { EVERYTHING, isLeftOut, type View, viewOf } from './views.ts'

type Kept = Readonly<Record<string, unknown>>

/** What else belongs to where a world stands. */
export interface Standpoint {
  readonly now: number
  /** Undefined: nothing is left out but what is drawn for requests. */
  readonly ahead: Ahead | undefined
  /** Nothing will strike any more. */
  readonly isLast: boolean
}

/** Of the images of one world. */
export class StateDigest {
  readonly #briefs = new Map<string, Brief>()
  readonly #startsAt: number

  constructor(startsAt: number) {
    this.#startsAt = startsAt
  }

  of(image: StateImage, notes: unknown, standpoint: Standpoint): string {
    const { now, ahead } = standpoint
    const instants: number[] = []
    let text = this.#brief('notes', EVERYTHING).of(notes, instants)
    for (const name in image) {
      if (ahead !== undefined && isLeftOut(name, ahead, standpoint)) continue
      const view = ahead === undefined ? EVERYTHING : viewOf(name, ahead, standpoint)
      text += name + this.#brief(`${name} ${view.key}`, view).ofStore(image[name] as Kept, instants)
    }
    const lastsMs = ahead?.lastsMs
    if (lastsMs === undefined) return hash('sha1', `${text}${now} ${instants}`, 'base64')
    // What comes later than all that is ahead is as far away for one as for the other.
    const relative = instants.map(at => (at > now + lastsMs ? at : `+${at - now}`))
    return hash('sha1', `${text}${relative}`, 'base64')
  }

  #brief(key: string, view: View): Brief {
    const brief = this.#briefs.get(key) ?? new Brief(view, this.#startsAt)
    this.#briefs.set(key, brief)
    return brief
  }
}
