// Tags as Mailpit makes them: from the X-Tags header and from plus-addresses; which characters a tag may have.

import type { Mail } from './mail.ts'
import { type HeaderBlock, headerText } from './mime/headers.ts'

/** Other characters become spaces; an empty result is no tag. */
export function cleanTag(text: string): string {
  return text
    .replace(/[^a-zA-Z0-9\-_. ]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

export function uniqueTags(names: readonly string[]): string[] {
  const byFold = new Map<string, string>()
  for (const name of names.map(cleanTag)) {
    if (name !== '' && !byFold.has(name.toLowerCase())) byFold.set(name.toLowerCase(), name)
  }
  return [...byFold.values()].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
}

/** Whether a mail has to be read for its tags: it names some, or an address has a plus or hides behind encoded words. */
export const mayHaveTags = ({ lines }: HeaderBlock, { to }: { to: readonly string[] }): boolean =>
  to.some(address => address.includes('+')) ||
  lines.some(
    ({ key, value }) =>
      key === 'x-tags' || (WITH_ADDRESSES.has(key) && (value.includes('+') || value.includes('=?'))),
  )

const WITH_ADDRESSES: ReadonlySet<string> = new Set(['from', 'to', 'cc', 'bcc'])

export function tagsOf(mail: Mail): string[] {
  const listed = headerText(mail.headers, 'x-tags').trim()
  const plus = [...mail.to, ...mail.cc, ...mail.bcc, mail.from].flatMap(({ Address }) => plusTags(Address))
  return listed === '' && plus.length === 0 ? [] : uniqueTags([...listed.split(','), ...plus])
}

/** `ada+case1+eu@example.com` gives `case1` and `eu`. */
function plusTags(address: string): string[] {
  const [, ...tags] = address.slice(0, Math.max(0, address.indexOf('@'))).split('+')
  return tags
}
