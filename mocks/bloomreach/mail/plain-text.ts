// The text alternative of a mail that has only HTML: what a reader would see, links with their address.

import { htmlTokens } from '../../kit/html-tokens.ts'
import { breathe } from '../../kit/time/breath.ts'

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

export function htmlToText(html: string): string {
  const steps = visible(html)
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return tidy(step.value)
}

/** The same of a mail that goes out: one of megabytes stops nobody else. */
export async function htmlToTextInBreaths(html: string): Promise<string> {
  const steps = visible(html)
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return tidy(step.value)
    await breathe()
  }
}

const tidy = (text: string): string =>
  decode(text)
    .split('\n')
    .map(line => line.trim())
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()

const ENDS_A_LINE = /^(?:p|div|h[1-6]|li|tr|table|ul|ol|blockquote)$/

const TOKENS_A_STEP = 10_000

/** Entities are still written out. Yields where a pause may be made. */
function* visible(html: string): Generator<undefined, string> {
  const parts: string[] = []
  let link: { address: string; from: number } | undefined
  const endLink = () => {
    const { address, from } = link ?? { address: '', from: 0 }
    if (address !== '' && parts.slice(from).join('').trim() !== address) parts.push(` (${address})`)
    link = undefined
  }
  let tokens = 0
  for (const token of htmlTokens(html)) {
    if (++tokens % TOKENS_A_STEP === 0) yield
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
