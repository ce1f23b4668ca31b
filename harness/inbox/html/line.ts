// HTML on one line, for snippets and search, as Mailpit's own html2text makes it; and the links of a mail. All three come
// from one reading of the tree.
import {
  attribute,
  childrenOf,
  flatTexts,
  type HtmlNode,
  htmlTree,
  isElement,
  type ReadTree,
} from './tree.ts'

export interface HtmlLines {
  /** All texts on one line. */
  line: string
  /** The same with the http targets of links in it, as Mailpit's search text has them. */
  lineWithTargets: string
  /** The targets of links, in order, each once. */
  links: string[]
}

const BLOCK_END =
  /<\/(div|p|td|th|h[1-6]|ul|ol|li|address|article|aside|blockquote|dl|dt|footer|header|hr|main|nav|pre|table|thead|tfoot|video)>(?=<)/gi
/** [S] internal/html2text: the subtree, or a text that is just this word, is left out. */
const LEFT_OUT = new Set(['script', 'title', 'head', 'link', 'meta', 'style', 'noscript'])

export function htmlLines(html: string, treeOf: ReadTree = htmlTree): HtmlLines {
  if (html === '') return { line: '', lineWithTargets: '', links: [] }
  const spaced = html
    .replace(BLOCK_END, '</$1> ')
    // [S] Mailpit 1.27.11: not of `<br/>`.
    .replace(/<br(?: \/?)?>/gi, ' ')
    .replace(/<img/gi, ' <img')
  const tree = treeOf(spaced)
  if (tree === undefined) {
    const line = oneLine(flatTexts(spaced).join(' '))
    return { line, lineWithTargets: line, links: [] }
  }
  const found: Found = { texts: [], withTargets: [], links: new Set() }
  for (const node of tree) walk(node, found)
  return {
    line: oneLine(found.texts.join('')),
    lineWithTargets: oneLine(found.withTargets.join('')),
    links: [...found.links],
  }
}

interface Found {
  texts: string[]
  withTargets: string[]
  links: Set<string>
}

function walk(node: HtmlNode, found: Found): void {
  if (node.nodeName === '#text' && 'value' in node) {
    found.texts.push(node.value)
    found.withTargets.push(node.value)
  }
  for (const child of childrenOf(node)) {
    if (LEFT_OUT.has('value' in child ? child.value : child.nodeName)) continue
    if (isElement(child) && child.tagName === 'a') take(attribute(child, 'href'), found)
    walk(child, found)
  }
}

function take(href: string, { withTargets, links }: Found): void {
  if (/^http/i.test(href)) withTargets.push(' ', href, ' ')
  const target = href.trim()
  if (/^(https?|mailto):/i.test(target)) links.add(target)
}

/** [S] Go's unicode.IsPrint, and every other character a space. */
function oneLine(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S}]+/gu, ' ').trim()
}
