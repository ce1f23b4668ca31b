// /view/{ID}.html and .txt: the rendered mail. A client of the API gets the HTML as Mailpit answers it; whoever looks at
// it in a browser gets it sanitized, in an origin of its own, and nothing is fetched from outside.
import { type Context, Hono } from 'hono'
import type { InboxDeps } from '../deps.ts'
import type { ShownPart } from '../html/sanitized.ts'
import { notFound } from '../inbox-error.ts'
import { findMail } from '../lookup.ts'
import type { MailContent } from '../reading/content.ts'

/** Nothing runs, nothing is fetched but the mail's own pictures, nothing is sent, and nobody may frame it but the inbox. */
const POLICY =
  "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; font-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"

export function viewRoutes(deps: InboxDeps): Hono {
  const { mailbox, reader, base } = deps
  return new Hono()
    .get('/:file{.+\\.html}', async c => {
      const mail = await findMail(c, deps, withoutSuffix(c.req.param('file')), 'Message not found')
      mailbox.markRead(mail, true)
      const content = await reader.content(mail)
      if (content.html === '') throw notFound('This message does not contain a HTML part')
      c.header('Content-Security-Policy', POLICY)
      c.header('X-Content-Type-Options', 'nosniff')
      c.header('Content-Type', 'text/html; charset=utf-8')
      const parts = shownParts(`${base}/api/v1/message/${mail.id}`, content)
      return c.body(
        isLookedAt(c) ? await reader.shown(content.html, parts) : withPartLinks(content.html, parts),
      )
    })
    .get('/:file{.+\\.txt}', async c => {
      const mail = await findMail(c, deps, withoutSuffix(c.req.param('file')), 'Message not found')
      mailbox.markRead(mail, true)
      c.header('X-Content-Type-Options', 'nosniff')
      return c.text((await reader.content(mail)).text)
    })
}

/** A browser that shows a page or a frame says so; a client of the API asks for anything. */
function isLookedAt(c: Context): boolean {
  if (c.req.query('embed') === '1') return true
  const destination = c.req.header('sec-fetch-dest')
  if (destination !== undefined && destination !== 'empty') return true
  return (c.req.header('accept') ?? '').includes('text/html')
}

function withoutSuffix(file: string): string {
  return file.slice(0, file.lastIndexOf('.'))
}

function shownParts(path: string, { inlines, others, attachments }: MailContent): ShownPart[] {
  return [...attachments, ...others, ...inlines].map(part => ({
    contentId: part.contentId,
    path: `${path}/part/${part.id}`,
  }))
}

/** `cid:` images point at the parts of the API. */
function withPartLinks(html: string, parts: readonly ShownPart[]): string {
  const paths = new Map(parts.map(({ contentId, path }) => [contentId.toLowerCase(), path]))
  return html.replace(/(=["'])cid:([^"'\s>;]+)/gi, (whole, before: string, contentId: string) => {
    const path = paths.get(contentId.replaceAll('%40', '@').toLowerCase())
    return path === undefined ? whole : before + path
  })
}
