// Where one world of a folder is kept: its lines as they were saved, and rows of the work since.
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { type SavedWorld, savedLines, savedWorldIn } from '../world/saved-world.ts'

/** A world as it was kept: saved once, and changed since. */
export interface KeptWorld {
  readonly saved: SavedWorld
  readonly log: readonly string[]
}

export class Place {
  /** Of the folder, for a sentence. */
  readonly path: string
  readonly #db: DatabaseSync
  readonly #world: string
  readonly #append: StatementSync
  #savedBytes = 0
  #logBytes = 0

  constructor(db: DatabaseSync, { path, world }: { path: string; world: string }) {
    this.path = path
    this.#db = db
    this.#world = world
    this.#append = db.prepare('insert into work (world, changes) values (?, ?)')
  }

  /** Undefined: nothing was kept here before. */
  read(): KeptWorld | undefined {
    const lines = this.#texts('select text from saved where world = ? order by line')
    if (lines.length === 0) return undefined
    const log = this.#texts('select changes as text from work where world = ? order by id')
    this.#savedBytes = bytesOf(lines)
    this.#logBytes = bytesOf(log)
    return { saved: savedWorldIn(`${lines.join('\n')}\n`), log }
  }

  /** In the place of all that is here. */
  write(saved: Omit<SavedWorld, 'definedAs'>): void {
    const lines = savedLines(saved)
    this.#db.exec('begin immediate')
    try {
      this.#clear()
      const insert = this.#db.prepare('insert into saved (world, text) values (?, ?)')
      for (const line of lines) insert.run(this.#world, line)
      this.#db.exec('commit')
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('rollback')
      throw error
    }
    this.#savedBytes = bytesOf(lines)
    this.#logBytes = 0
  }

  append(changes: string): void {
    this.#append.run(this.#world, changes)
    this.#logBytes += changes.length
  }

  /** What changed is several times as long as the world itself: sooner, writing the world would be half of all work. */
  get isOverlong(): boolean {
    return this.#logBytes > Math.max(LEAST_LOG_BYTES, TIMES_THE_WORLD * this.#savedBytes)
  }

  #clear(): void {
    for (const table of ['saved', 'work'])
      this.#db.prepare(`delete from ${table} where world = ?`).run(this.#world)
  }

  #texts(query: string): string[] {
    return this.#db
      .prepare(query)
      .all(this.#world)
      .map(row => String(row.text))
  }
}

const LEAST_LOG_BYTES = 32_000_000
const TIMES_THE_WORLD = 4

const bytesOf = (texts: readonly string[]): number => texts.reduce((sum, text) => sum + text.length, 0)
