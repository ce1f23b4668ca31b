// Rewrites the HTML of a mail so that its opening and its clicks come back: links lead through the sandbox, a pixel
// is added. The text around stays byte for byte.

import { htmlTokens } from '../../kit/html-tokens.ts'
import { clickPath, LINK_PREFIX, openPath } from '../links/link-path.ts'
import type { BloomreachSettings } from '../settings.ts'
import type { SentMail } from './sent-mails.ts'

/** What automatic link transformation adds. [C] exponea-ios-sdk: utm_campaign is the campaign's name. */
export const automaticUtm = (
  { utmSource, utmMedium }: Pick<BloomreachSettings, 'utmSource' | 'utmMedium'>,
  campaignName: string,
): Record<string, string> => ({ utm_source: utmSource, utm_campaign: campaignName, utm_medium: utmMedium })

export interface TrackedHtmlOptions {
  mail: SentMail
  publicUrl: string
  /** Parameters of `utm` that a link has already: `automatic` keeps them, `manual` replaces them. */
  links: 'automatic' | 'manual' | 'off'
  utm: Readonly<Record<string, string>>
}

export function trackedHtml(html: string, options: TrackedHtmlOptions): string {
  if (options.links === 'off') return html
  const parts: string[] = []
  let done = 0
  /** Where the pixel goes: before the last end of a body, else at the end. */
  let bodyEnd: number | undefined
  for (const token of htmlTokens(html)) {
    if (token.kind === 'close' && token.name === 'body') {
      parts.push(html.slice(done, token.start))
      done = token.start
      bodyEnd = parts.length
    }
    if (token.kind !== 'open' || !LINKS.has(token.name)) continue
    const href = token.attributes.find(({ name }) => name === 'href')
    const target = href && followable(decoded(html.slice(href.start, href.end)), options)
    if (href === undefined || target === undefined) continue
    const number = options.mail.links.push(target) - 1
    const url = `${options.publicUrl}${clickPath(options.mail.id, number)}`
    parts.push(html.slice(done, href.start), href.isQuoted ? url : `"${url}"`)
    done = href.end
  }
  parts.push(html.slice(done))
  return parts.toSpliced(bodyEnd ?? parts.length, 0, pixel(options)).join('')
}

const LINKS: ReadonlySet<string> = new Set(['a', 'area'])

/** Where the click leads, as a browser would ask for it; undefined for what is no web page, and for the sandbox's own. */
function followable(href: string, { publicUrl, links, utm }: TrackedHtmlOptions): string | undefined {
  const trimmed = href.trim()
  if (!/^https?:\/\//i.test(trimmed) || !URL.canParse(trimmed)) return undefined
  if (trimmed.startsWith(`${publicUrl}${LINK_PREFIX}/`)) return undefined
  const url = new URL(trimmed)
  const missing = Object.entries(utm).filter(([name]) => links === 'manual' || !url.searchParams.has(name))
  for (const [name, value] of missing) url.searchParams.set(name, value)
  return url.href
}

const decoded = (attribute: string): string =>
  attribute.replaceAll(/&(amp|#38|#x26|quot|#34|#39|apos);/gi, (_, name: string) =>
    /^(?:quot|#34)$/i.test(name) ? '"' : /^(?:#39|apos)$/i.test(name) ? "'" : '&',
  )

const pixel = ({ mail, publicUrl }: TrackedHtmlOptions): string =>
  `<img src="${publicUrl}${openPath(mail.id)}" width="1" height="1" alt="">`
