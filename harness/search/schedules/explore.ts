// Depth first over images: no prefix of a run is run twice, and where two runs come to the same place, the rest is run once. What is
// found is a graph in which every way from the root to an end is a schedule.

import type { Fault } from '../faults/fault.ts'
import type { Chosen } from '../faults/index.ts'
import type { Judge, Verdicts } from '../findings/judge.ts'
import type { Branch, Image } from './branch.ts'
import { changesNothing, lineageOf } from './lineage.ts'
import { type Choice, type Point, type Schedule, scheduleText } from './point.ts'

/** A place in a run, and everything that follows. */
export interface Place {
  /** What may strike here, and where that leads. */
  readonly branches: { readonly choice: Choice; readonly place: Place }[]
  next?: Place
  /** At the end of a run. */
  verdicts?: Verdicts
  /** Of an end: equal for runs that came to the same. */
  key?: string
  /** The search was broken off here. */
  isOpen?: true
}

export interface ExploreOptions {
  branch: Branch
  chosen: Chosen
  judge: Judge
  /** Called after each run that came to its end; false breaks the search off. */
  goesOn?: () => boolean
  /** Whether what an answer says may be read by a template or a condition. */
  isExact: boolean
  /** For tests: nothing is taken for known. */
  isUnpruned?: boolean
}

/** Only what follows from every n-th first choice, counted from `index`, which begins with 1. */
export interface Shard {
  index: number
  count: number
}

export class Explorer {
  readonly #options: ExploreOptions
  readonly #start: Image
  readonly #known = new Map<string, Place>()
  /** First choices in words, by their number. */
  readonly #units = new Map<string, number>()
  #depth = 0
  #shard: Shard | undefined
  #isBrokenOff = false

  constructor(options: ExploreOptions) {
    this.#options = options
    this.#start = options.branch.image()
  }

  get isBrokenOff(): boolean {
    return this.#isBrokenOff
  }

  /** The number of each first choice. */
  get units(): ReadonlyMap<string, number> {
    return this.#units
  }

  /** With up to so many disturbances in one run. */
  async explore(depth: number, shard?: Shard): Promise<Place> {
    this.#depth = depth
    this.#shard = shard
    this.#units.clear()
    this.#options.branch.goOnFrom(this.#start)
    return this.#stand(depth, 0)
  }

  /** Between two instants. `from`: what may strike here is taken in order, so that no two orders of the same are tried. */
  async #stand(depth: number, from: number): Promise<Place> {
    const { branch, isUnpruned } = this.#options
    if (this.#isBrokenOff) return { branches: [], isOpen: true }
    const image = branch.image()
    const undisturbed = this.#keyOf(image, 0)
    const key = depth === 0 ? undisturbed : `${from} ${this.#keyOf(image, depth)}`
    const known = this.#known.get(key)
    if (known !== undefined && !isUnpruned) return known
    const place: Place = { branches: [] }
    if (branch.isOver()) return this.#end(place, key)
    place.next = await this.#step(image, [], depth)
    if (depth > 0) {
      this.#knows(undisturbed, endOf(place))
      branch.goOnFrom(image)
      await this.#beside(place, image, { depth, from })
    }
    this.#knows(key, place)
    return place
  }

  #keyOf(image: Image, depth: number): string {
    const { branch, isUnpruned, judge } = this.#options
    return isUnpruned ? '' : `${depth} ${branch.digest(image, { isLast: depth === 0, memory: judge.memory })}`
  }

  #knows(key: string, place: Place | undefined): void {
    if (place !== undefined && !this.#isBrokenOff) this.#known.set(key, place)
  }

  #end(place: Place, key: string): Place {
    const { branch, judge, goesOn } = this.#options
    place.verdicts = judge.verdicts(branch)
    place.key = key
    this.#knows(key, place)
    if (goesOn?.() === false) this.#isBrokenOff = true
    return place
  }

  /** What may happen while nothing moves. */
  async #beside(place: Place, image: Image, { depth, from }: { depth: number; from: number }): Promise<void> {
    const { branch } = this.#options
    const choices = this.#choicesOf(branch.news()).map(({ choice }) => choice)
    const applying = choices.map((choice, index) => index >= from && branch.applies(choice))
    for (const [index, choice] of choices.entries()) {
      if (!applying[index] || !this.#isOurs(choice, depth)) continue
      await branch.strike(choice)
      place.branches.push({ choice, place: await this.#stand(depth - 1, index + 1) })
      branch.goOnFrom(image)
    }
  }

  /** To the next instant, struck as planned, and once more for each thing that may strike after that. */
  async #step(image: Image, planned: Schedule, depth: number): Promise<Place> {
    const { branch } = this.#options
    const met = await branch.step(planned)
    const place: Place = { branches: [] }
    const last = met.findIndex(({ name }) => name === planned.at(-1)?.at)
    place.next = await this.#stand(depth, 0)
    if (depth > 0) await this.#struck(place, met.slice(last + 1), { image, planned, depth })
    return place
  }

  async #struck(
    place: Place,
    points: readonly Point[],
    { image, planned, depth }: { image: Image; planned: Schedule; depth: number },
  ): Promise<void> {
    const { branch } = this.#options
    const alike = new Map<string, Place>()
    for (const { choice, fault, point } of this.#choicesOf(points)) {
      if (this.#isBrokenOff) place.isOpen = true
      if (this.#isBrokenOff) return
      if (planned.length === 0 && !this.#isOurs(choice, depth)) continue
      const lineage = this.#lineageOf(fault, point)
      const twin =
        this.#undisturbedBy(fault, place, depth) ?? (lineage === undefined ? undefined : alike.get(lineage))
      if (twin === undefined) branch.goOnFrom(image)
      const led = twin ?? (await this.#step(image, [...planned, choice], depth - 1))
      if (lineage !== undefined) alike.set(lineage, led)
      place.branches.push({ choice, place: led })
    }
  }

  /** Whether what follows from a choice is looked at here; only first choices are shared out. */
  #isOurs(choice: Choice, depth: number): boolean {
    if (depth !== this.#depth) return true
    const unit = this.#units.size
    this.#units.set(scheduleText([choice]), unit)
    return this.#shard === undefined || unit % this.#shard.count === this.#shard.index - 1
  }

  /** Nothing more strikes, and what has struck changes nothing. */
  #undisturbedBy(fault: Fault, place: Place, depth: number): Place | undefined {
    const { isExact, isUnpruned } = this.#options
    return depth === 1 && !isExact && !isUnpruned && changesNothing(fault) ? endOf(place) : undefined
  }

  #lineageOf(fault: Fault, point: Point): string | undefined {
    const { branch, isExact, isUnpruned } = this.#options
    if (isExact || isUnpruned) return undefined
    const lineage = lineageOf(fault, point, branch.live)
    return lineage === undefined ? undefined : `${point.name}: ${lineage}`
  }

  #choicesOf(points: readonly Point[]): { choice: Choice; fault: Fault; point: Point }[] {
    return points.flatMap(point =>
      this.#options
        .chosen(point)
        .map(fault => ({ choice: { at: point.name, fault: fault.name }, fault, point })),
    )
  }
}

/** Where a run comes to that nothing more disturbs; undefined where it was broken off. */
function endOf(place: Place): Place | undefined {
  let end: Place | undefined = place
  while (end !== undefined && end.verdicts === undefined) end = end.next
  return end
}
