// Keeps a life in a folder: what the requests of one turn of the event loop have changed is written as one row, before any of them is
// answered; a job's at its end. Where that fails, nothing more is taken.
import type { Path } from '../../mocks/kit/kept/part.ts'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { type Kept, type Work, workUnderWay } from '../../mocks/kit/works.ts'
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
  /** Of those that have, and are not written yet. */
  #ended: Told[] = []
  /** Of the requests among them: all are answered together. */
  #turn: Kept | undefined
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
    this.#ended = []
    this.#newest.clear()
    this.#write(life)
    const { state, works } = life.world
    const stops = [
      state.listen((path, _, after) => this.#hear(path, after)),
      works.watch(work => this.#end(work)),
    ]
    this.#stop = () => {
      for (const stop of stops) stop()
    }
  }

  close(): void {
    this.#flush()
    this.#life = undefined
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
      this.#flush()
    })
  }

  /** A job is written at once: nobody waits for it whose answer could wait. */
  #end(work: Work): Kept | undefined {
    this.#ended.push(...this.#take(work))
    if (!work.isJob) {
      this.#turn ??= this.#endOfTurn()
      return this.#turn
    }
    this.#flush()
    return undefined
  }

  async #endOfTurn(): Kept {
    await new Promise(setImmediate)
    this.#turn = undefined
    this.#flush()
    return this.problem
  }

  #flush(): void {
    if (this.problem !== undefined || this.#life === undefined) return
    const { world } = this.#life
    this.#isPolling = true
    world.state.poll()
    this.#isPolling = false
    const changes = [...this.#ended, ...this.#take(undefined)]
    this.#ended = []
    if (changes.length === 0) return
    try {
      this.#place.append(written(changes.map(({ path, after }) => [path, after])))
      if (this.#place.isOverlong && !world.clock.isBusy() && this.#open.length === 0) this.#write(this.#life)
    } catch (error) {
      this.#fail(error)
    }
  }

  /** What this work has changed, but for what a work that ended before has changed after it. */
  #take(work: Work | undefined): Told[] {
    const open = this.#open
    const isOwn = (told: Told) => told.work === undefined || told.work === work
    const own = open.every(isOwn) ? open : open.filter(isOwn)
    this.#open = own === open ? [] : open.filter(told => !isOwn(told))
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
