// /view/{ID}.html and .txt: the rendered mail, as Mailpit answers it; /view/{ID} is the page for people.
import { Hono } from 'hono'
import type { InboxDeps } from '../deps.ts'
import { notFound } from '../inbox-error.ts'
import { findMail } from '../lookup.ts'
import type { Mail } from '../mail.ts'

/** As Mailpit's, without its scripts: remote images load when somebody opens the mail itself. */
const OPEN_POLICY =
  "default-src 'self'; script-src 'none'; style-src * 'unsafe-inline'; img-src * data: blob:; font-src * data:; connect-src 'none'; form-action 'none'; base-uri 'none'"
/** Inside the message page nothing is fetched from outside: only the mail's own parts and inline styles. */
const EMBEDDED_POLICY =
  "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; font-src data:; form-action 'none'; base-uri 'none'; sandbox"

export function viewRoutes({ mailbox }: InboxDeps): Hono {
  return new Hono()
    .get('/:file{.+\\.html}', c => {
      const mail = findMail(c, mailbox, withoutSuffix(c.req.param('file')), 'Message not found')
      mailbox.markRead(mail, true)
      const { html } = mail.content
      if (html === '') throw notFound('This message does not contain a HTML part')
      const embedded = c.req.query('embed') === '1'
      c.header('Content-Security-Policy', embedded ? EMBEDDED_POLICY : OPEN_POLICY)
      const linked = withPartLinks(mail, html)
      c.header('Content-Type', 'text/html; charset=utf-8')
      return c.body(
        embedded ? linked.replace(/<a(?=\s)/gi, '<a target="_blank" rel="noreferrer noopener"') : linked,
      )
    })
    .get('/:file{.+\\.txt}', c => {
      const mail = findMail(c, mailbox, withoutSuffix(c.req.param('file')), 'Message not found')
      mailbox.markRead(mail, true)
      return c.text(mail.content.text)
    })
}

function withoutSuffix(file: string): string {
  return file.slice(0, file.lastIndexOf('.'))
}

/** `cid:` images point at the parts of the API. */
function withPartLinks(mail: Mail, html: string): string {
  const { inlines, others, attachments } = mail.content
  const ids = new Map(
    [...attachments, ...others, ...inlines].map(part => [part.contentId.toLowerCase(), part.id] as const),
  )
  return html.replace(/(=["']?)cid:([^"'\s>;]+)/gi, (whole, before: string, contentId: string) => {
    const partId = ids.get(contentId.replaceAll('%40', '@').toLowerCase())
    return partId === undefined ? whole : `${before}/api/v1/message/${mail.id}/part/${partId}`
  })
}
