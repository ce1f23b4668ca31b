// Finding the mails a request means: by id, `latest` with an optional query, or a page of a search.
import type { Context } from 'hono'
import type { Page } from './answers.ts'
import type { InboxDeps } from './deps.ts'
import { badRequest, notFound } from './inbox-error.ts'
import type { Mail } from './mail.ts'
import { foundMails } from './search/found.ts'
import { parseInstant } from './search/search-date.ts'

type Shelf = Pick<InboxDeps, 'mailbox' | 'reader'>

/** `latest` on an empty box is a 404 of its own; an unknown id says `unknown`. */
export async function findMail(c: Context, deps: Shelf, id: string, unknown?: string): Promise<Mail> {
  const { mailbox } = deps
  if (id === 'latest') return latestMail(c, deps)
  const mail = mailbox.get(id)
  if (mail === undefined) throw notFound(unknown)
  return mail
}

async function latestMail(c: Context, deps: Shelf): Promise<Mail> {
  const query = (c.req.query('query') ?? '').trim()
  const [mail] = query === '' ? deps.mailbox.newestFirst() : await foundMails(deps, query, c.req.query('tz'))
  if (mail === undefined) throw notFound('Message not found')
  return mail
}

/** Every mail that the query of the request finds. */
export async function searchedMails(c: Context, deps: Shelf): Promise<Mail[]> {
  const query = (c.req.query('query') ?? '').trim()
  if (query === '') throw badRequest('Error: no search query')
  return foundMails(deps, query, c.req.query('tz'))
}

/** The undocumented `before`: mails that arrived earlier than this. */
export function arrivedBefore(c: Context, mails: readonly Mail[]): readonly Mail[] {
  const before = parseInstant(c.req.query('before') ?? '')
  return before === undefined ? mails : mails.filter(mail => mail.createdAt < before)
}

const DEFAULT_LIMIT = 50

/** Nonsense is ignored, as Mailpit does. */
export function pageOf(c: Context): Page & { limit: number } {
  return {
    start: wholeNumber(c.req.query('start')) ?? 0,
    limit: wholeNumber(c.req.query('limit')) ?? DEFAULT_LIMIT,
  }
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined
}
