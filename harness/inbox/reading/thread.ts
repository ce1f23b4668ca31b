// One worker thread for mails, started with the first large one. It does one errand at a time, so that one which takes too long
// can be ended: it is done plainly then, and what it was about is still there.
import { Worker } from 'node:worker_threads'
import type { Answer, Errand } from './errands.ts'

/** An errand of real mails takes some ten milliseconds a megabyte. */
const PATIENCE_MS = 5_000

export type Told = 'begun' | { answer: Answer } | { problem: string }

interface Waiting {
  errand: Errand
  done: (answer: Answer) => void
  failed: (error: Error) => void
}

export class ReadingThread {
  readonly #runHere: (errand: Errand) => Promise<Answer>
  readonly #patienceMs: number
  readonly #waiting: Waiting[] = []
  #current: Waiting | undefined
  #worker: Worker | undefined
  #patience: NodeJS.Timeout | undefined

  /** Where no thread can be had, errands are run by `runHere`. */
  constructor(runHere: (errand: Errand) => Promise<Answer>, patienceMs = PATIENCE_MS) {
    this.#runHere = runHere
    this.#patienceMs = patienceMs
  }

  run(errand: Errand): Promise<Answer> {
    return new Promise((done, failed) => {
      this.#waiting.push({ errand, done, failed })
      this.#next()
    })
  }

  async stop(): Promise<void> {
    clearTimeout(this.#patience)
    await this.#worker?.terminate()
  }

  #next(): void {
    if (this.#current !== undefined) return
    this.#current = this.#waiting.shift()
    if (this.#current === undefined) return
    this.#worker ??= this.#started()
    this.#worker.ref()
    this.#worker.postMessage(this.#current.errand)
  }

  #started(): Worker {
    const worker = new Worker(new URL('./reading-thread.ts', import.meta.url))
    let isThere = false
    worker.once('online', () => {
      isThere = true
    })
    worker.on('message', (told: Told) => this.#heard(told))
    worker.on('error', ({ message }) => {
      if (worker !== this.#worker) return
      if (isThere) this.#end(message)
      else this.#goOnHere()
    })
    return worker
  }

  #heard(told: Told): void {
    if (told === 'begun') {
      this.#patience = setTimeout(() => this.#end('it takes too long'), this.#patienceMs)
      return
    }
    const current = this.#taken()
    if ('answer' in told) current?.done(told.answer)
    else if (current !== undefined) this.#again(current, told.problem)
    this.#worker?.unref()
    this.#next()
  }

  /** The thread is lost, and with it what it was doing. */
  #end(problem: string): void {
    void this.#worker?.terminate()
    this.#worker = undefined
    const current = this.#taken()
    if (current !== undefined) this.#again(current, problem)
    this.#next()
  }

  #again({ errand, ...waiting }: Waiting, problem: string): void {
    if (errand.plainly) waiting.failed(new Error(`Cannot read the mail: ${problem}.`))
    else this.#waiting.unshift({ errand: { ...errand, plainly: true }, ...waiting })
  }

  #goOnHere(): void {
    this.#worker = undefined
    const current = this.#taken()
    for (const { errand, done, failed } of [...(current ? [current] : []), ...this.#waiting.splice(0)])
      this.#runHere(errand).then(done, failed)
  }

  #taken(): Waiting | undefined {
    clearTimeout(this.#patience)
    const current = this.#current
    this.#current = undefined
    return current
  }
}
