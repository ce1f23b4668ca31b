// `text/plain; charset="utf-8"`: the value and the parameters of a structured header, RFC 2231 pieces joined.
import { decodeCharset } from './charset.ts'
import { decodeWords } from './encoded-words.ts'

/** RFC 2045 tspecials: only before one of them a backslash is an escape; [S] Go's mime package reads so (C:\Temp\a.pdf). */
const SPECIALS = '()<>@,;:\\"/[]?='
/** More parameters than this no header has. */
const MOST_PARAMETERS = 100

interface Piece {
  text: string
  /** RFC 2231: percent-encoded, the first with charset and language. */
  isExtended: boolean
}

interface Named {
  plain?: string
  pieces: Map<number, Piece>
}

/** A lower-case value and its parameters by lower-case name. */
export function parameters(header: string): { value: string; params: Map<string, string> } {
  const [value = '', ...rest] = splitOutsideQuotes(header)
  const named = new Map<string, Named>()
  for (const parameter of rest.slice(0, MOST_PARAMETERS)) collect(parameter, named)
  const params = new Map<string, string>()
  for (const [name, given] of named) params.set(name, textOf(given))
  return { value: value.trim().toLowerCase(), params }
}

function splitOutsideQuotes(header: string): string[] {
  const parts: string[] = []
  let start = 0
  let isQuoted = false
  for (let at = 0; at < header.length; at++) {
    const character = header[at]
    if (isQuoted && character === '\\') at++
    else if (character === '"') isQuoted = !isQuoted
    else if (character === ';' && !isQuoted) {
      parts.push(header.slice(start, at))
      start = at + 1
    }
  }
  parts.push(header.slice(start))
  return parts
}

function collect(parameter: string, named: Map<string, Named>): void {
  const equals = parameter.indexOf('=')
  if (equals === -1) return
  const [name = '', ...marks] = parameter.slice(0, equals).trim().toLowerCase().split('*', 3)
  if (name === '') return
  const text = unquoted(parameter.slice(equals + 1).trim())
  const given: Named = named.get(name) ?? { pieces: new Map() }
  named.set(name, given)
  if (marks.length === 0) given.plain ??= text
  else given.pieces.set(Number(marks[0]) || 0, { text, isExtended: marks.at(-1) === '' })
}

function unquoted(text: string): string {
  if (!text.startsWith('"')) return text
  let plain = ''
  for (let at = 1; at < text.length && text[at] !== '"'; at++) {
    const isEscape = text[at] === '\\' && SPECIALS.includes(text[at + 1] ?? ' ')
    if (isEscape) at++
    plain += text[at]
  }
  return plain
}

/** `filename*` says more than `filename` where a mail has both. */
function textOf({ plain, pieces }: Named): string {
  if (pieces.size === 0) return decodeWords(plain ?? '')
  const inOrder = [...pieces].sort(([a], [b]) => a - b).map(([, piece]) => piece)
  if (!inOrder.some(({ isExtended }) => isExtended))
    return decodeWords(inOrder.map(({ text }) => text).join(''))
  const [charset = '', , ...rest] = (inOrder[0]?.text ?? '').split("'")
  const hasCharset = rest.length > 0
  const bytes = inOrder.map(({ text, isExtended }, index) => {
    const content = index === 0 && hasCharset ? rest.join("'") : text
    return isExtended ? percentBytes(content) : Buffer.from(content)
  })
  return decodeCharset(Buffer.concat(bytes), hasCharset ? charset : 'utf-8')
}

function percentBytes(text: string): Buffer {
  const latin1 = text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return Buffer.from(latin1, 'latin1')
}
