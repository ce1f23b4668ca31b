// A JSON text without its secrets, otherwise as it was written: read sign by sign, so that a text that was cut is masked too.
import { maskedUrl } from './masked-url.ts'
import { HIDDEN, hiddenValue, isCredentials, isSecretField } from './secret-names.ts'

/** JSON inside a text of JSON, and so on. */
const DEEPEST = 4

export function maskedJson(text: string, depth = 0): string {
  const parts: string[] = []
  let copied = 0
  const put = (from: number, to: number, instead: string) => {
    parts.push(text.slice(copied, from), instead)
    copied = to
  }
  for (let open = text.indexOf('"'); open !== -1; ) {
    const end = endOfString(text, open)
    const colon = afterBlanks(text, end)
    if (text[colon] !== ':') {
      const value = text.slice(open, end)
      const masked = maskedString(value, depth)
      if (masked !== value) put(open, end, masked)
      open = text.indexOf('"', end)
      continue
    }
    const start = afterBlanks(text, colon + 1)
    if (!isSecretField(plainText(text.slice(open, end)))) {
      open = text.indexOf('"', start)
      continue
    }
    const last = endOfValue(text, start)
    put(start, last, hidden(text.slice(start, last)))
    open = text.indexOf('"', last)
  }
  parts.push(text.slice(copied))
  return parts.join('')
}

function hidden(value: string): string {
  if (['null', 'true', 'false', '""', ''].includes(value)) return value
  return JSON.stringify(value.startsWith('"') ? hiddenValue(plainText(value)) : HIDDEN)
}

function maskedString(quoted: string, depth: number): string {
  const text = plainText(quoted)
  const masked = isCredentials(text) ? hiddenValue(text) : maskedInside(text, depth)
  return masked === text ? quoted : JSON.stringify(masked)
}

function maskedInside(text: string, depth: number): string {
  if (/^\s*[[{]/.test(text) && depth < DEEPEST) return maskedJson(text, depth + 1)
  return /^https?:\/\//i.test(text) ? maskedUrl(text) : text
}

/** Of a string that is whole; what was cut stands for itself. */
function plainText(quoted: string): string {
  if (!quoted.includes('\\'))
    return quoted.slice(1, quoted.length > 1 && quoted.endsWith('"') ? -1 : undefined)
  try {
    return String(JSON.parse(quoted))
  } catch {
    return quoted.slice(1)
  }
}

/** Just behind its closing quote, or at the end of the text. */
function endOfString(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '"') return at + 1
  }
  return text.length
}

function endOfValue(text: string, start: number): number {
  if (text[start] === '"') return endOfString(text, start)
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const sign = text[at]
    if (sign === '"') at = endOfString(text, at) - 1
    else if (sign === '{' || sign === '[') depth++
    else if (sign === '}' || sign === ']') {
      if (depth === 0) return at
      if (--depth === 0) return at + 1
    } else if (depth === 0 && (sign === ',' || sign === '\n')) return at
  }
  return text.length
}

function afterBlanks(text: string, from: number): number {
  let at = from
  while (at < text.length && ' \t\r\n'.includes(text[at] ?? '')) at++
  return at
}
