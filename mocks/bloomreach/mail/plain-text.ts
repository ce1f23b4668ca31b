// The text alternative of a mail that has only HTML: what a reader would see, links with their address.
import { htmlTokens } from './html-tokens.ts'

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

export function htmlToText(html: string): string {
  return decode(visible(html))
    .split('\n')
    .map(line => line.trim())
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

const ENDS_A_LINE = /^(?:p|div|h[1-6]|li|tr|table|ul|ol|blockquote)$/

/** Entities are still written out. */
function visible(html: string): string {
  const parts: string[] = []
  let link: { address: string; from: number } | undefined
  const endLink = () => {
    const { address, from } = link ?? { address: '', from: 0 }
    if (address !== '' && parts.slice(from).join('').trim() !== address) parts.push(` (${address})`)
    link = undefined
  }
  for (const token of htmlTokens(html)) {
    if (token.kind === 'text') parts.push(oneSpace(html.slice(token.start, token.end)))
    if (token.kind === 'open' && token.name === 'br') parts.push('\n')
    if (token.kind === 'open' && token.name === 'li') parts.push('- ')
    if (token.kind === 'close' && ENDS_A_LINE.test(token.name)) parts.push('\n')
    if (token.kind === 'hidden' || token.kind === 'text' || token.name !== 'a') continue
    endLink()
    if (token.kind === 'close') continue
    const href = token.attributes.find(({ name }) => name === 'href')
    if (href !== undefined) link = { address: oneSpace(html.slice(href.start, href.end)), from: parts.length }
  }
  endLink()
  return parts.join('').replaceAll(/ +/g, ' ')
}

const oneSpace = (text: string): string => text.replaceAll(/\s+/g, ' ')

const decode = (text: string): string =>
  text.replaceAll(/&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? whole
    const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
