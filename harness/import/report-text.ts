// The report for people: the four columns with what stands in them, fields of one verdict on one line.
import { COLUMNS, type Column, type Entry } from './columns.ts'
import type { FileReport, ImportReport } from './import-files.ts'

const HEADS: Readonly<Record<Column, string>> = {
  understood: 'understood',
  ignored: 'ignored',
  guessed: 'guessed, look in the vendor’s UI at',
  refused: 'refused, kept raw',
}
const MOST_PATHS = 4
const MOST_LINES = 40

export function reportText({ files, written }: ImportReport): string {
  const wrote =
    written.length === 0 ? ['Nothing was written.'] : ['Written:', ...written.map(path => `  ${path}`)]
  return [...files.map(fileText), wrote.join('\n')].join('\n\n')
}

function fileText({ file, called, grade, fields, columns, placeholders, remarks }: FileReport): string {
  return [
    `${file}: ${called}`,
    `  on the evidence of ${grade}`,
    `  ${fields} fields: ${COLUMNS.map(column => `${sum(columns[column])} ${column}`).join(', ')}`,
    ...COLUMNS.filter(column => columns[column].length > 0).flatMap(column =>
      columnText(column, columns[column]),
    ),
    ...(placeholders.length === 0 ? [] : ['\n  to fill in']),
    ...placeholders.map(({ name, fillIn, standsFor }) => `    ${name}: ${fillIn} (${standsFor})`),
    ...remarks.map(remark => `\n  ${remark}`),
  ].join('\n')
}

const sum = (entries: readonly Entry[]): number => entries.reduce((all, { count = 1 }) => all + count, 0)

function columnText(column: Column, entries: readonly Entry[]): string[] {
  const groups = new Map<string, Entry[]>()
  for (const entry of entries) {
    const key = `${entry.note}${entry.check === undefined ? '' : ` → ${entry.check}`}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [entry])
    else group.push(entry)
  }
  const lines = [...groups].map(([note, group]) => `    ${note}: ${pathsText(group)}`)
  const rest = lines.length - MOST_LINES
  return [
    `\n  ${HEADS[column]}`,
    ...lines.slice(0, MOST_LINES),
    ...(rest > 0 ? [`    … and ${rest} more; --json has them all`] : []),
  ]
}

function pathsText(entries: readonly Entry[]): string {
  const shown = entries
    .slice(0, MOST_PATHS)
    .map(({ path, count }) => `${path || '(the whole)'}${count === undefined ? '' : ` ×${count}`}`)
  const rest = entries.length - shown.length
  return `${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`.replaceAll(/[\p{Cc}\u2028\u2029]/gu, '�')
}
