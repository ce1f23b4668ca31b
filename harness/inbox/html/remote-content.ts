// What a mail wants to load from elsewhere, which the inbox does not do.
import { type Tag, tagsIn } from './tags.ts'

/** A picture of one pixel shows nothing: it tells its sender that the mail was opened. */
export type RemoteContent = 'none' | 'counting pixel' | 'content'

export function remoteContentIn(html: string): RemoteContent {
  let found: RemoteContent = 'none'
  for (const tag of tagsIn(html)) {
    if (!isRemote(tag)) continue
    if (!isPixel(tag)) return 'content'
    found = 'counting pixel'
  }
  return found
}

/** A link loads nothing by itself. */
const LOADING = ['src', 'poster', 'background', 'data', 'xlink:href']
const LOADING_BY_HREF = new Set(['link', 'image', 'use'])

function isRemote({ name, attributes, text }: Tag): boolean {
  const values = LOADING.flatMap(attribute => attributes.get(attribute) ?? [])
  if (LOADING_BY_HREF.has(name)) values.push(attributes.get('href') ?? '')
  values.push(...(attributes.get('srcset') ?? '').split(/[\s]+/))
  return (
    values.some(isAddress) ||
    isRemoteStyle(attributes.get('style') ?? '') ||
    (name === 'style' && isRemoteStyle(text))
  )
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
