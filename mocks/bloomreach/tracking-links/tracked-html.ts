// Rewrites the HTML of a mail so that its opening and its clicks come back: links lead through the sandbox, a pixel
// is added. The text around stays byte for byte.
import type { SentMail } from '../sent-mails.ts'
import type { BloomreachSettings } from '../settings.ts'
import { clickPath, LINK_PREFIX, openPath } from './link-path.ts'

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
  return withPixel(
    html.replace(LINK, (tag, before, quote, quoted, bare, after) => {
      const target = followable(decoded(quoted ?? bare ?? ''), options)
      if (target === undefined) return tag
      const number = options.mail.links.push(target) - 1
      const url = `${options.publicUrl}${clickPath(options.mail.id, number)}`
      return `${before}${quote ?? '"'}${url}${quote ?? '"'}${after}`
    }),
    options,
  )
}

/** The `href` of `a` and `area`, quoted or not, or a comment, which stays as it is. */
const LINK =
  /<!--(?:[\s\S]*?)-->|(<(?:a|area)\b(?:[^>"']|"[^"]*"|'[^']*')*?\shref\s*=\s*)(?:(["'])([\s\S]*?)\2|([^\s"'>]+))((?:[^>"']|"[^"]*"|'[^']*')*>)/gi

/** Where the click leads; undefined for what is no web page, and for the sandbox's own pages. */
function followable(href: string, { publicUrl, links, utm }: TrackedHtmlOptions): string | undefined {
  const trimmed = href.trim()
  if (!/^https?:\/\//i.test(trimmed) || !URL.canParse(trimmed)) return undefined
  if (trimmed.startsWith(`${publicUrl}${LINK_PREFIX}/`)) return undefined
  const url = new URL(trimmed)
  const missing = Object.entries(utm).filter(([name]) => links === 'manual' || !url.searchParams.has(name))
  if (missing.length === 0) return trimmed
  for (const [name, value] of missing) url.searchParams.set(name, value)
  return url.href
}

const decoded = (attribute: string): string =>
  attribute.replaceAll(/&(amp|#38|#x26|quot|#34|#39|apos);/gi, (_, name: string) =>
    /^(?:quot|#34)$/i.test(name) ? '"' : /^(?:#39|apos)$/i.test(name) ? "'" : '&',
  )

function withPixel(html: string, { mail, publicUrl }: TrackedHtmlOptions): string {
  const pixel = `<img src="${publicUrl}${openPath(mail.id)}" width="1" height="1" alt="">`
  const end = html.search(/<\/body\s*>(?![\s\S]*<\/body\s*>)/i)
  return end === -1 ? html + pixel : html.slice(0, end) + pixel + html.slice(end)
}
