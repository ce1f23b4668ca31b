// Names of variables, filters and tags: Python's identifiers.

const WORD = /[\p{L}\p{N}\p{M}_·]+/uy
const IDENTIFIER = /^[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}·]*$/u

/** By character code: 1 for what ASCII has in words. */
const IN_WORD = Uint8Array.from({ length: 128 }, (_, code) => (/\w/.test(String.fromCharCode(code)) ? 1 : 0))

export const isWordCode = (code: number): boolean => code >= 128 || IN_WORD[code] === 1

/** Names that were read before, each in a place of its own until another one takes it: a text that is known already is compared by its address. */
const PLACES = 1_024
const KNOWN: (string | undefined)[] = new Array(PLACES)
/** A longer one is no text of its own, but a part of the template, and keeps all of it in memory. */
const LONGEST_KNOWN = 12

/** The name that begins here: empty, when there is none; undefined, when it is not one. */
export function nameAt(text: string, at: number): string | undefined {
  let end = at
  let hash = 0
  let code = text.charCodeAt(at)
  while (IN_WORD[code] === 1) {
    hash = (Math.imul(hash, 31) + code) | 0
    end++
    code = text.charCodeAt(end)
  }
  if (code >= 128) return nameOfAnyScript(text, at)
  if (end - at > LONGEST_KNOWN) return text.slice(at, end)
  const place = hash & (PLACES - 1)
  const known = KNOWN[place]
  if (known !== undefined && known.length === end - at && text.startsWith(known, at)) return known
  const name = asKey(text.slice(at, end))
  KNOWN[place] = name
  return name
}

function nameOfAnyScript(text: string, at: number): string | undefined {
  WORD.lastIndex = at
  const match = WORD.exec(text)
  if (match === null) return ''
  return IDENTIFIER.test(match[0]) ? match[0] : undefined
}

/** The same text as one that is a key of an object, of which there is one only. */
const asKey = (name: string): string => Object.keys({ [name]: 0 })[0] ?? name
