// /api/v1/search: find and delete by Mailpit's search syntax.
import { Hono } from 'hono'
import { messagesSummary } from '../answers.ts'
import type { InboxDeps } from '../deps.ts'
import { arrivedBefore, pageOf, searchedMails } from '../lookup.ts'

export function searchRoutes(deps: InboxDeps): Hono {
  return new Hono()
    .get('/', async c => {
      const found = arrivedBefore(c, await searchedMails(c, deps))
      return c.json(await messagesSummary(deps, found, pageOf(c)))
    })
    .delete('/', async c => {
      const found = await searchedMails(c, deps)
      deps.mailbox.delete(found.map(({ id }) => id))
      return c.text('ok')
    })
}
