// Reads the graph of a search: every schedule with its verdicts, and how many of them were run.
import type { Place } from './explore.ts'
import type { Verdicts } from './judge.ts'
import type { Schedule } from './point.ts'

export interface Judged {
  schedule: Schedule
  verdicts: Verdicts
}

/** Every way from here to an end. */
export function* schedulesFrom(root: Place, before: Schedule = []): Generator<Judged> {
  for (let place: Place | undefined = root; place !== undefined; place = place.next) {
    for (const { choice, place: led } of place.branches) yield* schedulesFrom(led, [...before, choice])
    if (place.verdicts !== undefined) yield { schedule: before, verdicts: place.verdicts }
  }
}

/** Ends that a run came to: each is the end of one run, and of all that are alike. */
export function endsFrom(root: Place): Set<Place> {
  const [ends, met, open] = [new Set<Place>(), new Set<Place>(), [root]]
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (met.has(place)) continue
    met.add(place)
    if (place.verdicts !== undefined) ends.add(place)
    if (place.next !== undefined) open.push(place.next)
    for (const branch of place.branches) open.push(branch.place)
  }
  return ends
}
