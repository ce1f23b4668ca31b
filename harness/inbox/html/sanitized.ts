// The HTML of a mail as it may be shown: what can act is gone, what can be seen stays. sanitize-html decides by an allow
// list; pictures come from the mail itself, links open elsewhere. The page around it adds a policy and a sandbox.
import sanitize, { type IOptions } from 'sanitize-html'
import { htmlToText } from './text.ts'
import { htmlTree, noTree, type ReadTree } from './tree.ts'

export interface ShownPart {
  contentId: string
  /** Where the part can be fetched. */
  path: string
}

const LAYOUT = [
  ...[
    'html',
    'head',
    'body',
    'title',
    'style',
    'center',
    'font',
    'img',
    'picture',
    'map',
    'area',
    'big',
    'tt',
    'strike',
  ],
  ...['del', 'ins', 'details', 'summary', 'address', 'dir', 'legend', 'fieldset', 'label'],
]
const LOOKS = [
  ...[
    'style',
    'class',
    'id',
    'title',
    'lang',
    'dir',
    'align',
    'valign',
    'bgcolor',
    'color',
    'width',
    'height',
    'hidden',
  ],
  ...['border', 'cellpadding', 'cellspacing', 'role', 'aria-*', 'face', 'size', 'nowrap', 'hspace', 'vspace'],
]

/** What is too tangled to be a page is shown as its text. */
export function sanitized(html: string, parts: readonly ShownPart[], treeOf: ReadTree = htmlTree): string {
  if (treeOf(html) === undefined) return `<pre>${escaped(htmlToText(html, noTree))}</pre>`
  const shown = sanitize(html, optionsFor(sanitize.defaults.allowedTags, parts))
  return shown.replace(/(<style[^<>]*>)([^<]*)/gi, (_, tag: string, css: string) => tag + inertCss(css))
}

/** Style sheets and attributes may not even try to load: a browser would list the attempt, though the policy stops it. */
function inertCss(css: string): string {
  return css
    .replaceAll('\\', '')
    .replace(/@import/gi, '@not-imported')
    .replace(/(?:url|image-set|image|src)\s*\(/gi, 'not-loaded(')
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const escaped = (text: string): string => text.replace(/[&<>]/g, character => ESCAPES[character] ?? '')

function optionsFor(basic: IOptions['allowedTags'], parts: readonly ShownPart[]): IOptions {
  const paths = new Map(parts.map(({ contentId, path }) => [contentId.toLowerCase(), path]))
  return {
    allowedTags: [...(basic || []), ...LAYOUT],
    // A style sheet in a mail can load nothing: the policy of the answer forbids it.
    allowVulnerableTags: true,
    allowedAttributes: {
      '*': LOOKS,
      a: ['href', 'name', 'target', 'rel'],
      area: ['href', 'target', 'rel', 'shape', 'coords', 'alt'],
      img: ['src', 'alt', 'usemap'],
      td: ['colspan', 'rowspan', 'scope', 'abbr'],
      th: ['colspan', 'rowspan', 'scope', 'abbr'],
      col: ['span'],
      colgroup: ['span'],
      ol: ['start', 'type', 'reversed'],
      li: ['value'],
      style: ['media', 'type'],
      details: ['open'],
    },
    allowedSchemes: ['http', 'https', 'mailto', 'tel', 'sms'],
    allowedSchemesByTag: { img: ['data', 'cid'] },
    allowedSchemesAppliedToAttributes: ['href', 'src', 'cite'],
    allowProtocolRelative: false,
    nestingLimit: 256,
    transformTags: {
      '*': (tagName, { style, ...attribs }) => ({
        tagName,
        attribs: style === undefined ? attribs : { ...attribs, style: inertCss(style) },
      }),
      a: (tagName, attribs) => ({ tagName, attribs: opensElsewhere(attribs) }),
      area: (tagName, attribs) => ({ tagName, attribs: opensElsewhere(attribs) }),
      img: (tagName, attribs) => ({ tagName, attribs: fromThisMail(attribs, paths) }),
    },
  }
}

type Attributes = Record<string, string>

const opensElsewhere = (attributes: Attributes): Attributes => ({
  ...attributes,
  target: '_blank',
  rel: 'noreferrer noopener',
})

/** `cid:` leads to the part; a picture from outside keeps its place and its `alt`, and is not fetched. */
function fromThisMail({ src = '', ...rest }: Attributes, paths: ReadonlyMap<string, string>): Attributes {
  if (/^data:image\/(png|jpe?g|gif|webp)[;,]/i.test(src)) return { ...rest, src }
  if (!/^cid:/i.test(src)) return rest
  const path = paths.get(src.slice(4).replaceAll('%40', '@').toLowerCase())
  return path === undefined ? rest : { ...rest, src: path }
}
