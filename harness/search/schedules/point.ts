// Where a run can be disturbed, and a schedule: which disturbance strikes where. Points are found by running, and named so that a
// person, a file and another process mean the same one. Pure.

export type PointKind = 'event' | 'wait' | 'code' | 'webhook' | 'mail'

export interface Point {
  /** "webhook #3 of ada@example.com", unique within a run. */
  readonly name: string
  readonly kind: PointKind
  /** The name of the scenario. */
  readonly scenario: string
  readonly node: number | undefined
  /** By the internal id. */
  readonly customer: string
}

/** One disturbance: a fault by its name, at a point by its name. */
export interface Choice {
  readonly at: string
  readonly fault: string
}

/** In the order in which they strike. */
export type Schedule = readonly Choice[]

export const scheduleText = (schedule: Schedule): string =>
  schedule.length === 0
    ? 'nothing disturbed'
    : schedule.map(({ at, fault }) => `${fault} at ${at}`).join(', then ')

/** How often each place was met in a run so far, which is a part of the name of the next one. */
export class Meetings {
  readonly #counts: Map<string, number>

  constructor(counts: ReadonlyMap<string, number> = new Map()) {
    this.#counts = new Map(counts)
  }

  counts(): ReadonlyMap<string, number> {
    return new Map(this.#counts)
  }

  /** "webhook #3 of ada@example.com", and from the second time on ", time 2". */
  meet(place: string): string {
    const time = (this.#counts.get(place) ?? 0) + 1
    this.#counts.set(place, time)
    return time === 1 ? place : `${place}, time ${time}`
  }
}
