// The list of mails: newest first, a search, fifty a page.

import type { Mail } from '../mail.ts'
import type { MailAddress } from '../mime/addresses.ts'
import { useBase } from './base.ts'
import { Layout, Tags, When } from './layout.tsx'

interface ListPageProps {
  mails: readonly Mail[]
  page: { query: string; start: number; size: number; found: number }
  box: { total: number; unread: number; capacity: number }
}

export function ListPage({ mails, page, box }: ListPageProps) {
  const title = page.query === '' ? 'Inbox' : `${page.query} · Inbox`
  return (
    <Layout title={title} query={page.query} isLive>
      <div class="summary">
        <h1>{page.query === '' ? 'All mails' : `Mails matching ${page.query}`}</h1>
        <p>
          {counted(page.found)}
          {page.query === '' ? '' : ` of ${box.total}`} · {box.unread} unread
          {box.total === box.capacity &&
            ` · full: older mails were dropped, the newest ${box.capacity} are kept`}
        </p>
        {box.total > 0 && (
          <button type="button" data-action="delete-all" data-count={counted(box.total)}>
            Delete all
          </button>
        )}
      </div>
      {mails.length === 0 ? <Empty searching={page.query !== ''} /> : <Mails mails={mails} />}
      <Pager {...page} />
    </Layout>
  )
}

function Mails({ mails }: { mails: readonly Mail[] }) {
  const base = useBase()
  return (
    <ol class="mails">
      {mails.map(mail => (
        <li class={mail.read ? 'read' : 'unread'}>
          <div class="people">
            <span class="to">
              {mail.to.concat(mail.cc, mail.bcc).map(shortName).join(', ') || 'no recipient'}
            </span>
            <span class="from">from {shortName(mail.from)}</span>
          </div>
          <div class="what">
            <a class="subject" href={`${base}/view/${mail.id}`}>
              {!mail.read && <span class="hidden">Unread: </span>}
              {mail.subject || '(no subject)'}
            </a>
            <span class="snippet">{mail.glance?.snippet}</span>
          </div>
          <div class="meta">
            <When at={mail.createdAt} />
            {(mail.glance?.attachments ?? 0) > 0 && (
              <span class="clip">{attachments(mail.glance?.attachments ?? 0)}</span>
            )}
            <Tags names={mail.tags} />
          </div>
        </li>
      ))}
    </ol>
  )
}

function Empty({ searching }: { searching: boolean }) {
  const base = useBase()
  return (
    <section class="empty">
      <h2>{searching ? 'No mail matches' : 'No mails yet'}</h2>
      {searching ? (
        <p>
          Try fewer words, or one of <code>to:</code> <code>from:</code> <code>subject:</code>{' '}
          <code>tag:</code> <code>is:unread</code> <code>has:attachment</code> <code>after:2026-01-05</code>.{' '}
          <a href={`${base}/`}>Show all mails</a>
        </p>
      ) : (
        <p>
          Mails appear here as soon as a scenario sends one. Start a scenario and let its waits pass. Anything
          else can send here too: use this machine's SMTP port, any login, no TLS.
        </p>
      )}
    </section>
  )
}

function Pager({ query, start, size, found }: ListPageProps['page']) {
  const base = useBase()
  if (found <= size) return null
  const link = (from: number) =>
    `${base}/?${new URLSearchParams({ ...(query === '' ? {} : { q: query }), start: String(from) })}`
  return (
    <nav class="pager" aria-label="Pages">
      {start > 0 ? <a href={link(Math.max(0, start - size))}>Newer</a> : <span />}
      <span>
        {Math.min(start + 1, found)} to {Math.min(start + size, found)} of {found}
      </span>
      {start + size < found ? <a href={link(start + size)}>Older</a> : <span />}
    </nav>
  )
}

function shortName({ Name, Address }: MailAddress): string {
  return Name || Address || 'unknown'
}

function counted(mails: number): string {
  return mails === 1 ? '1 mail' : `${mails} mails`
}

function attachments(count: number): string {
  return count === 1 ? '1 attachment' : `${count} attachments`
}
