// Strings as Python sees them: sequences of code points, Python's idea of white space and of lines.

import { spend } from '../limits.ts'

const SURROGATE = /[\ud800-\udfff]/

/** The length in code points. */
export function textLength(text: string): number {
  if (isFlat(text)) return text.length
  spend(text.length >> 2)
  let length = 0
  for (const _ of text) length++
  return length
}

export function codePoints(text: string): string[] {
  if (text.length > 32) spend(text.length >> 1)
  return Array.from(text)
}

/** Whether indexes into the string are indexes of code points. */
export function isFlat(text: string): boolean {
  if (text.length > 512) spend(text.length >> 7)
  return !SURROGATE.test(text)
}

/** The part from code point `start` up to `end`. */
export const sliceText = (text: string, start: number, end: number): string =>
  isFlat(text) ? text.slice(start, end) : codePoints(text).slice(start, end).join('')

/** The index in code points of an index in code units. */
export const pointIndex = (text: string, unitIndex: number): number =>
  isFlat(text) || unitIndex <= 0 ? unitIndex : textLength(text.slice(0, unitIndex))

/** The characters that str.isspace() and the `\s` of Python's re accept, for use inside brackets. */
export const SPACE_CLASS =
  '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000'

const EXOTIC_SPACE = new RegExp(`^[${SPACE_CLASS}]$`)

export function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || (code >= 28 && code <= 31)
    ? true
    : code >= 0x85 && EXOTIC_SPACE.test(String.fromCharCode(code))
}

export function stripStart(text: string): string {
  let start = 0
  while (start < text.length && isSpace(text.charCodeAt(start))) start++
  return text.slice(start)
}

export function stripEnd(text: string): string {
  let end = text.length
  while (end > 0 && isSpace(text.charCodeAt(end - 1))) end--
  return text.slice(0, end)
}

export const strip = (text: string): string => stripStart(stripEnd(text))

// biome-ignore lint/suspicious/noControlCharactersInRegex: Python ends lines at these.
const LINE_BREAK = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/g

/** str.splitlines(). */
export function splitLines(text: string, keepEnds = false): string[] {
  const lines: string[] = []
  let from = 0
  for (const match of text.matchAll(LINE_BREAK)) {
    const end = match.index + match[0].length
    lines.push(text.slice(from, keepEnds ? end : match.index))
    from = end
  }
  if (from < text.length) lines.push(text.slice(from))
  return lines
}

/** str.split() without a separator. */
export const splitWords = (text: string): string[] => text.split(SPACES).filter(word => word !== '')

const SPACES = new RegExp(`[${SPACE_CLASS}]+`)

/** -1, 0 or 1 by code points, which differs from JavaScript's order where surrogates meet U+E000. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x === y) continue
    const xHigh = x >= 0xd800 && x <= 0xdfff
    const yHigh = y >= 0xd800 && y <= 0xdfff
    if (xHigh !== yHigh) return xHigh ? 1 : -1
    return x < y ? -1 : 1
  }
  return a.length < b.length ? -1 : 1
}

/** str.capitalize(): the first character in title case, the rest in lower case. */
export function capitalize(text: string): string {
  const [first] = text
  return first === undefined ? '' : titleCase(first) + text.slice(first.length).toLowerCase()
}

/** One character in title case: like upper case, but `ß` becomes `Ss`. */
export function titleCase(char: string): string {
  const digraph = DIGRAPHS.indexOf(char)
  if (digraph !== -1) return DIGRAPHS[digraph - (digraph % 3) + 1] as string
  const upper = char.toUpperCase()
  const [first = ''] = upper
  return upper.length === first.length ? upper : first + upper.slice(first.length).toLowerCase()
}

const DIGRAPHS = ['Ǆ', 'ǅ', 'ǆ', 'Ǉ', 'ǈ', 'ǉ', 'Ǌ', 'ǋ', 'ǌ', 'Ǳ', 'ǲ', 'ǳ']

export function escapeHtml(text: string): string {
  if (!NEEDS_ESCAPE.test(text)) return text
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('>', '&gt;')
    .replaceAll('<', '&lt;')
    .replaceAll("'", '&#39;')
    .replaceAll('"', '&#34;')
}

const NEEDS_ESCAPE = /[&<>'"]/
