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

const NONE: ReadonlySet<string> = new Set()

/** `textInside`: elements, such as textarea, in which nothing is a tag either, and what stands there is seen. */
export function* htmlTokens(html: string, textInside = NONE): Generator<HtmlToken> {
  let at = 0
  while (at < html.length) {
    const start = markupFrom(html, at)
    if (start > at) yield { kind: 'text', start: at, end: start }
    if (start === html.length) return
    const token = markupAt(html, start)
    yield token
    at = token.end
    if (token.kind !== 'open') continue
    const isHidden = HIDDEN_INSIDE.has(token.name)
    if (!isHidden && !textInside.has(token.name)) continue
    at = endOfInside(html, token)
    if (at > token.end) yield { kind: isHidden ? 'hidden' : 'text', start: token.end, end: at }
  }
}

/** Where the next tag, comment or declaration begins. */
function markupFrom(html: string, from: number): number {
  let at = html.indexOf('<', from)
  while (at !== -1 && !isLetter(html.charCodeAt(at + 1)) && !'/!?'.includes(html[at + 1] ?? ' '))
    at = html.indexOf('<', at + 1)
  return at === -1 ? html.length : at
}

function endOfInside(html: string, { name, end }: { name: string; end: number }): number {
  const closing = new RegExp(`</${name}(?=[\\s/>])`, 'gi')
  closing.lastIndex = end
  return closing.exec(html)?.index ?? html.length
}

function markupAt(html: string, start: number): HtmlToken {
  if (html.startsWith('<!--', start)) return hidden(html, start, '-->', start + 2)
  const isClosing = html[start + 1] === '/'
  const nameAt = isClosing ? start + 2 : start + 1
  if (!isLetter(html.charCodeAt(nameAt))) return hidden(html, start, '>', nameAt)
  const nameEnd = skip(html, nameAt, code => !isBlank(code) && code !== SLASH && code !== END)
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
  let at = skip(html, from, isBetweenAttributes)
  while (at < html.length) {
    if (html[at] === '>') return { attributes, end: at + 1 }
    const nameEnd = skip(html, at + 1, code => !isBetweenAttributes(code) && code !== END && code !== EQUALS)
    const name = html.slice(at, nameEnd).toLowerCase()
    const sign = skip(html, nameEnd, isBlank)
    const value = html[sign] === '=' ? valueAt(html, skip(html, sign + 1, isBlank)) : undefined
    if (value !== undefined) attributes.push({ name, ...value })
    at = skip(html, value === undefined ? nameEnd : value.end + (value.isQuoted ? 1 : 0), isBetweenAttributes)
  }
  return undefined
}

function valueAt(html: string, at: number): Omit<HtmlAttribute, 'name'> {
  const quote = html[at]
  if (quote !== '"' && quote !== "'")
    return { start: at, end: skip(html, at, code => !isBlank(code) && code !== END), isQuoted: false }
  const end = html.indexOf(quote, at + 1)
  return { start: at + 1, end: end === -1 ? html.length : end, isQuoted: true }
}

const [SLASH, EQUALS, END] = [0x2f, 0x3d, 0x3e]

const isLetter = (code: number): boolean => (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a

const isBlank = (code: number): boolean => code === 0x20 || (code >= 0x09 && code <= 0x0d)

const isBetweenAttributes = (code: number): boolean => isBlank(code) || code === SLASH

/** Behind the signs that are such, which may be none; a pattern for each would cost ten times as much. */
function skip(text: string, from: number, isSuch: (code: number) => boolean): number {
  let at = from
  while (at < text.length && isSuch(text.charCodeAt(at))) at++
  return at
}
