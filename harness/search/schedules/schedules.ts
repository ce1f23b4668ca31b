// Reads the graph of a search: every schedule with its verdicts, and how many of them were run.

import type { Verdicts } from '../findings/judge.ts'
import type { Place } from './explore.ts'
import type { Schedule } from './point.ts'

export interface Judged {
  schedule: Schedule
  verdicts: Verdicts
  /** Of its end: schedules with one key are one run. */
  key: string
}

/** Every way from here to an end. */
export function* schedulesFrom(root: Place, before: Schedule = []): Generator<Judged> {
  for (let place: Place | undefined = root; place !== undefined; place = place.next) {
    for (const { choice, place: led } of place.branches) yield* schedulesFrom(led, [...before, choice])
    if (place.verdicts !== undefined)
      yield { schedule: before, verdicts: place.verdicts, key: place.key ?? '' }
  }
}
