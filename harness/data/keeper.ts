// Keeps a life in a folder: what each piece of work has changed is written as one row, before the work is answered. Where that fails,
// nothing more is taken.
import type { Path } from '../../mocks/kit/kept/part.ts'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { type Work, workUnderWay } from '../../mocks/kit/works.ts'
import { readAgain, written } from '../../mocks/kit/written.ts'
import type { Live } from '../life.ts'
import type { SavedWorld } from '../world/saved-world.ts'
import type { Place } from './place.ts'

interface Told {
  readonly path: Path
  readonly after: unknown
  readonly work: Work | undefined
  readonly order: number
}

type SaveOf = (life: Live) => Omit<SavedWorld, 'definedAs'>

export class Keeper {
  readonly #place: Place
  readonly #saveOf: SaveOf
  #life: Live | undefined
  #stop = () => {}
  /** Of works that have not ended. */
  #open: Told[] = []
  /** By key: what of it was written last, while an older change of it may still come. */
  readonly #newest = new Map<string, number>()
  #order = 0
  #isScheduled = false
  /** Where dice and clock stand is nobody's. */
  #isPolling = false
  problem: SandboxError | undefined

  constructor(place: Place, saveOf: SaveOf) {
    this.#place = place
    this.#saveOf = saveOf
  }

  /** A life that has begun, and in which nothing runs yet. */
  keep(life: Live): void {
    this.#stop()
    this.#life = life
    this.#open = []
    this.#newest.clear()
    this.#write(life)
    const { state, works } = life.world
    const stops = [
      state.listen((path, _, after) => this.#hear(path, after)),
      works.watch(work => this.#commit(work)),
    ]
    this.#stop = () => {
      for (const stop of stops) stop()
    }
  }

  close(): void {
    if (this.problem === undefined) this.#commit(undefined)
    this.#stop()
  }

  #hear(path: Path, after: unknown): void {
    const work = this.#isPolling ? undefined : workUnderWay()
    this.#open.push({ path, after, work, order: ++this.#order })
    if (work === undefined && !this.#isPolling) this.#commitSoon()
  }

  /** What is nobody's work, such as a mail that was read, is written when the turn ends. */
  #commitSoon(): void {
    if (this.#isScheduled) return
    this.#isScheduled = true
    queueMicrotask(() => {
      this.#isScheduled = false
      this.#commit(undefined)
    })
  }

  #commit(work: Work | undefined): SandboxError | undefined {
    if (this.problem !== undefined || this.#life === undefined) return this.problem
    const { world } = this.#life
    this.#isPolling = true
    world.state.poll()
    this.#isPolling = false
    const own = this.#take(work)
    if (own.length === 0) return undefined
    try {
      this.#place.append(written(own.map(({ path, after }) => [path, after])))
      if (this.#place.isOverlong && !world.clock.isBusy() && this.#open.length === 0) this.#write(this.#life)
    } catch (error) {
      this.#fail(error)
    }
    return this.problem
  }

  /** What this work has changed, but for what a work that ended before has changed after it. */
  #take(work: Work | undefined): Told[] {
    const own = this.#open.filter(told => told.work === undefined || told.work === work)
    this.#open = own.length === this.#open.length ? [] : this.#open.filter(told => !own.includes(told))
    const isAlone = this.#open.length === 0
    if (isAlone && this.#newest.size === 0) return own
    const current = own.filter(({ path, order }) => {
      const key = JSON.stringify(path)
      if ((this.#newest.get(key) ?? 0) > order) return false
      this.#newest.set(key, order)
      return true
    })
    if (isAlone) this.#newest.clear()
    return current
  }

  #write(life: Live): void {
    try {
      this.#place.write(this.#saveOf(life))
    } catch (error) {
      this.#fail(error)
    }
  }

  #fail(cause: unknown): void {
    const { message } = cause as Error
    this.problem = new SandboxError(
      'not-kept',
      `Cannot keep what was asked in ${this.#place.path}: ${message}. Nothing more is taken; what was answered before is kept.`,
      { remedy: 'Make room there and start again.', cause },
    )
    this.#life?.world.clock.stop()
  }
}

/** What was kept of a piece of work, to be done again. */
export const changesIn = (row: string): { path: Path; after: unknown }[] =>
  (readAgain(row) as [Path, unknown][]).map(([path, after]) => ({ path, after }))
