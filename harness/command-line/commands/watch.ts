// `start --watch`: a world that changes on disk takes the place of the one that runs, and time is moved to where it stood.
import { type FSWatcher, watch } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Config } from '../../config.ts'
import type { Sandbox } from '../../index.ts'
import type { Assembled } from '../../sandbox.ts'
import type { ReadWorld } from '../../world/definition.ts'
import { shortPath } from '../../world/file.ts'
import type { Printer } from '../output/printer.ts'
import type { Terminal } from '../terminal.ts'
import { checkBeforeStart } from './check-before-start.ts'

/** An editor writes a file in several steps. */
const SETTLES_MS = 50

interface Running {
  assembled: Assembled
  sandbox: Sandbox
  printer: Printer
  terminal: Terminal
}

export interface WorldWatch {
  close(): void
}

export function watchWorld(read: ReadWorld, config: Config, running: Running): WorldWatch {
  const follower = new Follower(read, config, running)
  follower.watch()
  return follower
}

class Follower implements WorldWatch {
  readonly #config: Config
  readonly #running: Running
  #read: ReadWorld
  #watchers: FSWatcher[] = []
  #timer: NodeJS.Timeout | undefined
  #work = Promise.resolve()
  #problem: string | undefined

  constructor(read: ReadWorld, config: Config, running: Running) {
    this.#read = read
    this.#config = config
    this.#running = running
  }

  /** Whole folders: editors put a new file in the place of the old one, and a module imports others. */
  watch(): void {
    for (const watcher of this.#watchers) watcher.close()
    this.#watchers = foldersOf(this.#read).map(folder =>
      watch(folder, () => {
        clearTimeout(this.#timer)
        this.#timer = setTimeout(() => this.#follow(), SETTLES_MS)
        // A folder that is gone is told by the reading that follows.
      }).on('error', () => {}),
    )
  }

  close(): void {
    clearTimeout(this.#timer)
    for (const watcher of this.#watchers) watcher.close()
  }

  /** One after the other. */
  #follow(): void {
    this.#work = this.#work.then(() => this.#startAgain()).catch((error: unknown) => this.#complain(error))
  }

  async #startAgain(): Promise<void> {
    const { assembled, sandbox, printer, terminal } = this.#running
    const { read } = await checkBeforeStart(this.#config, terminal)
    const isWrongNoMore = this.#problem !== undefined
    this.#problem = undefined
    if (!isWrongNoMore && writtenIn(read) === writtenIn(this.#read)) return
    const { now } = sandbox.ready().clock
    await assembled.replace(read)
    this.#read = read
    this.watch()
    await sandbox.startScenarios()
    await sandbox.settle()
    await moveTo(now, sandbox)
    printer.startedAgain(shortPath(read.source.path))
  }

  /** Once, however often the same wrong file is written. */
  #complain(error: unknown): void {
    const problem = error instanceof Error ? error.message : String(error)
    if (problem === this.#problem) return
    this.#problem = problem
    this.#running.printer.complain(`${problem} The world from before keeps running.`)
  }
}

const foldersOf = ({ source, scenarios }: ReadWorld): string[] => [
  ...new Set([source, ...scenarios.values()].map(({ path }) => dirname(resolve(path)))),
]

const writtenIn = ({ data, scenarios }: ReadWorld): string =>
  JSON.stringify([data, [...scenarios].map(([index, file]) => [index, file.data])])

async function moveTo(instant: string, { clock, ready }: Sandbox): Promise<void> {
  const { mode, now } = ready().clock
  if (mode !== 'real' && Date.parse(now) < Date.parse(instant)) await clock.advanceTo(instant)
}
