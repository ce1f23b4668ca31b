// /api/v1/search: find and delete by Mailpit's search syntax.
import { Hono } from 'hono'
import { messagesSummary } from '../answers.ts'
import type { InboxDeps } from '../deps.ts'
import { arrivedBefore, pageOf, searchedMails } from '../lookup.ts'

export function searchRoutes({ mailbox }: InboxDeps): Hono {
  return new Hono()
    .get('/', c => {
      const found = arrivedBefore(c, searchedMails(c, mailbox))
      return c.json(messagesSummary(mailbox, found, pageOf(c)))
    })
    .delete('/', c => {
      mailbox.delete(searchedMails(c, mailbox).map(({ id }) => id))
      return c.text('ok')
    })
}
