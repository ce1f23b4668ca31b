// /api/v1/message/{ID or latest}: one mail, its headers, source and parts.
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { message, messageHeaders } from '../answers.ts'
import type { InboxDeps } from '../deps.ts'
import { badRequest, notFound } from '../inbox-error.ts'
import { checkLinks } from '../link-check.ts'
import { findMail } from '../lookup.ts'
import { decodeTransfer } from '../mime/transfer-encoding.ts'
import type { Attached } from '../reading/content.ts'
import { release } from '../release.ts'
import { bodyText, goObject, optional, parseBody } from '../request-body.ts'

const Release = goObject({ To: optional(z.array(z.string()), []) })

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
    .get('/:id/html-check', async c => {
      const { html } = await reader.content(await findMail(c, deps, c.req.param('id')))
      if (html === '') throw badRequest('message does not contain HTML')
      const check = await reader.checked(html)
      if (check === undefined) throw badRequest('the HTML is nested too deep to be checked')
      return c.json(check)
    })
    .get('/:id/link-check', async c => {
      const mail = await findMail(c, deps, c.req.param('id'))
      return c.json(await checkLinks(await reader.content(mail), deps.askLink))
    })
    .post('/:id/release', async c => {
      const mail = await findMail(c, deps, c.req.param('id'))
      const { To } = parseBody(await bodyText(c), Release)
      release(deps.delivery, mail, To)
      return c.text('ok')
    })
    .get('/:id/part/:partId/thumb', async c => {
      const { bytes } = await partOf(c, deps)
      return c.body(bytesOf(await reader.thumbnail(bytes)), 200, { 'Content-Type': 'image/jpeg' })
    })
    .get('/:id/part/:partId', async c => {
      const { part, bytes } = await partOf(c, deps)
      return c.body(bytesOf(bytes), 200, {
        ...PART_HEADERS,
        'Content-Type': contentType(part.type),
        'Content-Disposition': saved(part.fileName || part.contentId),
      })
    })
}

async function partOf(c: Context, deps: InboxDeps): Promise<{ part: Attached; bytes: Buffer }> {
  const mail = await findMail(c, deps, c.req.param('id') ?? '')
  const { inlines, others, attachments } = await deps.reader.content(mail)
  const part = [...inlines, ...others, ...attachments].find(({ id }) => id === c.req.param('partId'))
  if (part === undefined) throw notFound()
  return { part, bytes: decodeTransfer(mail.raw.subarray(part.bodyStart, part.bodyEnd), part.encoding) }
}

function bytesOf(buffer: Uint8Array): Uint8Array<ArrayBuffer> {
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
