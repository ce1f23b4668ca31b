// HTML to plain text in the two ways Mailpit does it: one line for snippets and search, and a readable version for
// mails without a text part. A scanner over tags, not a browser: enough for mails, never executed.

interface Token {
  /** Lower-case tag name, empty for text. */
  tag: string
  closing: boolean
  text: string
}

const SCANNER =
  /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?\]\]>|<[!?][^>]*>|<(\/?)([a-zA-Z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>|([^<]+|<)/g
const SKIPPED = /<(script|style|noscript|title|head)\b[^>]*>[\s\S]*?<\/\1\s*>/gi
const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  copy: '©',
  reg: '®',
  trade: '™',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  bull: '•',
  middot: '·',
  euro: '€',
  pound: '£',
  yen: '¥',
  cent: '¢',
  sect: '§',
  deg: '°',
  times: '×',
  zwnj: '\u200c',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
  eacute: 'é',
  egrave: 'è',
  agrave: 'à',
  ccedil: 'ç',
  ntilde: 'ñ',
  larr: '←',
  rarr: '→',
  shy: '\u00ad',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
}

function decodeEntities(text: string): string {
  return text.replace(/&(#x[0-9a-f]+|#\d+|[a-z][a-z0-9]*);?/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
  })
}

function attribute(attributes: string, name: string): string {
  const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(
    attributes,
  )
  return decodeEntities(match?.[1] ?? match?.[2] ?? match?.[3] ?? '')
}

function* tokens(html: string): Generator<Token> {
  for (const [, slash, tag, attributes, text] of html.replace(SKIPPED, '').matchAll(SCANNER)) {
    if (tag !== undefined) yield { tag: tag.toLowerCase(), closing: slash === '/', text: attributes ?? '' }
    else if (text !== undefined) yield { tag: '', closing: false, text: decodeEntities(text) }
  }
}

const SPACED =
  /<\/(div|p|td|th|h[1-6]|ul|ol|li|address|article|aside|blockquote|dl|dt|footer|header|hr|main|nav|pre|table|thead|tfoot|video)>(?=<)/gi

/** All on one line. With `links`, the http targets of links are in it too, as Mailpit's search text has them. */
export function htmlToLine(html: string, { links = false } = {}): string {
  const spaced = html
    .replace(SPACED, '</$1> ')
    .replace(/<br ?\/?>/gi, ' ')
    .replace(/<img/gi, ' <img')
  let line = ''
  for (const { tag, closing, text } of tokens(spaced)) {
    if (tag === '') line += text
    else if (links && tag === 'a' && !closing && /^http/i.test(attribute(text, 'href'))) {
      line += ` ${attribute(text, 'href')} `
    }
  }
  return line.replace(/[\ufeff\p{C}\p{Z}\s]+/gu, ' ').trim()
}

/** The targets of links, in order, each once. */
export function linkTargets(html: string): string[] {
  const found = new Set<string>()
  for (const { tag, closing, text } of tokens(html)) {
    const target = tag === 'a' && !closing ? attribute(text, 'href').trim() : ''
    if (/^(https?|mailto):/i.test(target)) found.add(target)
  }
  return [...found]
}

interface Frame {
  tag: string
  text: string
  endsWithSpace: boolean
  href: string
}

/** A readable text version: paragraphs, "* " lists, *bold*, "label ( target )" links. After inbucket/html2text. */
export function htmlToText(html: string): string {
  const frames: Frame[] = [{ tag: '', text: '', endsWithSpace: false, href: '' }]
  const top = () => frames.at(-1) as Frame
  const emit = (text: string) => {
    if (text === '') return
    const frame = top()
    if (!/^\s/.test(text) && !frame.endsWithSpace && !text.startsWith('.')) frame.text += ' '
    frame.text += text
    frame.endsWithSpace = /\s$/.test(text)
  }
  const close = (tag: string) => {
    if (!frames.some((frame, depth) => depth > 0 && frame.tag === tag)) return
    let frame: Frame
    do {
      frame = frames.pop() as Frame
      emit(closed(frame))
    } while (frame.tag !== tag)
  }
  for (const { tag, closing, text } of tokens(html)) {
    if (tag === '') emit(text.replace(/[ \r\n\t]+/g, ' ').trim())
    else if (FRAMED.has(tag) && closing) close(tag)
    else if (FRAMED.has(tag)) {
      const bold = tag === 'b' || tag === 'strong' || tag === 'a'
      frames.push({ tag, text: '', endsWithSpace: bold, href: tag === 'a' ? attribute(text, 'href') : '' })
    } else if (tag === 'br') emit('\n')
    else if (tag === 'li') emit(closing ? '\n' : '* ')
    else if (tag === 'div') emit('\n')
    else if (/^(p|ul|ol|table|blockquote)$/.test(tag)) emit('\n\n')
  }
  while (frames.length > 1) close(top().tag)
  return top().text.replaceAll('\n ', '\n').replace(/\n\n+/g, '\n\n').trim()
}

const FRAMED = new Set(['a', 'b', 'strong', 'h1', 'h2', 'h3'])

function closed({ tag, text, href }: Frame): string {
  if (tag === 'b' || tag === 'strong') return `*${text}*`
  if (tag === 'a') {
    const target = href.trim().replace(/^mailto:/, '')
    return target === '' || target === text ? text : `${text} ( ${target} )`.trimStart()
  }
  const width = Math.max(...text.split('\n').map(line => [...line].length - 1), 0)
  const divider = (tag === 'h1' ? '*' : '-').repeat(width)
  return tag === 'h3' ? `\n\n${text}\n${divider}\n\n` : `\n\n${divider}\n${text}\n${divider}\n\n`
}
