// The value of a large file without the places of its parts, which take a hundred times its length in memory.
// Answers nothing where it is not certain of the value: then the file is read with places.
import { parse } from 'yaml'
import { plainItem } from './plain-item.ts'

/** Below it nobody waits. */
const LARGE = 200_000
/** Further than this an item is not looked for. */
const MOST_LINES = 200

export function valueOfLarge(text: string): { value: unknown } | undefined {
  if (text.length < LARGE || text.includes(MARK)) return undefined
  return text.trimStart().startsWith('{') ? fromJson(text) : fromLists(text)
}

function fromJson(text: string): { value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return keysIn(value, 0) === keysWritten(text) ? { value } : undefined
  } catch {
    return undefined
  }
}

/** A key that is written twice is there once. */
function keysIn(value: unknown, levels: number): number {
  if (typeof value !== 'object' || value === null) return 0
  if (levels > 500) return Number.NaN
  let count = Array.isArray(value) ? 0 : Object.keys(value).length
  for (const part of Object.values(value)) count += keysIn(part, levels + 1)
  return count
}

function keysWritten(text: string): number {
  let count = 0
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at)) {
    at = endOfText(text, at)
    while (' \n\r\t'.includes(text[at] ?? '.')) at++
    if (text[at] === ':') count++
  }
  return count
}

/** Behind the quote that ends what begins here. */
function endOfText(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  for (;;) {
    let slashes = 0
    while (text[end - 1 - slashes] === '\\') slashes++
    if (slashes % 2 === 0) return end + 1
    end = text.indexOf('"', end + 1)
  }
}

/** Long lists of plain items are taken out, item by item; what remains is short and read as YAML. */
function fromLists(text: string): { value: unknown } | undefined {
  const { rest, runs } = withoutRuns(text)
  if (runs.length === 0 || TAGS.some(tag => rest.includes(tag))) return undefined
  try {
    const value: unknown = parse(rest, { maxAliasCount: 0, logLevel: 'error' })
    const used = { next: 0 }
    const whole = withRuns(value, runs, used)
    return used.next === runs.length ? { value: whole } : undefined
  } catch {
    return undefined
  }
}

/** What may make something else of a value, or of what stands in for a run. */
const TAGS = ['!!', '!<', '%TAG']
const MARK = '\uE000'

type Run = unknown[]

const placeholder = (index: number): string => `${MARK}run ${index}`

function withoutRuns(text: string): { rest: string; runs: Run[] } {
  const rest: string[] = []
  const runs: Run[] = []
  let run: { indent: number; items: Run } | undefined
  const lines = text.split(/\r?\n/)
  for (let row = 0; row < lines.length; ) {
    const line = lines[row] ?? ''
    const read = itemAt(lines, row)
    if (read === undefined) {
      rest.push(line)
      run = undefined
      row++
      continue
    }
    if (run?.indent !== read.indent) {
      run = { indent: read.indent, items: [] }
      rest.push(`${' '.repeat(read.indent)}- "${placeholder(runs.length)}"`)
      runs.push(run.items)
    }
    run.items.push(read.item)
    row = read.next
  }
  return { rest: rest.join('\n'), runs }
}

function itemAt(lines: readonly string[], row: number) {
  const line = lines[row] ?? ''
  const indent = dashAt(line)
  if (indent === undefined) return undefined
  const own = [`${' '.repeat(indent + 2)}${line.slice(indent + 2)}`]
  let next = row + 1
  while (next < lines.length && own.length < MOST_LINES && isDeeper(lines[next] ?? '', indent)) {
    own.push(lines[next++] ?? '')
  }
  const item = plainItem(own)
  return item === undefined ? undefined : { indent, item, next }
}

function dashAt(line: string): number | undefined {
  const at = line.indexOf('- ')
  return at !== -1 && line.slice(0, at).trim() === '' && !line.slice(0, at).includes('\t') ? at : undefined
}

const isDeeper = (line: string, indent: number): boolean =>
  line.length > indent && line.startsWith(' '.repeat(indent + 1))

/** Every placeholder that stands as an item of a list gives way to its run. */
function withRuns(value: unknown, runs: readonly Run[], used: { next: number }): unknown {
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown) => {
      if (item !== placeholder(used.next)) return [withRuns(item, runs, used)]
      return runs[used.next++] ?? []
    })
  }
  if (typeof value !== 'object' || value === null) return value
  for (const [key, part] of Object.entries(value)) Reflect.set(value, key, withRuns(part, runs, used))
  return value
}
