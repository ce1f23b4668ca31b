// HTML as a browser reads it, with bounds: mails come from anywhere, and a few kilobytes of open tags can cost a tree
// builder seconds. What is too tangled for a tree is read as a flat row of texts.
import { defaultTreeAdapter, html as names, parse, Tokenizer, TokenizerMode } from 'parse5'

/** What is read of parse5's nodes; declarations of the package name no type of another. */
export interface HtmlElement {
  nodeName: string
  tagName: string
  attrs: { name: string; value: string }[]
  childNodes: HtmlNode[]
}

interface HtmlTemplate extends HtmlElement {
  content: { childNodes: HtmlNode[] }
}

interface HtmlText {
  nodeName: '#text'
  value: string
}

interface HtmlAside {
  nodeName: '#comment' | '#documentType'
}

export type HtmlNode = HtmlElement | HtmlTemplate | HtmlText | HtmlAside

/** [S] Go's x/net/html, which Mailpit reads with, stops at 512 open elements as well. */
const MOST_OPEN_ELEMENTS = 512
/** A tree builder may copy open formatting tags into every block; a mail of 1 MB rarely has 50,000 nodes. */
const MOST_NODES = 250_000

/** Reads the tree of a document, or none. */
export type ReadTree = (html: string) => HtmlNode[] | undefined

/** Of a document for which everything has been too tangled. */
export const noTree: ReadTree = () => undefined

class TooTangled extends Error {}

/** The nodes of a document, or undefined when it is too tangled to be one. Linear in the length of the text. */
export function htmlTree(html: string): HtmlNode[] | undefined {
  let nodes = 0
  let open = 0
  const count = <T>(node: T): T => {
    nodes++
    if (nodes > MOST_NODES) throw new TooTangled()
    return node
  }
  try {
    return parse(html.replace(/^\ufeff/, ''), {
      treeAdapter: {
        ...defaultTreeAdapter,
        createElement: (...given) => count(defaultTreeAdapter.createElement(...given)),
        insertText: (...given) => count(defaultTreeAdapter.insertText(...given)),
        onItemPush: () => {
          open++
          if (open > MOST_OPEN_ELEMENTS) throw new TooTangled()
        },
        onItemPop: () => {
          open--
        },
      },
    }).childNodes
  } catch (error) {
    if (error instanceof TooTangled) return undefined
    throw error
  }
}

export const isElement = (node: HtmlNode): node is HtmlElement => 'tagName' in node

export function childrenOf(node: HtmlNode): HtmlNode[] {
  if ('content' in node) return node.content.childNodes
  return 'childNodes' in node ? node.childNodes : []
}

/** The value of an attribute; empty when it is not there. */
export function attribute(element: HtmlElement, name: string): string {
  return element.attrs.find(attr => attr.name === name)?.value ?? ''
}

const RAW_TEXT = new Map<string, (typeof TokenizerMode)[keyof typeof TokenizerMode]>([
  [names.TAG_NAMES.SCRIPT, TokenizerMode.SCRIPT_DATA],
  [names.TAG_NAMES.STYLE, TokenizerMode.RAWTEXT],
  [names.TAG_NAMES.TITLE, TokenizerMode.RCDATA],
  [names.TAG_NAMES.TEXTAREA, TokenizerMode.RCDATA],
])

/** The texts of a document in order, without any structure. */
export function flatTexts(html: string): string[] {
  const texts: string[] = []
  let within = ''
  const tokenizer = new Tokenizer(
    {},
    {
      onStartTag: ({ tagName }) => {
        const mode = RAW_TEXT.get(tagName)
        if (mode === undefined) return
        within = tagName
        tokenizer.state = mode
      },
      onEndTag: ({ tagName }) => {
        if (tagName === within) within = ''
      },
      onCharacter: ({ chars }) => {
        if (within === '' || within === names.TAG_NAMES.TEXTAREA) texts.push(chars)
      },
      onWhitespaceCharacter: ({ chars }) => {
        texts.push(chars)
      },
      onNullCharacter: () => {},
      onComment: () => {},
      onDoctype: () => {},
      onEof: () => {},
    },
  )
  tokenizer.write(html, true)
  return texts
}
