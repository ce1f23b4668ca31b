// The four columns of the report, and the walk that puts every field of an input into exactly one of them.
// A field is a leaf: a text, number, boolean or null, or an empty list or object. Values are never told, only where they stand.

export const COLUMNS = ['understood', 'ignored', 'guessed', 'refused'] as const
export type Column = (typeof COLUMNS)[number]

export interface Verdict {
  column: Column
  /** What it became, why it is passed over, what was taken, why it was refused. */
  note: string
  /** Of a guess: what to look at in the vendor's UI. */
  check?: string
}

export interface Entry extends Verdict {
  /** A JSON pointer into the input; for a table the name of the column. */
  path: string
  /** How many fields it stands for, where one line is for many. */
  count?: number
}

export const understood = (note: string): Verdict => ({ column: 'understood', note })
export const ignored = (note: string): Verdict => ({ column: 'ignored', note })
export const guessed = (note: string, check: string): Verdict => ({ column: 'guessed', note, check })
export const refused = (note: string): Verdict => ({ column: 'refused', note })

type Row = Verdict | ((value: unknown) => Verdict)

/** By the dotted way to a field, `*` for any step. What stands below a row belongs to it, unless a longer way is there. */
export type Columns = Readonly<Record<string, Row>>

export type Path = readonly (string | number)[]

export const pointerOf = (path: Path): string =>
  path.map(step => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/** What nobody has described: harmless where it is empty, a guess where it says something. */
export const unknownField = (value: unknown): Verdict =>
  isEmpty(value)
    ? ignored('empty, and in no public description')
    : guessed('taken to change nothing: it is in no public description', 'what this field does')

export const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === '' ||
  value === false ||
  (typeof value === 'object' && Object.keys(value).length === 0)

interface Step {
  row?: Row
  steps: Map<string, Step>
}

/** Every leaf of the value in its column; what no row speaks of is `unknownField`. */
export function columnsOf(value: unknown, columns: Columns, base: Path = []): Entry[] {
  const entries: Entry[] = []
  const visit = (part: unknown, path: Path, places: readonly Step[], row: Row | undefined) => {
    const own = places.find(place => place.row !== undefined)?.row ?? row
    if (isLeaf(part)) {
      const verdict = own === undefined ? unknownField(part) : typeof own === 'function' ? own(part) : own
      entries.push({ path: pointerOf(path), ...verdict })
      return
    }
    for (const [key, inner] of Object.entries(part as object)) {
      visit(
        inner,
        [...path, key],
        places.flatMap(place => next(place, key)),
        own,
      )
    }
  }
  visit(value, base, [treeOf(columns)], undefined)
  return entries
}

const isLeaf = (value: unknown): boolean =>
  typeof value !== 'object' || value === null || Object.keys(value).length === 0

/** A named step before any step. */
const next = ({ steps }: Step, key: string): Step[] =>
  [steps.get(key), steps.get('*')].filter(step => step !== undefined)

function treeOf(columns: Columns): Step {
  const root: Step = { steps: new Map() }
  for (const [way, row] of Object.entries(columns)) {
    let step = root
    for (const key of way === '' ? [] : way.split('.')) {
      const found = step.steps.get(key) ?? { steps: new Map<string, Step>() }
      step.steps.set(key, found)
      step = found
    }
    step.row = row
  }
  return root
}

const UNREAD = (value: unknown): Verdict =>
  typeof value === 'object' && value !== null
    ? ignored('empty: there is nothing to read')
    : refused('nothing reads it')

/** Each leaf of the input once: one that says something and no reader spoke of is refused, of two verdicts the graver counts. */
export function complete(input: unknown, entries: readonly Entry[]): Entry[] {
  const said = new Map<string, Entry>()
  for (const entry of entries) {
    const before = said.get(entry.path)
    if (before === undefined || gravityOf(entry) > gravityOf(before)) said.set(entry.path, entry)
  }
  return columnsOf(input, { '': UNREAD }).map(entry => said.get(entry.path) ?? entry)
}

const gravityOf = ({ column }: Entry): number => COLUMNS.indexOf(column)
