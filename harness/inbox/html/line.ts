// HTML on one line, for snippets and search, as Mailpit's own html2text makes it; and the links of a mail.
import { attribute, childrenOf, flatTexts, type HtmlNode, htmlTree, isElement } from './tree.ts'

const BLOCK_END =
  /<\/(div|p|td|th|h[1-6]|ul|ol|li|address|article|aside|blockquote|dl|dt|footer|header|hr|main|nav|pre|table|thead|tfoot|video)>(?=<)/gi
/** [S] internal/html2text: the subtree, or a text that is just this word, is left out. */
const LEFT_OUT = new Set(['script', 'title', 'head', 'link', 'meta', 'style', 'noscript'])

/** All on one line. With `links`, the http targets of links are in it too, as Mailpit's search text has them. */
export function htmlToLine(html: string, { links = false } = {}): string {
  const spaced = html
    .replace(BLOCK_END, '</$1> ')
    .replace(/<br ?\/?>/gi, ' ')
    .replace(/<img/gi, ' <img')
  const words: string[] = []
  const walk = (node: HtmlNode): void => {
    if (node.nodeName === '#text' && 'value' in node) words.push(node.value)
    for (const child of childrenOf(node)) {
      if (LEFT_OUT.has('value' in child ? child.value : child.nodeName)) continue
      if (links && isElement(child) && child.tagName === 'a')
        words.push(...httpTarget(attribute(child, 'href')))
      walk(child)
    }
  }
  const tree = htmlTree(spaced)
  if (tree === undefined) return oneLine(flatTexts(spaced).join(' '))
  for (const node of tree) walk(node)
  return oneLine(words.join(''))
}

const httpTarget = (href: string): string[] => (/^http/i.test(href) ? [' ', href, ' '] : [])

/** [S] Go's unicode.IsPrint, and every other character a space. */
function oneLine(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S}]+/gu, ' ').trim()
}

/** The targets of links, in order, each once. */
export function linkTargets(html: string): string[] {
  const found = new Set<string>()
  const walk = (node: HtmlNode): void => {
    const target = isElement(node) && node.tagName === 'a' ? attribute(node, 'href').trim() : ''
    if (/^(https?|mailto):/i.test(target)) found.add(target)
    for (const child of childrenOf(node)) walk(child)
  }
  for (const node of htmlTree(html) ?? []) walk(node)
  return [...found]
}
