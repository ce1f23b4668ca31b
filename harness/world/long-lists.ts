// The long lists of a large YAML text, such as its customers, are cut out and read by themselves: a reader of all of YAML takes most of
// a start for them. What is left of the text says where each of them belongs.
import { readPlainList } from './plain-list.ts'

/** A list shorter than this is no matter. */
const LONG_CHARACTERS = 10_000
/** How often the characters of a text may be read in vain. */
const MOST_TRIES = 3

const SPACE = 32
const DASH = 45
/** A character that nobody's text has. */
const MARK = '\uF8F0'

/** What no reader of YAML takes, and ends of lines and marks of which it has an opinion. */
const ODD =
  /[^\n\x20-\x7E\xA0-\u2027\u202A-\uD7FF\uE000-\uF8EF\uF900-\uFDCF\uFDF0-\uFEFE\uFF00-\uFFFC\u{10000}-\u{1FFFD}]/u

export interface Cut {
  rest: string
  lists: unknown[][]
}

export function cutLongLists(text: string): Cut {
  const cut: Cut = { rest: '', lists: [] }
  if (text.includes(MARK)) return { rest: text, lists: [] }
  let kept = 0
  let left = text.length * MOST_TRIES
  for (let key = text.indexOf(':\n'); key !== -1 && left > 0; ) {
    const from = key + 2
    const column = columnOf(text, text.lastIndexOf('\n', key) + 1)
    if (!isListAt(text, { from, column })) {
      key = text.indexOf(':\n', from)
      continue
    }
    const read = readPlainList(text, from)
    const isRead = 'list' in read && (read.end >= text.length || blanksAt(text, read.end) <= column)
    if (!isRead) left -= ('end' in read ? read.end : read.stoppedAt) - from
    else if (read.end - from >= LONG_CHARACTERS && !ODD.test(text.slice(from, read.end))) {
      cut.rest += `${text.slice(kept, key + 1)} "${MARK}${cut.lists.length}"\n`
      cut.lists.push(read.list)
      kept = read.end
    }
    key = text.indexOf(':\n', isRead ? read.end : from)
  }
  cut.rest += text.slice(kept)
  return cut
}

/** The lists at their places; undefined where not each has one. */
export function putBack(data: unknown, lists: readonly unknown[][]): { data: unknown } | undefined {
  let found = 0
  const walk = (part: unknown): unknown => {
    if (typeof part === 'string' && part.startsWith(MARK)) {
      found++
      return lists[Number(part.slice(1))]
    }
    if (typeof part !== 'object' || part === null) return part
    const record = part as Record<string, unknown>
    for (const key of Object.keys(record)) {
      const item = walk(record[key])
      if (item !== record[key]) record[key] = item
    }
    return record
  }
  const whole = walk(data)
  return found === lists.length ? { data: whole } : undefined
}

/** Of a key at this column, or deeper: else it is that of somebody around. */
function isListAt(text: string, { from, column }: { from: number; column: number }): boolean {
  const blanks = blanksAt(text, from)
  const first = from + blanks
  return blanks >= column && text.charCodeAt(first) === DASH && text.charCodeAt(first + 1) === SPACE
}

function blanksAt(text: string, from: number): number {
  let first = from
  while (text.charCodeAt(first) === SPACE) first++
  return first - from
}

/** Of a key that stands behind a dash too. */
function columnOf(text: string, line: number): number {
  const first = line + blanksAt(text, line)
  const isEntry = text.charCodeAt(first) === DASH && text.charCodeAt(first + 1) === SPACE
  return first - line + (isEntry ? 2 : 0)
}
