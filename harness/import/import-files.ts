// An import: every input is read before anything is written, each with its report; then all files are written, or none.
import { COLUMNS, type Column, complete, type Entry, ignored } from './columns.ts'
import type { Format, Imported, Placeholder, ReadingOptions, WrittenFile } from './format.ts'
import { formatNamed, formatOf } from './formats.ts'
import { type InputFile, readInput } from './input-file.ts'
import { withoutSecrets } from './personal/secrets.ts'
import { repeatedKeyRemarks } from './repeated-keys.ts'
import type { WorldPart } from './world-part.ts'
import { hasSomething, worldYaml } from './written/world-yaml.ts'
import { writeAll } from './written/write-all.ts'

export interface ImportOptions extends Omit<ReadingOptions, 'name'> {
  /** Of the world, and of the scenario where there is one input. */
  name?: string
  as?: string
  folder: string
  /** A guess or a refused part, and nothing is written. */
  strict: boolean
  /** What is known beside the inputs. */
  given?: WorldPart
}

export interface FileReport {
  file: string
  format: string
  called: string
  grade: string
  fields: number
  columns: Record<Column, Entry[]>
  placeholders: Placeholder[]
  remarks: string[]
  exitCode: 0 | 1
}

export interface ImportReport {
  files: FileReport[]
  /** What was written, relative to the folder; empty where --strict refused. */
  written: string[]
  exitCode: 0 | 1
}

export async function importFiles(files: readonly string[], options: ImportOptions): Promise<ImportReport> {
  const inputs: InputFile[] = []
  for (const file of files) inputs.push(await readInput(file))
  const { reports, exitCode, toWrite } = importInputs(inputs, options)
  const isHeldBack = options.strict && exitCode === 1
  return { files: reports, written: isHeldBack ? [] : await writeAll(options.folder, toWrite), exitCode }
}

/** What the inputs say, and the files that they become; nothing is written. */
export function importInputs(
  inputs: readonly InputFile[],
  options: Omit<ImportOptions, 'folder'>,
): { reports: FileReport[]; exitCode: 0 | 1; toWrite: WrittenFile[] } {
  const formats = inputs.map(input => {
    const { as = options.as } = input
    return as === undefined ? formatOf(input) : formatNamed(as, input)
  })
  const stems = new Map<string, number>()
  const imported = inputs.map((input, index) =>
    readOne(distinct(input, stems), formats[index] as Format, options),
  )
  const reports = imported.map(({ report }) => report)
  const exitCode = reports.some(report => report.exitCode === 1) ? 1 : 0
  return { reports, exitCode, toWrite: filesOf(imported, options, inputs[0]) }
}

/** Two inputs of one name do not write one file. */
function distinct(input: InputFile, stems: Map<string, number>): InputFile {
  const count = (stems.get(input.stem) ?? 0) + 1
  stems.set(input.stem, count)
  return count === 1 ? input : { ...input, stem: `${input.stem}-${count}` }
}

interface One {
  report: FileReport
  read: Imported
}

function readOne(given: InputFile, format: Format, options: Omit<ImportOptions, 'folder'>): One {
  const { input, secrets } = safeInput(given)
  const read = format.read(input, { pseudonyms: options.pseudonyms, name: options.name ?? input.stem })
  const entries = (input.isJson ? complete(input.document, read.entries) : read.entries).map(entry => {
    const name = secrets.get(entry.path)
    return name === undefined
      ? entry
      : {
          ...entry,
          ...ignored(`a secret, which is never written: ${name} holds its place`),
          check: undefined,
        }
  })
  const columns = Object.fromEntries(
    COLUMNS.map(column => [column, entries.filter(entry => entry.column === column)]),
  ) as Record<Column, Entry[]>
  const placeholders = [
    ...(read.placeholders ?? []),
    ...[...secrets].map(([path, name]) => secretPlace(path, name)),
  ]
  const failed = columns.refused.length > 0 || (options.strict && columns.guessed.length > 0)
  const fields = entries.reduce((sum, { count = 1 }) => sum + count, 0)
  const { id, called, grade } = format
  const report: FileReport = {
    file: input.file,
    format: id,
    called,
    grade,
    fields,
    columns,
    placeholders,
    remarks: [...(given.isJson ? repeatedKeyRemarks(given.text) : []), ...(read.remarks ?? [])],
    exitCode: failed ? 1 : 0,
  }
  return { report, read: { ...read, placeholders } }
}

function safeInput(input: InputFile): { input: InputFile; secrets: ReadonlyMap<string, string> } {
  if (!input.isJson) return { input, secrets: new Map() }
  const { value, secrets } = withoutSecrets(input.document)
  if (secrets.size === 0) return { input, secrets }
  return { input: { ...input, document: value, text: `${JSON.stringify(value, null, 2)}\n` }, secrets }
}

const secretPlace = (path: string, name: string): Placeholder => ({
  name,
  standsFor: `a secret at ${path}`,
  fillIn: `the value of ${name}, as a credential of the sandbox's own world; never the real one`,
})

function filesOf(
  imported: readonly One[],
  { name, given }: Pick<ImportOptions, 'name' | 'given'>,
  first: InputFile | undefined,
): WrittenFile[] {
  const parts = [...(given === undefined ? [] : [given]), ...imported.map(({ read }) => read.world)]
  const placeholders = imported.flatMap(({ read }) => read.placeholders ?? [])
  const files = imported.flatMap(({ read }) => read.files ?? [])
  const world = `${name ?? first?.stem ?? 'imported'}.world.yaml`
  return hasSomething(parts) ? [{ path: world, text: worldYaml(parts, placeholders) }, ...files] : files
}
