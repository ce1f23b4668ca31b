// /api/v1/message/{ID or latest}: one mail, its headers, source and parts.
import { Hono } from 'hono'
import { message, messageHeaders } from '../answers.ts'
import type { InboxDeps } from '../deps.ts'
import { notFound } from '../inbox-error.ts'
import { findMail } from '../lookup.ts'
import { decodeTransfer } from '../mime/transfer-encoding.ts'

/** A part is somebody else's file in the inbox's origin: it is saved, not shown, and can do nothing where it is shown. */
const PART_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'Cross-Origin-Resource-Policy': 'same-site',
}

export function messageRoutes(deps: InboxDeps): Hono {
  const { mailbox, reader } = deps
  return new Hono()
    .get('/:id', async c => {
      const mail = await findMail(c, deps, c.req.param('id'))
      mailbox.markRead(mail, true)
      return c.json(message(mail, await reader.content(mail)))
    })
    .get('/:id/headers', async c => c.json(messageHeaders(await findMail(c, deps, c.req.param('id')))))
    .get('/:id/raw', async c => {
      const mail = await findMail(c, deps, c.req.param('id'))
      if (c.req.query('dl') === '1') c.header('Content-Disposition', `attachment; filename="${mail.id}.eml"`)
      c.header('X-Content-Type-Options', 'nosniff')
      return c.body(bytesOf(mail.raw), 200, { 'Content-Type': 'text/plain; charset=utf-8' })
    })
    .get('/:id/part/:partId', async c => {
      const mail = await findMail(c, deps, c.req.param('id'))
      const { inlines, others, attachments } = await reader.content(mail)
      const part = [...inlines, ...others, ...attachments].find(({ id }) => id === c.req.param('partId'))
      if (part === undefined) throw notFound()
      const body = mail.raw.subarray(part.bodyStart, part.bodyEnd)
      return c.body(bytesOf(decodeTransfer(body, part.encoding)), 200, {
        ...PART_HEADERS,
        'Content-Type': contentType(part.type),
        'Content-Disposition': saved(part.fileName || part.contentId),
      })
    })
}

function bytesOf(buffer: Buffer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer)
}

/** A type as the mail names it, if it is one at all. */
function contentType(type: string): string {
  return /^[a-z0-9!#$&^_.+-]{1,100}\/[a-z0-9!#$&^_.+-]{1,100}$/.test(type) ? type : 'application/octet-stream'
}

/** RFC 6266: a name that every client reads, and the exact one. */
function saved(fileName: string): string {
  if (fileName === '') return 'attachment'
  const plain = fileName.slice(0, 255).replace(/[^\x20-\x7e]|["\\%]/gu, '_')
  if (plain === fileName) return `attachment; filename="${plain}"`
  const exact = encodeURIComponent(fileName.slice(0, 255).toWellFormed()).replace(
    /['()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`
}
