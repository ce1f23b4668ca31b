// Named moments of a running world: what changed since, and back to one. Nothing is recorded before the first.
import type { Entry } from '../../mocks/kit/journal.ts'
import { type Change, type Mark, Recorder } from '../../mocks/kit/recorder.ts'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import type { State, StateImage } from '../../mocks/kit/state.ts'
import type { Live } from '../life.ts'

export interface Checkpoint extends Mark {
  readonly name: string
  /** The world's time. */
  readonly at: number
  readonly image: StateImage
}

/** What was taken back: the entries of the journal that followed on one that is still there. */
export interface Branch {
  readonly number: number
  /** The newest entry that stayed. */
  readonly from: number
  readonly entries: readonly Entry[]
}

interface Deps {
  live(): Live
  /** All that it keeps; refused while something runs, and where the mails are elsewhere. */
  image(): StateImage
  /** Goes on in a new life, which `fill` gives what it holds. */
  goOn(fill: (state: State) => void): Promise<void>
}

/** Each is a list of what the journal has anyway. */
const MOST_BRANCHES = 20

export class Checkpoints {
  readonly #deps: Deps
  readonly #byName = new Map<string, Checkpoint>()
  readonly #branches = new Map<number, Branch>()
  #recorder: Recorder | undefined
  #lastBranch = 0

  constructor(deps: Deps) {
    this.#deps = deps
  }

  list(): Checkpoint[] {
    return [...this.#byName.values()]
  }

  take(name: string): Checkpoint {
    if (this.#byName.has(name)) throw exists(name)
    const image = this.#deps.image()
    const { world } = this.#deps.live()
    this.#recorder ??= new Recorder(world)
    const checkpoint = { ...this.#recorder.now, name, at: world.clock.now(), image }
    this.#byName.set(name, checkpoint)
    return checkpoint
  }

  delete(name: string): void {
    if (!this.#byName.delete(name)) throw unknown(name)
  }

  /** Since a checkpoint, or since an entry of the journal. */
  changes(since: string | number): { since: Mark; changes: readonly Change[] } {
    const { recorder, mark } = this.#find(since, 'tell what changed since')
    if (!recorder.has(mark)) throw forgotten('tell what changed since', since)
    return { since: mark, changes: recorder.since(mark) }
  }

  /** To a checkpoint, or to the last moment at or before an entry when nothing ran. */
  async rewind(to: string | number): Promise<{ mark: Mark; branch: Branch }> {
    const { recorder, mark } = this.#find(to, 'rewind to')
    this.#deps.image()
    const checkpoint = this.#byName.get(String(to))
    if (checkpoint === undefined && !recorder.has(mark)) throw forgotten('rewind to', to)
    const branch = this.#branchFrom(mark.seq)
    await this.#deps.goOn(state => {
      if (checkpoint === undefined) recorder.redo(mark, state)
      else state.restore(checkpoint.image)
    })
    for (const { name, changes } of this.list()) if (changes > mark.changes) this.#byName.delete(name)
    if (recorder.has(mark)) recorder.goOn(mark, this.#deps.live().world)
    else this.#recorder = new Recorder(this.#deps.live().world)
    return { mark, branch }
  }

  branch(number: number): Branch {
    const branch = this.#branches.get(number)
    if (branch !== undefined) return branch
    throw new SandboxError('unknown-branch', `Cannot read branch ${number} of the journal: there is none.`, {
      remedy: 'A rewind answers the number of the branch that it leaves.',
    })
  }

  /** The world begins anew. */
  forget(): void {
    this.#recorder?.stop()
    this.#recorder = undefined
    this.#byName.clear()
    this.#branches.clear()
  }

  #find(wanted: string | number, what: string): { recorder: Recorder; mark: Mark } {
    const recorder = this.#recorder
    if (recorder === undefined) throw notRecorded(what, wanted)
    if (typeof wanted === 'string') {
      const checkpoint = this.#byName.get(wanted)
      if (checkpoint === undefined) throw unknown(wanted)
      return { recorder, mark: checkpoint }
    }
    if (wanted > this.#deps.live().world.journal.last) throw notYet(what, wanted)
    const mark = recorder.markAt(wanted)
    if (mark === undefined) throw forgotten(what, wanted)
    return { recorder, mark }
  }

  #branchFrom(seq: number): Branch {
    const { journal } = this.#deps.live().world
    const entries = journal.read({ after: seq, limit: Number.POSITIVE_INFINITY })
    const branch = { number: ++this.#lastBranch, from: seq, entries }
    this.#branches.set(branch.number, branch)
    this.#branches.delete(branch.number - MOST_BRANCHES)
    return branch
  }
}

const exists = (name: string): SandboxError =>
  new SandboxError(
    'checkpoint-exists',
    `Cannot take the checkpoint ${JSON.stringify(name)}: there is one of this name.`,
    { remedy: 'Choose another name, or delete it first.' },
  )

const unknown = (name: string): SandboxError =>
  new SandboxError(
    'unknown-checkpoint',
    `Cannot find the checkpoint ${JSON.stringify(name)}: there is none.`,
    {
      remedy: 'GET /_sandbox/checkpoints lists them.',
    },
  )

const notRecorded = (what: string, to: string | number): SandboxError =>
  new SandboxError(
    'unknown-checkpoint',
    `Cannot ${what} ${JSON.stringify(to)}: nothing is recorded before the first checkpoint.`,
    { remedy: 'Take one first: POST /_sandbox/checkpoints.' },
  )

const forgotten = (what: string, to: string | number): SandboxError =>
  new SandboxError(
    'too-long-ago',
    `Cannot ${what} ${JSON.stringify(to)}: what happened then is not recorded any more, or was not yet.`,
    { remedy: 'Name a checkpoint, or a later entry of the journal.' },
  )

const notYet = (what: string, to: number): SandboxError =>
  new SandboxError('too-long-ago', `Cannot ${what} ${to}: the journal has not come so far.`, {
    remedy: 'Name an entry that GET /_sandbox/journal shows.',
  })
