// Cuts the HTML of a mail into tags, text and what nobody sees, in one pass over it and as a browser does (HTML
// Standard, 13.2.5): what is not finished runs to the end. Positions only, so that the text around stays as it is.

export type HtmlToken =
  | { kind: 'text'; start: number; end: number }
  /** Comments, declarations, the inside of `style` and its like, an unfinished tag. */
  | { kind: 'hidden'; start: number; end: number }
  /** Names are in lower case. */
  | { kind: 'open'; name: string; start: number; end: number; attributes: HtmlAttribute[] }
  | { kind: 'close'; name: string; start: number; end: number }

export interface HtmlAttribute {
  name: string
  /** Where the value stands, without its quotes. */
  start: number
  end: number
  isQuoted: boolean
}

const HIDDEN_INSIDE: ReadonlySet<string> = new Set(['script', 'style', 'title'])

export function* htmlTokens(html: string): Generator<HtmlToken> {
  let at = 0
  while (at < html.length) {
    const start = find(html, /<[a-z/!?]/gi, at)
    if (start > at) yield { kind: 'text', start: at, end: start }
    if (start === html.length) return
    const token = markupAt(html, start)
    yield token
    at = token.end
    if (token.kind === 'open' && HIDDEN_INSIDE.has(token.name)) {
      at = find(html, new RegExp(`</${token.name}(?=[\\s/>])`, 'gi'), token.end)
      if (at > token.end) yield { kind: 'hidden', start: token.end, end: at }
    }
  }
}

function markupAt(html: string, start: number): HtmlToken {
  if (html.startsWith('<!--', start)) return hidden(html, start, '-->', start + 2)
  const isClosing = html[start + 1] === '/'
  const nameAt = isClosing ? start + 2 : start + 1
  if (!/[a-z]/i.test(html[nameAt] ?? '')) return hidden(html, start, '>', nameAt)
  const nameEnd = find(html, /[\s/>]/g, nameAt)
  const name = html.slice(nameAt, nameEnd).toLowerCase()
  const tag = restOfTag(html, nameEnd)
  if (tag === undefined) return { kind: 'hidden', start, end: html.length }
  return isClosing ? { kind: 'close', name, start, end: tag.end } : { kind: 'open', name, start, ...tag }
}

function hidden(html: string, start: number, closing: string, from: number): HtmlToken {
  const found = html.indexOf(closing, from)
  return { kind: 'hidden', start, end: found === -1 ? html.length : found + closing.length }
}

/** Undefined when the tag has no end. */
function restOfTag(html: string, from: number): { attributes: HtmlAttribute[]; end: number } | undefined {
  const attributes: HtmlAttribute[] = []
  let at = find(html, /[^\s/]/g, from)
  while (at < html.length) {
    if (html[at] === '>') return { attributes, end: at + 1 }
    const nameEnd = find(html, /[\s/>=]/g, at + 1)
    const name = html.slice(at, nameEnd).toLowerCase()
    const sign = find(html, /\S/g, nameEnd)
    const value = html[sign] === '=' ? valueAt(html, find(html, /\S/g, sign + 1)) : undefined
    if (value !== undefined) attributes.push({ name, ...value })
    at = find(html, /[^\s/]/g, value === undefined ? nameEnd : value.end + (value.isQuoted ? 1 : 0))
  }
  return undefined
}

function valueAt(html: string, at: number): Omit<HtmlAttribute, 'name'> {
  const quote = html[at]
  if (quote !== '"' && quote !== "'") return { start: at, end: find(html, /[\s>]/g, at), isQuoted: false }
  const end = html.indexOf(quote, at + 1)
  return { start: at + 1, end: end === -1 ? html.length : end, isQuoted: true }
}

/** Where the next match begins; the end of the text where there is none. */
function find(text: string, pattern: RegExp, from: number): number {
  pattern.lastIndex = from
  return pattern.exec(text)?.index ?? text.length
}
