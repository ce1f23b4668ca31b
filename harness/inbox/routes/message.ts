// /api/v1/message/{ID or latest}: one mail, its headers, source and parts.
import { Hono } from 'hono'
import { message, messageHeaders } from '../answers.ts'
import type { InboxDeps } from '../deps.ts'
import { notFound } from '../inbox-error.ts'
import { findMail } from '../lookup.ts'
import { partBytes } from '../mime/parts.ts'

export function messageRoutes({ mailbox }: InboxDeps): Hono {
  return new Hono()
    .get('/:id', c => {
      const mail = findMail(c, mailbox, c.req.param('id'))
      mailbox.markRead(mail, true)
      return c.json(message(mail))
    })
    .get('/:id/headers', c => c.json(messageHeaders(findMail(c, mailbox, c.req.param('id')))))
    .get('/:id/raw', c => {
      const mail = findMail(c, mailbox, c.req.param('id'))
      if (c.req.query('dl') === '1') c.header('Content-Disposition', `attachment; filename="${mail.id}.eml"`)
      return c.body(bytesOf(mail.raw), 200, { 'Content-Type': 'text/plain; charset=utf-8' })
    })
    .get('/:id/part/:partId', c => {
      const mail = findMail(c, mailbox, c.req.param('id'))
      const { inlines, others, attachments } = mail.content
      const part = [...inlines, ...others, ...attachments].find(({ id }) => id === c.req.param('partId'))
      if (part === undefined) throw notFound()
      c.header('Content-Type', part.type || 'application/octet-stream')
      c.header('Content-Disposition', `filename="${headerSafe(part.fileName || part.contentId)}"`)
      return c.body(bytesOf(partBytes(mail.raw, part)))
    })
}

function bytesOf(buffer: Buffer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer)
}

/** A header value holds one line of Latin-1; other characters travel percent-encoded. */
function headerSafe(fileName: string): string {
  return fileName.replace(/[^\x20-\x7e]|["\\]/gu, character => encodeURIComponent(character))
}
