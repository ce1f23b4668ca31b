// A string literal's escapes, as Python's unicode-escape codec reads them.

import { escapePoint } from '../values/repr.ts'

const SIMPLE: Record<string, string> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

const HEX_LENGTHS: Record<string, number> = { x: 2, u: 4, U: 8 }

const ESCAPE_SEQUENCE = /\\(?:([0-7]{1,3})|([xuU])([\da-fA-F]*)|([\s\S]))/gu

/** The text that is meant, or what is wrong with it. */
export function unescaped(inside: string): string | { message: string } {
  let problem = ''
  const text = inside.replace(
    ESCAPE_SEQUENCE,
    (whole, octal?: string, kind?: string, hex = '', char = '') => {
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8))
      if (kind !== undefined) {
        const length = HEX_LENGTHS[kind] ?? 0
        const code = Number.parseInt(hex.slice(0, length), 16)
        if (hex.length < length) problem ||= `truncated \\${kind}${'X'.repeat(length)} escape`
        else if (code > 0x10ffff) problem ||= 'illegal Unicode character'
        else return String.fromCodePoint(code) + hex.slice(length)
        return ''
      }
      if (char === 'N') {
        problem ||= 'malformed \\N character escape'
        return ''
      }
      const replaced = SIMPLE[char]
      if (replaced !== undefined) return replaced
      // Jinja2 first writes what is outside ASCII as escapes, so a backslash before it escapes those.
      const code = char.codePointAt(0) ?? 0
      return code < 128 ? whole : escapePoint(code)
    },
  )
  return problem === '' ? text : { message: problem }
}
