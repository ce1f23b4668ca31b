// What changed in a world, one after the other, and by whose work: the one place that hears it at the border. From an image and what
// followed on it, the world of any moment between two works is made again.
import type { Path } from './kept/part.ts'
import type { StateImage } from './state.ts'
import type { DrivenClock } from './time/clock.ts'
import { type Work, workUnderWay } from './works.ts'
import type { World } from './world.ts'

export interface Change {
  /** The store, its part, and the key there. */
  readonly path: Path
  /** Undefined: it was not there. */
  readonly before: unknown
  /** Undefined: it is gone. */
  readonly after: unknown
  /** The journal's seq of what led to it. */
  readonly cause: number
  readonly work: Work | undefined
}

/** Between two works: so many changes were made, and this was the journal's newest entry. */
export interface Mark {
  readonly changes: number
  readonly seq: number
}

interface Base extends Mark {
  readonly image: StateImage
}

type Recorded = World & { readonly clock: DrivenClock }

/** The oldest changes leave first, with the image that they followed on. */
const MOST_CHANGES = 200_000
const CHANGES_PER_IMAGE = 20_000

export class Recorder {
  #world: Recorded
  #changes: Change[] = []
  /** How many have left. */
  #left = 0
  #marks: Mark[] = []
  #bases: Base[] = []
  #stop: () => void

  /** Nothing runs now. */
  constructor(world: Recorded) {
    this.#world = world
    this.#stop = this.#listen()
    this.#mark()
  }

  /** Where it stands. */
  get now(): Mark {
    return { changes: this.#left + this.#changes.length, seq: this.#world.journal.last }
  }

  /** The last mark at or before an entry of the journal; undefined when that has left, or is before the beginning. */
  markAt(seq: number): Mark | undefined {
    return this.#marks.findLast(mark => mark.seq <= seq)
  }

  since({ changes }: Mark): readonly Change[] {
    return this.#changes.slice(Math.max(changes - this.#left, 0))
  }

  has({ changes }: Mark): boolean {
    return changes >= (this.#bases[0]?.changes ?? 0)
  }

  /** Makes a world of the same stores hold what this one held at a mark. */
  redo({ changes }: Mark, state: World['state']): void {
    const base = this.#bases.findLast(one => one.changes <= changes)
    if (base === undefined) throw new Error('Bug in referral-sandbox: a mark has left')
    state.restore(base.image)
    state.redo(this.#changes.slice(base.changes - this.#left, changes - this.#left))
  }

  stop(): void {
    this.#stop()
  }

  /** What followed on a mark never was: another life went on from there. */
  goOn(mark: Mark, world: Recorded): void {
    this.#stop()
    this.#changes.length = mark.changes - this.#left
    this.#marks = this.#marks.filter(({ changes }) => changes < mark.changes)
    this.#bases = this.#bases.filter(({ changes }) => changes <= mark.changes)
    this.#world = world
    this.#stop = this.#listen()
    this.#mark()
  }

  #listen(): () => void {
    const { state, works } = this.#world
    const stops = [
      state.listen((path, before, after) => this.#hear(path, before, after)),
      works.watch(() => this.#mark()),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }

  #hear(path: Path, before: unknown, after: unknown): void {
    const work = workUnderWay()
    if (work !== undefined && path[0] === 'world/journal') work.cause = Number(path[1])
    const cause = work === undefined || work.cause === 0 ? this.#world.journal.last : work.cause
    this.#changes.push({ path, before, after, cause, work })
  }

  #mark(): undefined {
    if (this.#world.clock.isBusy()) return
    this.#world.state.poll()
    const { now } = this
    if (this.#marks.at(-1)?.changes !== now.changes) this.#marks.push(now)
    else this.#marks.splice(-1, 1, now)
    const newest = this.#bases.at(-1)
    if (newest !== undefined && now.changes - newest.changes < CHANGES_PER_IMAGE) return
    this.#bases.push({ ...now, image: this.#world.state.image() })
    if (this.#changes.length > MOST_CHANGES) this.#forget()
  }

  /** What followed on the oldest image. */
  #forget(): void {
    this.#bases.shift()
    const first = this.#bases[0]?.changes ?? 0
    this.#changes = this.#changes.slice(first - this.#left)
    this.#left = first
    this.#marks = this.#marks.filter(({ changes }) => changes >= first)
  }
}
