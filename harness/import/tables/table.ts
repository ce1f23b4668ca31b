// A CSV as a header and rows: quotes doubled, commas, semicolons or tabs, lines of any system. What is wrong with a row is told of it.
import type { InputFile } from '../input-file.ts'

export interface Row {
  /** From 1. */
  line: number
  cells: string[]
}

export interface Table {
  header: string[]
  rows: Row[]
  /** Rows that have more or fewer cells than the header. */
  uneven: Row[]
}

const DELIMITERS = [',', ';', '\t'] as const

/** Undefined where a quote never ends: the file is cut. */
export function readTable(text: string): Table | undefined {
  const delimiter = delimiterOf(text)
  const records = recordsOf(text, delimiter)
  if (records === undefined) return undefined
  const [head, ...rest] = records
  const header = (head?.cells ?? []).map(cell => cell.trim())
  return {
    header,
    rows: rest.filter(({ cells }) => cells.length === header.length),
    uneven: rest.filter(({ cells }) => cells.length !== header.length),
  }
}

/** The columns of an input, in lower case; of one that is no CSV none. */
export function headerOf({ isJson, text }: InputFile): string[] {
  if (isJson) return []
  const line = text.slice(0, 20_000).split(/\r\n|\n|\r/)[0] ?? ''
  const [first] = recordsOf(line, delimiterOf(line)) ?? []
  return (first?.cells ?? []).map(cell => cell.trim().toLowerCase())
}

function delimiterOf(text: string): string {
  const line = text.slice(0, 20_000).split(/\r\n|\n|\r/)[0] ?? ''
  const counts = DELIMITERS.map(one => line.split(one).length)
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ','
}

function recordsOf(text: string, delimiter: string): Row[] | undefined {
  const records: Row[] = []
  let line = 1
  for (let at = 0; at < text.length; ) {
    const row: Row = { line, cells: [] }
    for (;;) {
      const cell = cellAt(text, at, delimiter)
      if (cell === undefined) return undefined
      row.cells.push(cell.text)
      line += cell.lines
      at = cell.end
      if (text[at] !== delimiter) break
      at++
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at++
    at++
    line++
    if (row.cells.length > 1 || row.cells[0] !== '') records.push(row)
  }
  return records
}

interface Cell {
  text: string
  /** Where the delimiter or the end of the line stands. */
  end: number
  /** How many line ends are in it. */
  lines: number
}

function cellAt(text: string, start: number, delimiter: string): Cell | undefined {
  if (text[start] === '"') return quotedAt(text, start)
  let end = start
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end++
  return { text: text.slice(start, end), end, lines: 0 }
}

function quotedAt(text: string, start: number): Cell | undefined {
  const parts: string[] = []
  for (let at = start + 1; ; ) {
    const quote = text.indexOf('"', at)
    if (quote === -1) return undefined
    parts.push(text.slice(at, quote))
    if (text[quote + 1] !== '"') {
      const whole = parts.join('"')
      return { text: whole, end: quote + 1, lines: whole.split('\n').length - 1 }
    }
    at = quote + 2
  }
}

/** What a spreadsheet would run. [OWASP] CSV injection. */
export const isFormula = (cell: string): boolean =>
  /^[=@\t\r]/.test(cell) || (/^[+-]/.test(cell) && !/^[+-][\d\s().-]*$/.test(cell))
