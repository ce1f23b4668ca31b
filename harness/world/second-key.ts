// The first key of a YAML text that stands in its mapping already: of two, one would be lost in silence. Pure.
import { type Document, isScalar, visit } from 'yaml'

export interface SecondKey {
  name: string
  /** In characters from the beginning of the text. */
  offset: number
}

/** The parser's own search would compare each key with all before it. */
export function secondKey(document: Document): SecondKey | undefined {
  let found: SecondKey | undefined
  visit(document, {
    Map(_, { items }) {
      const keys = new Set<unknown>()
      for (const { key } of items) {
        if (!isScalar(key) || keys.size < keys.add(key.value).size) continue
        found = { name: String(key.value), offset: key.range?.[0] ?? 0 }
        return visit.BREAK
      }
      return undefined
    },
  })
  return found
}
