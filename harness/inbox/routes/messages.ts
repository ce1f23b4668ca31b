// /api/v1/messages: the list, read marks, deletion.
import { Hono } from 'hono'
import { z } from 'zod'
import { messagesSummary } from '../answers.ts'
import type { InboxDeps } from '../deps.ts'
import { badRequest } from '../inbox-error.ts'
import { arrivedBefore, pageOf } from '../lookup.ts'
import { bodyText, goObject, optional, parseBody } from '../request-body.ts'
import { foundMails } from '../search/found.ts'

const Ids = optional(z.array(z.string()), [])
const ReadStatus = goObject({
  IDs: Ids,
  Search: optional(z.string(), ''),
  Read: optional(z.boolean(), false),
})
const Deletion = goObject({ IDs: Ids })

export function messagesRoutes(deps: InboxDeps): Hono {
  const { mailbox } = deps
  return new Hono()
    .get('/', async c => {
      const { start, limit } = pageOf(c)
      // limit=0 means no limit here (and an empty page in a search), as in Mailpit.
      const page = { start, limit: limit === 0 ? undefined : limit }
      const summary = await messagesSummary(deps, arrivedBefore(c, mailbox.newestFirst()), page)
      return c.json({ ...summary, messages_count: mailbox.size, messages_unread: mailbox.unread })
    })
    .put('/', async c => {
      const { IDs, Search, Read } = parseBody(await bodyText(c), ReadStatus)
      if (IDs.length > 0 && Search !== '') {
        throw badRequest('You may specify either IDs or a search query, not both')
      }
      const named = new Set(IDs)
      const chosen =
        Search === ''
          ? mailbox.newestFirst().filter(({ id }) => IDs.length === 0 || named.has(id))
          : await foundMails(deps, Search, c.req.query('tz'))
      for (const mail of chosen) mailbox.markRead(mail, Read)
      return c.text('ok')
    })
    .delete('/', async c => {
      const ids = namedIds(await bodyText(c))
      if (ids.length === 0) mailbox.clear()
      else mailbox.delete(ids)
      return c.text('ok')
    })
}

/** No body, a body that is not JSON and an empty list all mean "everything", as in Mailpit. */
function namedIds(text: string): string[] {
  try {
    return parseBody(text, Deletion).IDs
  } catch {
    return []
  }
}
