// Markup back to text: html.unescape() and MarkupSafe's striptags().

import { spend } from '../limits.ts'
import { splitWords } from '../values/text.ts'
import { HTML_ENTITIES } from './html-entities.ts'

const REFERENCE = /&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)/g

/** Windows-1252 meant by references to the C1 controls, as HTML reads them. */
const WINDOWS =
  '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178'

function numbered(digits: string): string {
  const hex = /^#[xX]/.test(digits)
  const code = Number.parseInt(digits.replace(/^#[xX]?/, ''), hex ? 16 : 10)
  if (code >= 0x80 && code <= 0x9f) return WINDOWS.charAt(code - 0x80)
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return '\ufffd'
  if (code === 0x0d) return '\r'
  const noncharacter = (code & 0xfffe) === 0xfffe || (code >= 0xfdd0 && code <= 0xfdef)
  const control =
    (code < 0x20 && !'\t\n\f'.includes(String.fromCharCode(code))) || code === 0x7f || code === 0x0b
  return noncharacter || control ? '' : String.fromCodePoint(code)
}

function named(name: string): string {
  for (let length = name.length; length > 1; length--) {
    const text = HTML_ENTITIES.get(name.slice(0, length))
    if (text !== undefined) return text + name.slice(length)
  }
  return `&${name}`
}

export function unescapeHtml(text: string): string {
  if (text.length > 64) spend(text.length >> 4)
  return text.includes('&')
    ? text.replace(REFERENCE, (_whole, what: string) => (what.startsWith('#') ? numbered(what) : named(what)))
    : text
}

/** Without comments and tags, white space as single spaces, references as characters. */
export function stripTags(text: string): string {
  if (text.length > 64) spend(text.length >> 3)
  const bare = removeBetween(removeBetween(text, '<!--', '-->'), '<', '>')
  return unescapeHtml(splitWords(bare).join(' '))
}

/** Drops everything from `open` to the next `close`; in time linear in the text. */
function removeBetween(text: string, open: string, close: string): string {
  let result = ''
  let from = 0
  for (;;) {
    const start = text.indexOf(open, from)
    const end = start === -1 ? -1 : text.indexOf(close, start)
    if (end === -1) return result + text.slice(from)
    result += text.slice(from, start)
    from = end + close.length
  }
}
