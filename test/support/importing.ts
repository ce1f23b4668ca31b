// Calls `import` and `export` as a person does, in a folder of the test's own.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { commandLine, type Ended } from './command-line.ts'
import { temporaryFolder } from './temporary-folder.ts'

export interface Entry {
  path: string
  note: string
  check?: string
  count?: number
}

export interface Told {
  file: string
  format: string
  fields: number
  columns: Record<'understood' | 'ignored' | 'guessed' | 'refused', Entry[]>
  placeholders: { name: string; fillIn: string }[]
  remarks: string[]
}

export const called = (...args: string[]): Promise<Ended> => commandLine(args)

/** Files by their names; what is no text is written as JSON. */
export async function givenFiles(files: Readonly<Record<string, unknown>>): Promise<string> {
  const folder = await temporaryFolder()
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
  }
  return folder
}

/** All files of one import, with the report as data and what it wrote. */
export async function imported(files: Readonly<Record<string, unknown>>, ...more: string[]) {
  const folder = await givenFiles(files)
  const out = join(folder, 'out')
  const names = Object.keys(files).map(name => join(folder, name))
  const told = await called('import', '--json', '--out', out, ...more, ...names)
  const lines = told.out === '' ? [] : told.out.split('\n').map(line => JSON.parse(line))
  const written = await readdir(out).catch((): string[] => [])
  return {
    ...told,
    folder: out,
    reports: lines.filter(line => line.columns !== undefined) as Told[],
    written: written.sort(),
    text: (name: string) => readFile(join(out, name), 'utf8'),
  }
}

export const columnOf = ({ columns }: Told, path: string): string | undefined =>
  Object.entries(columns).find(([, entries]) => entries.some(entry => entry.path === path))?.[0]
