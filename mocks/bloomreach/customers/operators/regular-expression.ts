// Regular expressions of filters. [D] filter-operators: RE2's syntax, not case-sensitive unless "(?-i)" says so. RE2 takes
// linear time for any text; so does this engine. Guess: found anywhere in the text.
import { createRequire } from 'node:module'

export type RegularExpression = { finds(text: string): boolean } | { problem: string }

/** Patterns of templates may differ from mail to mail, so only so many are remembered. */
const REMEMBERED = 200
const known = new Map<string, RegularExpression>()

export function regularExpression(pattern: string): RegularExpression {
  const found = known.get(pattern)
  if (found !== undefined) return found
  if (known.size === REMEMBERED) known.clear()
  const read = compiled(pattern)
  known.set(pattern, read)
  return read
}

/** Read in with the first pattern: most worlds have none, and its tables are large. */
const engine = () => createRequire(import.meta.url)('re2js') as typeof import('re2js')

function compiled(pattern: string): RegularExpression {
  const { RE2JS } = engine()
  try {
    const expression = RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE)
    return { finds: text => expression.matcher(text).find() }
  } catch (error) {
    if (!(error instanceof Error) || !error.name.startsWith('RE2JS')) throw error
    return { problem: error.message.replace('error parsing regexp: ', '') }
  }
}
