// A vendor's node with what changed here and nothing else: what we never read stays.
import { isDeepStrictEqual } from 'node:util'
import { isObject } from '../import/shapes.ts'

type Fields = Readonly<Record<string, unknown>>

/** The editor's hash of a mail is of the mail as it was. */
const STALE = 'cached_email_hash'

export function patched(raw: Fields, was: Fields, is: Fields): Fields {
  const { [STALE]: _, ...rest } = raw
  return merged(isDeepStrictEqual(was, is) ? raw : rest, was, is) as Fields
}

function merged(raw: unknown, was: unknown, is: unknown): unknown {
  if (isDeepStrictEqual(was, is)) return raw
  if (isObject(raw) && isObject(was) && isObject(is)) {
    const keys = Object.keys(is).filter(key => !isDeepStrictEqual(was[key], is[key]))
    return { ...raw, ...Object.fromEntries(keys.map(key => [key, merged(raw[key], was[key], is[key])])) }
  }
  if (Array.isArray(raw) && Array.isArray(was) && Array.isArray(is) && raw.length === is.length) {
    return is.map((item, index) => merged(raw[index], was[index], item))
  }
  return is
}
