// The readable text of a mail that has only HTML, as Mailpit makes it: [S] inbucket/html2text with its defaults.
// Paragraphs, "* " lists, *bold*, underlined headings, "label ( target )" links, "> " quotes broken at 74 characters.
import {
  attribute,
  childrenOf,
  flatTexts,
  type HtmlElement,
  type HtmlNode,
  htmlTree,
  isElement,
  type ReadTree,
} from './tree.ts'

const QUOTE_WIDTH = 74
const MOST_COLUMNS = 32

export function htmlToText(html: string, treeOf: ReadTree = htmlTree): string {
  const tree = treeOf(html)
  if (tree === undefined) return flatTexts(html).map(collapsed).filter(Boolean).join(' ')
  const page = new Page()
  page.visitAll(tree)
  return page.text.replaceAll('\n ', '\n').replace(/\n\n+/g, '\n\n').trim()
}

const collapsed = (text: string): string => text.replace(/[ \r\n\t]+/g, ' ').trim()
const isSpace = (character: string | undefined): boolean =>
  character !== undefined && /[\s\u0085]/.test(character)

/** One column of text that grows; headings and bold text are columns of their own. */
class Page {
  text = ''
  #endsWithSpace: boolean
  #justClosedDiv = false
  #quotes = 0
  #prefix = ''
  #lineLength = 0
  #isPre = false
  readonly #depth: number

  constructor({ endsWithSpace = false, depth = 0 } = {}) {
    this.#endsWithSpace = endsWithSpace
    this.#depth = depth
  }

  /** Each column is copied into the one around it, so only so many may stand in one another. */
  get #isDeep(): boolean {
    return this.#depth >= MOST_COLUMNS
  }

  #columnOf(element: HtmlElement, endsWithSpace: boolean): string {
    const page = new Page({ endsWithSpace, depth: this.#depth + 1 })
    page.visitAll(childrenOf(element))
    return page.text
  }

  visitAll(nodes: readonly HtmlNode[]): void {
    for (const node of nodes) this.#visit(node)
  }

  #visit(node: HtmlNode): void {
    if (isElement(node)) this.#element(node)
    else if (node.nodeName === '#text' && 'value' in node)
      this.#emit(this.#isPre ? node.value : collapsed(node.value))
  }

  #element(element: HtmlElement): void {
    this.#justClosedDiv = false
    const visit = VISITS.get(element.tagName)
    if (visit === undefined) this.visitAll(childrenOf(element))
    else visit(this, element)
  }

  /** A space goes between two pieces unless one of them has it, or the next begins with a full stop. */
  #emit(data: string): void {
    for (const line of this.#broken(data)) {
      if (!isSpace(line[0]) && !this.#endsWithSpace && !data.startsWith('.')) {
        this.text += ' '
        this.#lineLength++
      }
      this.#endsWithSpace = isSpace(line.at(-1))
      this.#write(line)
    }
  }

  #write(line: string): void {
    const lastBreak = line.lastIndexOf('\n')
    if (lastBreak === -1) {
      this.text += line
      this.#lineLength += this.#widthOf(line)
      return
    }
    this.text += this.#prefix === '' ? line : line.replaceAll('\n', `\n${this.#prefix}`)
    this.#lineLength = this.#widthOf(line.slice(lastBreak + 1))
  }

  /** Characters count only where lines are broken; elsewhere it matters whether there are any. */
  #widthOf(line: string): number {
    return this.#quotes === 0 ? line.length : [...line].length
  }

  /** Only quotes are broken into lines. */
  #broken(data: string): string[] {
    if (data === '') return []
    if (this.#quotes === 0) return [data]
    const lines: string[] = []
    let characters = [...data]
    let taken = this.#lineLength
    if (taken >= QUOTE_WIDTH) {
      lines.push('\n')
      taken = 0
    }
    while (characters.length + taken > QUOTE_WIDTH) {
      const end = breakAt(characters, QUOTE_WIDTH - taken)
      lines.push(`${characters.slice(0, end).join('')}\n`)
      let next = end
      while (isSpace(characters[next])) next++
      characters = characters.slice(next)
      taken = 0
    }
    if (characters.length > 0) lines.push(characters.join(''))
    return lines
  }

  lineBreak(): void {
    this.#emit('\n')
  }

  paragraph(element: HtmlElement): void {
    this.#emit('\n\n')
    this.visitAll(childrenOf(element))
    this.#emit('\n\n')
  }

  heading(element: HtmlElement): void {
    if (this.#isDeep) {
      this.paragraph(element)
      return
    }
    const text = this.#columnOf(element, false)
    const width = text.split('\n').reduce((widest, line) => Math.max(widest, [...line].length - 1), 0)
    const divider = (element.tagName === 'h1' ? '*' : '-').repeat(width)
    const above = element.tagName === 'h3' ? '' : `${divider}\n`
    this.#emit(`\n\n${above}${text}\n${divider}\n\n`)
  }

  quote(element: HtmlElement): void {
    this.#quotes++
    this.#prefix = `${'>'.repeat(this.#quotes)} `
    this.#emit('\n')
    if (this.#quotes === 1) this.#emit('\n')
    this.visitAll(childrenOf(element))
    this.#quotes--
    this.#prefix = this.#quotes === 0 ? '' : `${'>'.repeat(this.#quotes)} `
    this.#emit('\n\n')
  }

  division(element: HtmlElement): void {
    if (this.#lineLength > 0) this.#emit('\n')
    this.visitAll(childrenOf(element))
    if (!this.#justClosedDiv) this.#emit('\n')
    this.#justClosedDiv = true
  }

  item(element: HtmlElement): void {
    this.#emit('* ')
    this.visitAll(childrenOf(element))
    this.#emit('\n')
  }

  bold(element: HtmlElement): void {
    if (this.#isDeep) this.visitAll(childrenOf(element))
    else this.#emit(`*${this.#columnOf(element, true)}*`)
  }

  /** A picture alone in a link speaks by its `alt`; a target that is the label itself is not said twice. */
  link(element: HtmlElement): void {
    const [only, ...others] = childrenOf(element)
    const isAlone = others.length === 0
    if (isAlone && only?.nodeName === 'img') this.#emit(attribute(only as HtmlElement, 'alt'))
    else this.visitAll(childrenOf(element))
    const label = isAlone && only !== undefined && 'value' in only ? only.value : ''
    const target = attribute(element, 'href')
      .trim()
      .replace(/^mailto:/, '')
    if (target !== '' && target !== label) this.#emit(`( ${target} )`)
  }

  preformatted(element: HtmlElement): void {
    this.#isPre = true
    this.visitAll(childrenOf(element))
    this.#isPre = false
  }
}

/** Where to break a line that is too long: before the limit, else at the first space behind it. */
function breakAt(characters: readonly string[], limit: number): number {
  let at = limit
  while (at >= 0 && !isSpace(characters[at])) at--
  if (at >= 0) return at
  at = limit
  while (at < characters.length && !isSpace(characters[at])) at++
  return at
}

const heading = (page: Page, element: HtmlElement) => page.heading(element)
const paragraph = (page: Page, element: HtmlElement) => page.paragraph(element)
const bold = (page: Page, element: HtmlElement) => page.bold(element)
const nothing = (_page: Page, _element: HtmlElement) => {}

const VISITS = new Map<string, (page: Page, element: HtmlElement) => void>(
  Object.entries({
    br: (page: Page) => page.lineBreak(),
    h1: heading,
    h2: heading,
    h3: heading,
    blockquote: (page: Page, element: HtmlElement) => page.quote(element),
    div: (page: Page, element: HtmlElement) => page.division(element),
    li: (page: Page, element: HtmlElement) => page.item(element),
    b: bold,
    strong: bold,
    a: (page: Page, element: HtmlElement) => page.link(element),
    p: paragraph,
    ul: paragraph,
    table: paragraph,
    pre: (page: Page, element: HtmlElement) => page.preformatted(element),
    style: nothing,
    script: nothing,
    head: nothing,
  }),
)
