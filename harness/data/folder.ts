// The folder of `--data`: one SQLite file with a saved world and what changed since, a row for each piece of work. One process at a time.
import { join } from 'node:path'
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { newFolder } from '../new-folder.ts'
import { type SavedWorld, savedLines, savedWorldIn } from '../world/saved-world.ts'

/** A world as it was kept: saved once, and changed since. */
export interface KeptWorld {
  readonly saved: SavedWorld
  readonly log: readonly string[]
}

const SCHEMA = `
  create table if not exists saved (line integer primary key, text text not null) strict;
  create table if not exists work (id integer primary key, changes text not null) strict;
`

export class DataFolder {
  readonly path: string
  readonly #db: DatabaseSync
  readonly #append: StatementSync
  #savedBytes = 0
  #logBytes = 0

  static async open(path: string): Promise<DataFolder> {
    const { DatabaseSync } = await import('node:sqlite').catch((cause: unknown) => {
      throw refusal(path, 'this Node has no SQLite', 'Use Node 22.13 or later, or leave --data out.', cause)
    })
    try {
      await newFolder(path)
      const db = new DatabaseSync(join(path, 'world.sqlite'))
      // Held until the process ends, however it ends.
      db.exec('pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = normal')
      db.exec(`begin immediate; ${SCHEMA} commit`)
      return new DataFolder(path, db)
    } catch (cause) {
      throw cause instanceof SandboxError ? cause : asRefusal(path, cause)
    }
  }

  private constructor(path: string, db: DatabaseSync) {
    this.path = path
    this.#db = db
    this.#append = db.prepare('insert into work (changes) values (?)')
  }

  /** Undefined: nothing was kept here before. */
  read(): KeptWorld | undefined {
    const lines = this.#texts('select text from saved order by line')
    if (lines.length === 0) return undefined
    const log = this.#texts('select changes as text from work order by id')
    this.#savedBytes = bytesOf(lines)
    this.#logBytes = bytesOf(log)
    return { saved: savedWorldIn(`${lines.join('\n')}\n`), log }
  }

  /** In the place of all that is here. */
  write(saved: Omit<SavedWorld, 'definedAs'>): void {
    const lines = savedLines(saved)
    this.#db.exec('begin immediate')
    try {
      this.#db.exec('delete from saved; delete from work')
      const insert = this.#db.prepare('insert into saved (text) values (?)')
      for (const line of lines) insert.run(line)
      this.#db.exec('commit')
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('rollback')
      throw error
    }
    this.#savedBytes = bytesOf(lines)
    this.#logBytes = 0
  }

  append(changes: string): void {
    this.#append.run(changes)
    this.#logBytes += changes.length
  }

  /** What changed is longer than the world itself. */
  get isOverlong(): boolean {
    return this.#logBytes > Math.max(LEAST_LOG_BYTES, 2 * this.#savedBytes)
  }

  close(): void {
    if (this.#db.isOpen) this.#db.close()
  }

  #texts(query: string): string[] {
    return this.#db
      .prepare(query)
      .all()
      .map(row => String(row.text))
  }
}

const LEAST_LOG_BYTES = 16_000_000

const bytesOf = (texts: readonly string[]): number => texts.reduce((sum, text) => sum + text.length, 0)

function asRefusal(path: string, cause: unknown): SandboxError {
  const { message } = cause as Error
  if (/locked|busy/i.test(message)) {
    return refusal(path, 'another process keeps its world there', 'Stop it, or choose another folder.', cause)
  }
  return refusal(path, message, 'Choose another folder, or leave --data out.', cause)
}

export const refusal = (path: string, reason: string, remedy: string, cause?: unknown): SandboxError =>
  new SandboxError('data-unusable', `Cannot keep the world in ${path}: ${reason}.`, { remedy, cause })
