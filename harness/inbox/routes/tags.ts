// /api/v1/tags: all tags, the tags of some mails, renaming and removing one.
import { Hono } from 'hono'
import { z } from 'zod'
import type { InboxDeps } from '../deps.ts'
import { badRequest } from '../inbox-error.ts'
import { bodyText, goObject, optional, parseBody } from '../request-body.ts'

const Names = optional(z.array(z.string()), [])
const Tagging = goObject({ IDs: Names, Tags: Names })
const Renaming = goObject({ Name: optional(z.string(), '') })

export function tagsRoutes({ mailbox }: InboxDeps): Hono {
  return new Hono()
    .get('/', c => c.json(mailbox.tagNames()))
    .put('/', async c => {
      const { IDs, Tags } = parseBody(await bodyText(c), Tagging)
      for (const id of IDs) mailbox.setTags(id, Tags)
      return c.text('ok')
    })
    .put('/:tag', async c => {
      const { Name } = parseBody(await bodyText(c), Renaming)
      const refusal = mailbox.renameTag(c.req.param('tag'), Name)
      if (refusal !== undefined) throw badRequest(refusal)
      return c.text('ok')
    })
    .delete('/:tag', c => {
      const refusal = mailbox.deleteTag(c.req.param('tag'))
      if (refusal !== undefined) throw badRequest(refusal)
      return c.text('ok')
    })
}
