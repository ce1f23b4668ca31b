// CSV as Go's encoding/csv reads and writes it: quotes doubled, every record as long as the first.

/** Line numbers begin at 1. */
export class CsvError extends Error {
  readonly line: number

  constructor(line: number) {
    super(`parse error on line ${line}`)
    this.line = line
  }
}

export interface CsvRecord {
  line: number
  fields: string[]
}

/** More columns than any file has; a record is read no further than its first line is long. */
const MOST_COLUMNS = 1_000

/** Throws CsvError at the first record that cannot be read. */
export function* csvRecords(text: string): Generator<CsvRecord> {
  const reader = new Reader(text.startsWith('\uFEFF') ? text.slice(1) : text)
  let columns: number | undefined
  while (!reader.isAtEnd) {
    const { line } = reader
    const fields = reader.record(columns ?? MOST_COLUMNS)
    if (fields.length === 1 && fields[0] === '') continue
    columns ??= fields.length
    if (fields.length !== columns) throw new CsvError(line)
    yield { line, fields }
  }
}

class Reader {
  readonly #text: string
  #at = 0
  line = 1

  constructor(text: string) {
    this.#text = text
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#text.length
  }

  record(most: number): string[] {
    const fields: string[] = []
    const { line } = this
    for (;;) {
      if (fields.length === most) throw new CsvError(line)
      fields.push(this.#text[this.#at] === '"' ? this.#quoted() : this.#plain())
      const next = this.#text[this.#at++]
      if (next === ',') continue
      if (next === '\n') this.line++
      return fields
    }
  }

  #plain(): string {
    const start = this.#at
    while (this.#at < this.#text.length && this.#text[this.#at] !== ',' && this.#text[this.#at] !== '\n') {
      if (this.#text[this.#at] === '"') throw new CsvError(this.line)
      this.#at++
    }
    return withoutReturn(this.#text.slice(start, this.#at))
  }

  #quoted(): string {
    let field = ''
    const { line } = this
    this.#at++
    for (;;) {
      const end = this.#text.indexOf('"', this.#at)
      if (end === -1) throw new CsvError(line)
      const part = this.#text.slice(this.#at, end)
      field += part
      this.line += part.split('\n').length - 1
      this.#at = end + 1
      if (this.#text[this.#at] !== '"') break
      field += '"'
      this.#at++
    }
    if (this.#text[this.#at] === '\r') this.#at++
    const next = this.#text[this.#at]
    if (next !== undefined && next !== ',' && next !== '\n') throw new CsvError(this.line)
    return field
  }
}

const withoutReturn = (field: string) => (field.endsWith('\r') ? field.slice(0, -1) : field)

/** Quoted only where it must be; what is blank as nothing, what is no text as JSON. */
export function formatCsv(rows: Iterable<readonly unknown[]>, lineEnd = '\n'): string {
  let text = ''
  for (const row of rows) text += row.map(formatField).join(',') + lineEnd
  return text
}

function formatField(value: unknown): string {
  const text = textOfField(value)
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export const textOfField = (value: unknown): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '')
