// The folder of `--data`: one SQLite file with all worlds of a server, and of those that are no more why. One process at a time.
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { newFolder } from '../new-folder.ts'
import { Place } from './place.ts'

/** A world beside the first. */
export interface Guest {
  readonly id: string
  readonly from: string
  readonly ttl: string | undefined
  /** Why it is no more. */
  readonly ended: string | undefined
}

/** The first world's rows cost no entry in an index. */
const SCHEMA = `
  create table if not exists saved (line integer primary key, text text not null) strict;
  create table if not exists work (id integer primary key, changes text not null) strict;
  create table if not exists guests (id text primary key, origin text not null, ttl text, ended text) strict;
`
const WORLD = `
  alter table saved add column world text not null default 'first';
  alter table work add column world text not null default 'first';
  create index saved_by_world on saved (world) where world != 'first';
  create index work_by_world on work (world) where world != 'first';
`

export class DataFolder {
  readonly path: string
  readonly #db: DatabaseSync

  static async open(path: string): Promise<DataFolder> {
    const { DatabaseSync } = await import('node:sqlite').catch((cause: unknown) => {
      throw refusal(path, 'this Node has no SQLite', 'Use Node 22.13 or later, or leave --data out.', cause)
    })
    try {
      await newFolder(path)
      await expectWritable(path)
      const db = new DatabaseSync(join(path, 'world.sqlite'))
      // Held until the process ends, however it ends. The log is 16 MB before it is taken over into the file.
      db.exec('pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = normal')
      db.exec('pragma wal_autocheckpoint = 4000')
      db.exec(`begin immediate; ${SCHEMA} ${knowsWorlds(db) ? '' : WORLD} commit`)
      return new DataFolder(path, db)
    } catch (cause) {
      throw cause instanceof SandboxError ? cause : asRefusal(path, cause)
    }
  }

  private constructor(path: string, db: DatabaseSync) {
    this.path = path
    this.#db = db
  }

  place(world: string): Place {
    return new Place(this.#db, { path: this.path, world })
  }

  /** Those that are no more are remembered with the reason. */
  guests(): Guest[] {
    const rows = this.#db.prepare('select id, origin, ttl, ended from guests order by rowid').all()
    return rows.map(({ id, origin, ttl, ended }) => ({
      id: String(id),
      from: String(origin),
      ttl: ttl === null ? undefined : String(ttl),
      ended: ended === null ? undefined : String(ended),
    }))
  }

  /** Before anything of it is kept. */
  settle({ id, from, ttl }: Omit<Guest, 'ended'>): void {
    const insert = 'insert or replace into guests (id, origin, ttl) values (?, ?, ?)'
    this.#db.prepare(insert).run(id, from, ttl ?? null)
  }

  /** Nothing of it stays but why; the oldest reasons leave first. */
  leave(id: string, why: string, remembered: number): void {
    this.#db.exec('begin immediate')
    try {
      for (const table of ['saved', 'work']) this.#db.prepare(`delete from ${table} where world = ?`).run(id)
      this.#db.prepare('update guests set ended = ? where id = ?').run(why, id)
      this.#db
        .prepare(
          `delete from guests where ended is not null and rowid <=
             (select max(rowid) from guests) - ?`,
        )
        .run(remembered)
      this.#db.exec('commit')
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('rollback')
      throw error
    }
  }

  close(): void {
    if (this.#db.isOpen) this.#db.close()
  }
}

/** SQLite would call it an error of the disk. */
async function expectWritable(path: string): Promise<void> {
  const probe = join(path, 'world.probe')
  try {
    for (const file of [join(path, 'world.sqlite'), probe]) await (await open(file, 'a')).close()
    await rm(probe)
  } catch (cause) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes((cause as NodeJS.ErrnoException).code ?? '')) throw cause
    throw refusal(
      path,
      'it may not be written to',
      'Let this user write there, or choose another folder.',
      cause,
    )
  }
}

/** A file of before there were several has none. */
function knowsWorlds(db: DatabaseSync): boolean {
  return db
    .prepare("select name from pragma_table_info('saved')")
    .all()
    .some(({ name }) => name === 'world')
}

function asRefusal(path: string, cause: unknown): SandboxError {
  const { message } = cause as Error
  if (/locked|busy/i.test(message)) {
    return refusal(path, 'another process keeps its world there', 'Stop it, or choose another folder.', cause)
  }
  return refusal(path, message, 'Choose another folder, or leave --data out.', cause)
}

export const refusal = (path: string, reason: string, remedy: string, cause?: unknown): SandboxError =>
  new SandboxError('data-unusable', `Cannot keep the world in ${path}: ${reason}.`, { remedy, cause })
