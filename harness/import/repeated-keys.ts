// The keys that stand twice in one object of a JSON text, with the line of the second: a parser keeps the last and says nothing. In one
// pass over a text that is known to be JSON.
import { endOfText, isKey } from '../world/json-texts.ts'

export interface RepeatedKey {
  name: string
  /** From 1. */
  line: number
}

const MOST = 20

export function repeatedKeysIn(json: string): RepeatedKey[] {
  const found: RepeatedKey[] = []
  /** Of each object that is open, undefined for a list. */
  const open: (Set<string> | undefined)[] = []
  let line = 1
  for (let at = 0; at < json.length && found.length < MOST; at++) {
    const character = json[at]
    if (character === '\n') line++
    else if (character === '{') open.push(new Set())
    else if (character === '[') open.push(undefined)
    else if (character === '}' || character === ']') open.pop()
    else if (character === '"') {
      const end = endOfText(json, at)
      const keys = open.at(-1)
      if (keys !== undefined && isKey(json, end)) {
        const name = JSON.parse(json.slice(at, end)) as string
        if (keys.size === keys.add(name).size) found.push({ name, line })
      }
      at = end - 1
    }
  }
  return found
}

/** As it is told to somebody who reads the report of an import. */
export const repeatedKeyRemarks = (json: string): string[] =>
  repeatedKeysIn(json).map(
    ({ name, line }) =>
      `The key ${JSON.stringify(name)} stands twice in one object, again in line ${line}: only the last of its values is read.`,
  )
