// The two pages for people: the list with its search box, and one message. Server-rendered; a small script keeps the list
// current and asks before something is deleted or opened.
import { readFileSync } from 'node:fs'
import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import { secureHeaders } from 'hono/secure-headers'
import type { InboxDeps } from '../deps.ts'
import { InboxError } from '../inbox-error.ts'
import { findMail } from '../lookup.ts'
import { foundMails } from '../search/found.ts'
import { Base } from './base.ts'
import { ListPage } from './list.tsx'
import { MessagePage, tabOf } from './message.tsx'
import { MissingPage } from './missing.tsx'

const PAGE_SIZE = 50

export function createPages(deps: InboxDeps): Hono {
  const { mailbox, reader, base } = deps
  const style = readFileSync(new URL('./style.css', import.meta.url), 'utf8')
  const script = readFileSync(new URL('./inbox.js', import.meta.url), 'utf8')
  const show = (c: Context, page: Child, status: 200 | 404 = 200) =>
    c.html(html`<!doctype html>${<Base.Provider value={base}>{page}</Base.Provider>}`, status)
  const app = new Hono()
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'"],
        connectSrc: ["'self'"],
        frameSrc: ["'self'"],
        imgSrc: ['data:'],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy: 'no-referrer',
      strictTransportSecurity: false,
    }),
  )
  app.get('/inbox.css', c => c.body(style, 200, { 'Content-Type': 'text/css; charset=utf-8' }))
  app.get('/inbox.js', c => c.body(script, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }))
  // Mailpit's own interface searches at /search?q=.
  app.on('GET', ['/', '/search'], async c => {
    const query = (c.req.query('q') ?? c.req.query('query') ?? '').trim()
    const start = Math.max(0, Number.parseInt(c.req.query('start') ?? '0', 10) || 0)
    const found = query === '' ? mailbox.newestFirst() : await foundMails({ mailbox, reader }, query)
    const shown = found.slice(start, start + PAGE_SIZE)
    await reader.glances(shown)
    return show(
      c,
      <ListPage
        mails={shown}
        page={{ query, start, size: PAGE_SIZE, found: found.length }}
        box={{ total: mailbox.size, unread: mailbox.unread, capacity: mailbox.capacity }}
      />,
    )
  })
  app.get('/view/latest', async c => {
    const [newest] = mailbox.newestFirst()
    if ((c.req.query('query') ?? '') === '')
      return c.redirect(newest === undefined ? `${base}/` : `${base}/view/${newest.id}`)
    return c.redirect(`${base}/view/${(await findMail(c, deps, 'latest')).id}`)
  })
  app.get('/view/:id', async c => {
    const mail = await findMail(c, deps, c.req.param('id'))
    const content = await reader.content(mail)
    mailbox.markRead(mail, true)
    const all = mailbox.newestFirst()
    const at = all.indexOf(mail)
    return show(
      c,
      <MessagePage
        mail={mail}
        content={content}
        tab={tabOf(c.req.query('tab'), content)}
        newer={all[at - 1]}
        older={all[at + 1]}
        story={deps.storyOf(mail)}
      />,
    )
  })
  app.onError((error, c) => {
    if (error instanceof InboxError) return show(c, <MissingPage />, 404)
    throw error
  })
  return app
}
