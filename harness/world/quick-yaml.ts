// Large YAML read as plain data alone, in a tenth of the time and the memory that a document takes. What it cannot be sure of
// is left to the reader with places, so that both say the same of every file.
import { CORE_SCHEMA, load } from 'js-yaml'
import { cutLongLists, putBack } from './long-lists.ts'
import { BEYOND, quickJson } from './quick-json.ts'

/** What the two readers understand differently, or the other has rules for. */
const SPECIAL = [
  // An alias, an anchor, a tag; a directive; a second document.
  /(?:^|[\s[{,:?-])[&*!][^\s]/m,
  /^(?:%|---|\.\.\.)/m,
  // A key that is null or empty.
  /(?:^|[\s{,?-])(?:~|null|Null|NULL) *:(?:\s|$)/m,
  /(?:^|[{,]) *:(?:\s|$)/m,
  BEYOND,
]

const BYTE_ORDER_MARK = '\uFEFF'

/** Undefined where the text is no YAML, or may mean more than data. */
export function quickData(text: string): { data: unknown } | undefined {
  if (text.startsWith(BYTE_ORDER_MARK)) return undefined
  return quickJson(text) ?? withLongLists(text) ?? plainYaml(text)
}

function withLongLists(text: string): { data: unknown } | undefined {
  const { rest, lists } = cutLongLists(text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text)
  const read = lists.length === 0 ? undefined : plainYaml(rest)
  return read && putBack(read.data, lists)
}

function plainYaml(text: string): { data: unknown } | undefined {
  if (SPECIAL.some(pattern => pattern.test(text))) return undefined
  try {
    return { data: load(text, { schema: CORE_SCHEMA }) }
  } catch {
    return undefined
  }
}
