// Large YAML read as plain data alone, in a tenth of the time and the memory that a document takes. What it cannot be sure of
// is left to the reader with places, so that both say the same of every file.
import { CORE_SCHEMA, load } from 'js-yaml'
import { quickJson } from './quick-json.ts'

/** A number beyond what a number can be. */
const BEYOND = /(?:^|[\s[{,:])[-+]?[\d.]+[eE][-+]?\d{3,}(?:[\s,:\]}]|$)/m

/** What the two readers understand differently, or the other has rules for. */
const SPECIAL = [
  // An alias, an anchor, a tag; a directive; a second document.
  /(?:^|[\s[{,:?-])[&*!][^\s]/m,
  /^(?:%|---|\.\.\.)/m,
  // A key that is null or empty.
  /(?:^|[\s{,?-])(?:~|null|Null|NULL) *:(?:\s|$)/m,
  /(?:^|[{,]) *:(?:\s|$)/m,
]

const BYTE_ORDER_MARK = '\uFEFF'

/** Undefined where the text is no YAML, or may mean more than data. */
export function quickData(text: string): { data: unknown } | undefined {
  if (text.startsWith(BYTE_ORDER_MARK) || BEYOND.test(text)) return undefined
  return quickJson(text) ?? plainYaml(text)
}

function plainYaml(text: string): { data: unknown } | undefined {
  if (SPECIAL.some(pattern => pattern.test(text))) return undefined
  try {
    return { data: load(text, { schema: CORE_SCHEMA }) }
  } catch {
    return undefined
  }
}
