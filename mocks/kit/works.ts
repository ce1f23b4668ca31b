// What a world does at one time: requests and jobs, each of them one piece of work. Whoever watches is told of its end, and asks of each
// change whose work it was. While nobody watches, none is begun.
import { AsyncLocalStorage } from 'node:async_hooks'
import type { SandboxError } from './sandbox-error.ts'

/** Once it is known whether a work is kept: why it must not be answered, or nothing. */
export type Kept = Promise<SandboxError | undefined>

/** Called at the end of a work; undefined: its answer waits for nothing. */
type Watcher = (work: Work) => Kept | undefined

export class Work {
  /** The journal's newest entry of this work: the cause of what changes next. */
  cause = 0
  readonly isJob: boolean
  /** What it has scheduled goes on in its context. */
  isOver = false
  readonly #end: (work: Work) => Kept | undefined

  constructor(end: (work: Work) => Kept | undefined, { isJob }: { isJob: boolean }) {
    this.#end = end
    this.isJob = isJob
  }

  run<T>(part: () => T): T {
    return underWay.run(this, part)
  }

  /** Before it is answered: whoever answers waits for what this says. */
  end(): Kept | undefined {
    this.isOver = true
    return this.#end(this)
  }
}

const underWay = new AsyncLocalStorage<Work>()

/** In whose course this is asked. */
export function workUnderWay(): Work | undefined {
  const work = underWay.getStore()
  return work?.isOver ? undefined : work
}

export class Works {
  readonly #watchers = new Set<Watcher>()

  beginJob(): Work | undefined {
    return this.#watchers.size === 0 ? undefined : new Work(work => this.#tell(work), { isJob: true })
  }

  /** What a job asks of this world is a part of the job. */
  beginRequest(): Work | undefined {
    if (this.#watchers.size === 0 || workUnderWay()?.isJob) return undefined
    return new Work(work => this.#tell(work), { isJob: false })
  }

  /** Answers a function that ends it. */
  watch(tell: Watcher): () => void {
    this.#watchers.add(tell)
    return () => this.#watchers.delete(tell)
  }

  #tell(work: Work): Kept | undefined {
    let kept: Kept | undefined
    for (const tell of this.#watchers) kept = tell(work) ?? kept
    return kept
  }
}
