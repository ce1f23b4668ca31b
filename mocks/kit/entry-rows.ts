// Entries of the journal as rows of their values. An object for each of them would be moved and visited by the collector of garbage, and
// whoever asks for something just then would wait for it: of an entry nothing is left but its values, until somebody reads it.
import type { Entry } from './entry.ts'
import { UuidRows } from './uuid-rows.ts'

/** An entry with more kinds of details is kept itself. */
const MOST_DETAILS = 8
/** A row begins with the form of its entry, or with the entry itself. */
const WIDTH = 1 + MOST_DETAILS
/** So many rows are large enough for the collector to leave them where they are. */
const PAGE = 2_048

/** What entries of one kind have to tell, and where in a row it stands. */
class Form {
  readonly kind: string
  readonly names: string[] = []
  readonly #byName = new Map(ELSEWHERE.map(name => [name, 0]))
  /** The names as an entry had them, with their columns: the next one has them in the same order. */
  readonly #order: string[] = []
  readonly #columns: number[] = []

  constructor(kind: string) {
    this.kind = kind
  }

  /** Of the nth name of an entry: 0 for what has no place in a row, undefined when the row is full. */
  columnOf(name: string, nth: number): number | undefined {
    if (this.#order[nth] === name) return this.#columns[nth]
    const column = this.#byName.get(name) ?? this.#add(name)
    if (column === undefined) return undefined
    this.#order[nth] = name
    this.#columns[nth] = column
    return column
  }

  #add(name: string): number | undefined {
    if (this.names.length === MOST_DETAILS) return undefined
    const column = this.names.push(name)
    this.#byName.set(name, column)
    return column
  }
}

const ELSEWHERE = ['seq', 'at', 'kind']
/** In the cell of a UUID that stands among those of its page. */
const UUID = Symbol('a UUID')

interface Page {
  readonly cells: unknown[]
  readonly instants: Float64Array
  readonly uuids: UuidRows
}

/** Pages of rows; whoever took an image shares them, until they are written to again. */
export type RowsImage = readonly (Page | undefined)[]

export class EntryRows {
  readonly #forms = new Map<string, Form>()
  readonly #pages: (Page | undefined)[]
  readonly #shared: Set<Page>

  constructor(image: RowsImage = []) {
    this.#pages = [...image]
    this.#shared = new Set(image.filter(page => page !== undefined))
  }

  image(): RowsImage {
    for (const page of this.#pages) if (page !== undefined) this.#shared.add(page)
    return [...this.#pages]
  }

  write(place: number, entry: Entry): void {
    const { cells, instants, uuids } = this.#ownPage(place)
    const row = place % PAGE
    const first = row * WIDTH
    const form = this.#formOf(entry.kind)
    cells[first] = form
    for (let column = 1; column < WIDTH; column++) cells[first + column] = undefined
    let hasUuid = false
    let nth = 0
    for (const name in entry) {
      const column = form.columnOf(name, nth++)
      const value = entry[name]
      if (column === undefined) cells[first] = entry
      else if (column > 0 && !hasUuid && typeof value === 'string' && uuids.write(row, value)) {
        cells[first + column] = UUID
        hasUuid = true
      } else if (column > 0) cells[first + column] = value
    }
    instants[row] = entry.at
  }

  /** The entry of this seq, made of what stands there. */
  read(place: number, seq: number): Entry | undefined {
    const page = this.#pages[Math.floor(place / PAGE)]
    const first = (place % PAGE) * WIDTH
    const head = page?.cells[first]
    if (page === undefined || !(head instanceof Form)) return head as Entry | undefined
    const entry: Entry = { seq, at: page.instants[place % PAGE] ?? 0, kind: head.kind }
    for (let column = 1; column <= head.names.length; column++) {
      const value = valueIn(page, first / WIDTH, column)
      if (value !== undefined) entry[head.names[column - 1] as string] = value
    }
    return entry
  }

  /** One detail alone, or the kind. */
  detail(place: number, name: string): unknown {
    const page = this.#pages[Math.floor(place / PAGE)]
    const first = (place % PAGE) * WIDTH
    const head = page?.cells[first] as Form | Entry | undefined
    if (name === 'kind' || !(head instanceof Form)) return head?.[name as 'kind']
    const column = head.names.indexOf(name) + 1
    return column === 0 || page === undefined ? undefined : valueIn(page, first / WIDTH, column)
  }

  #formOf(kind: string): Form {
    let form = this.#forms.get(kind)
    if (form === undefined) {
      form = new Form(kind)
      this.#forms.set(kind, form)
    }
    return form
  }

  #ownPage(place: number): Page {
    const number = Math.floor(place / PAGE)
    const page = this.#pages[number]
    if (page !== undefined && !this.#shared.has(page)) return page
    const own = page === undefined ? freshPage(place) : copyOf(page)
    if (page !== undefined) this.#shared.delete(page)
    this.#pages[number] = own
    return own
  }
}

/** The very first grows, so that a small world is small, and so is a copy of it. */
const freshPage = (place: number): Page => ({
  cells: place <= 1 ? [] : new Array(PAGE * WIDTH),
  instants: new Float64Array(PAGE),
  uuids: new UuidRows(),
})

const copyOf = ({ cells, instants, uuids }: Page): Page => ({
  cells: cells.slice(),
  instants: instants.slice(),
  uuids: uuids.copy(),
})

function valueIn({ cells, uuids }: Page, row: number, column: number): unknown {
  const value = cells[row * WIDTH + column]
  return value === UUID ? uuids.read(row) : value
}
