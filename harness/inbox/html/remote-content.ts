// What a mail wants to load from elsewhere, which the inbox does not do.
import { type HtmlAttribute, htmlTokens } from '../../../mocks/kit/html-tokens.ts'

/** A picture of one pixel shows nothing: it tells its sender that the mail was opened. */
export type RemoteContent = 'none' | 'counting pixel' | 'content'

/** What looks like a tag in these is the text of a field, or an example. */
const TEXT_INSIDE: ReadonlySet<string> = new Set(['textarea', 'xmp'])

export function remoteContentIn(html: string): RemoteContent {
  let found: RemoteContent = 'none'
  let isInStyle = false
  for (const token of htmlTokens(html, TEXT_INSIDE)) {
    if (isInStyle && token.kind === 'hidden' && isRemoteStyle(html.slice(token.start, token.end)))
      return 'content'
    isInStyle = token.kind === 'open' && token.name === 'style'
    if (token.kind !== 'open') continue
    const tag = { name: token.name, attributes: valuesOf(html, token.attributes) }
    if (!isRemote(tag)) continue
    if (!isPixel(tag)) return 'content'
    found = 'counting pixel'
  }
  return found
}

interface Tag {
  name: string
  attributes: ReadonlyMap<string, string>
}

/** Of two with one name a browser takes the first. */
const valuesOf = (html: string, attributes: readonly HtmlAttribute[]): Tag['attributes'] =>
  new Map(attributes.toReversed().map(({ name, start, end }) => [name, html.slice(start, end)]))

/** A link loads nothing by itself. */
const LOADING = ['src', 'poster', 'background', 'data', 'xlink:href']
const LOADING_BY_HREF = new Set(['link', 'image', 'use'])

function isRemote({ name, attributes }: Tag): boolean {
  const values = LOADING.flatMap(attribute => attributes.get(attribute) ?? [])
  if (LOADING_BY_HREF.has(name)) values.push(attributes.get('href') ?? '')
  values.push(...(attributes.get('srcset') ?? '').split(/[\s]+/))
  return values.some(isAddress) || isRemoteStyle(attributes.get('style') ?? '')
}

/** Of another host, by a protocol or without one. */
const isAddress = (value: string): boolean => /^(?:https?:)?\/\//i.test(value.trimStart())

const LOADED_BY_STYLES = ['url(', '@import']

function isRemoteStyle(css: string): boolean {
  const text = css.toLowerCase()
  return LOADED_BY_STYLES.some(mark => {
    for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1))
      if (isAddress(text.slice(at + mark.length, at + 40).replaceAll(/["'\s]/g, ''))) return true
    return false
  })
}

const isPixel = ({ name, attributes }: Tag): boolean =>
  name === 'img' && ['width', 'height'].every(side => /^[01](?:px)?$/.test(attributes.get(side) ?? ''))
