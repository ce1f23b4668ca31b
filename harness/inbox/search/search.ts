// Mailpit's search syntax: words become one predicate over mails. Everything is AND-ed; `-` or `!` negates.

import type { Mail } from '../mail.ts'
import type { MailAddress } from '../mime/addresses.ts'
import { placeWithBlanks } from './blanks.ts'
import { parseInstant } from './search-date.ts'
import { searchable } from './searchable.ts'

/** A search line is typed by a person; what is longer is cut. */
const MOST_QUERY_CHARACTERS = 4_096
const MOST_WORDS = 100

export type MailFilter = (mail: Mail) => boolean

/** The filter of a search line. `timeZone` (IANA) is for `before:` and `after:` alone; an unknown one is ignored. */
export function mailFilter(query: string, timeZone?: string): MailFilter {
  const filters = words(query.slice(0, MOST_QUERY_CHARACTERS))
    .slice(0, MOST_WORDS)
    .map(word => wordFilter(word, timeZone))
    .filter(filter => filter !== undefined)
  return mail => filters.every(filter => filter(mail))
}

/** Split on spaces; quoted phrases stay whole, the quotes go. */
function words(query: string): string[] {
  return [...query.matchAll(/(?:[^ "]|"[^"]*(?:"|$))+/g)]
    .map(([word]) => word.replaceAll('"', '').trim())
    .filter(word => searchable(word) !== '')
}

function wordFilter(word: string, timeZone: string | undefined): MailFilter | undefined {
  const negated = word.length > 1 && /^[-!]/.test(word)
  const filter = termFilter(negated ? word.slice(1) : word, timeZone)
  return negated && filter !== undefined ? mail => !filter(mail) : filter
}

const FLAGS: Record<string, MailFilter> = {
  'is:read': mail => mail.read,
  'is:unread': mail => !mail.read,
  'is:tagged': mail => mail.tags.length > 0,
  'has:inline': mail => (mail.glance?.inlines ?? 0) > 0,
  'has:inlines': mail => (mail.glance?.inlines ?? 0) > 0,
  'has:attachment': mail => (mail.glance?.attachments ?? 0) > 0,
  'has:attachments': mail => (mail.glance?.attachments ?? 0) > 0,
}

/** Undefined where Mailpit ignores the word: a prefix without a value, or a date it cannot read. */
function termFilter(term: string, timeZone: string | undefined): MailFilter | undefined {
  const flag = FLAGS[term.toLowerCase()]
  if (flag !== undefined) return flag
  const [, prefix = '', rest = ''] = /^([a-z-]+):(.*)$/is.exec(term) ?? []
  const value = searchable(rest)
  const contains = like(value)
  const subjectContains = like(rest)
  const among = (addresses: (mail: Mail) => MailAddress[]) => (mail: Mail) =>
    addresses(mail).some(({ Name, Address }) => contains(Address) || contains(Name))
  const filters: Record<string, () => MailFilter | undefined> = {
    to: () => among(mail => mail.to),
    from: () => among(mail => [mail.from]),
    cc: () => among(mail => mail.cc),
    bcc: () => among(mail => mail.bcc),
    'reply-to': () => among(mail => mail.replyTo),
    addressed: () => among(mail => [mail.from, ...mail.to, ...mail.cc, ...mail.bcc, ...mail.replyTo]),
    subject: () => mail => subjectContains(mail.subject),
    'message-id': () => mail => contains(mail.messageId),
    tag: () => mail => mail.tags.some(tag => tag.toLowerCase() === value),
    before: () => dated(value, timeZone, (createdAt, limit) => createdAt <= limit),
    after: () => dated(value, timeZone, (createdAt, limit) => createdAt >= limit),
  }
  const known = filters[prefix.toLowerCase()]
  if (known !== undefined) return value === '' ? undefined : known()
  return sized(prefix.toLowerCase(), value) ?? anywhere(term)
}

function dated(
  value: string,
  timeZone: string | undefined,
  holds: (createdAt: number, limit: number) => boolean,
) {
  const limit = parseInstant(value, timeZone)
  return limit === undefined ? undefined : (mail: Mail) => holds(mail.createdAt, limit)
}

function sized(prefix: string, value: string): MailFilter | undefined {
  const match = /^(\d+(?:\.\d+)?)\s?(k|kb|m|mb)?$/.exec(value)
  const bytes = Math.floor(
    Number(match?.[1] ?? 0) * ({ k: 1024, m: 1024 * 1024 }[match?.[2]?.[0] ?? ''] ?? 1),
  )
  if (bytes === 0) return undefined
  if (prefix === 'larger') return mail => mail.size > bytes
  if (prefix === 'smaller') return mail => mail.size < bytes
  return undefined
}

function anywhere(term: string): MailFilter {
  const contains = likeInLowerCase(searchable(term))
  return mail => contains(mail.glance?.searchText ?? '')
}

/** SQL's LIKE, as Mailpit asks its database: any case, `%` for anything and `_` for one character. */
function like(pattern: string): (text: string) => boolean {
  const contains = likeInLowerCase(pattern.toLowerCase())
  return text => contains(text.toLowerCase())
}

/** The same for a text that is in lower case already: a long one is not copied for every word. */
function likeInLowerCase(needle: string): (text: string) => boolean {
  if (!needle.includes('%') && !needle.includes('_')) return text => text.includes(needle)
  const pieces = needle.split('%').filter(piece => piece !== '')
  return text => containsInOrder(text, pieces)
}

/** Each piece behind the one before it. Taking the first place for each is enough, so nothing is tried twice. */
function containsInOrder(text: string, pieces: readonly string[]): boolean {
  let from = 0
  for (const piece of pieces) {
    const at = placeOf(text, piece, from)
    if (at === -1) return false
    from = at + piece.length
  }
  return true
}

function placeOf(text: string, piece: string, from: number): number {
  return piece.includes('_') ? placeWithBlanks(text, piece, from) : text.indexOf(piece, from)
}
