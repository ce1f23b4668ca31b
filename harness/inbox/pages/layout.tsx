// The frame around each page of the inbox.
import type { Child } from 'hono/jsx'
import { useBase } from './base.ts'

interface LayoutProps {
  title: string
  query?: string
  /** Kept current while it is open. */
  isLive?: boolean
  children: Child
}

export function Layout({ title, query = '', isLive = false, children }: LayoutProps) {
  const base = useBase()
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={`${base}/inbox.css`} />
        <script type="module" src={`${base}/inbox.js`} />
      </head>
      <body data-base={base === '' ? undefined : base}>
        <a class="skip" href="#main">
          Skip to the mails
        </a>
        <header class="bar">
          <a class="brand" href={`${base}/`}>
            Inbox
          </a>
          <search>
            <form action={`${base}/`} method="get">
              <label class="hidden" for="q">
                Search mails
              </label>
              <input
                id="q"
                name="q"
                type="search"
                value={query}
                placeholder="Search, for example to:ada@example.com is:unread"
                autocomplete="off"
              />
              <button type="submit">Search</button>
            </form>
          </search>
        </header>
        <p class="hidden" role="status" />
        <main id="main" data-live={isLive ? '' : undefined}>
          {children}
        </main>
        <Question />
      </body>
    </html>
  )
}

/** What a script fills in and asks before something is done that cannot be undone. */
function Question() {
  return (
    <dialog aria-label="Question">
      <form method="dialog">
        <p class="question" />
        <code />
        <div class="answers">
          <button type="submit" value="no">
            Cancel
          </button>
          <button type="submit" value="yes" />
        </div>
      </form>
    </dialog>
  )
}

/** An instant as people read it; the exact one stays in the markup. */
export function When({ at }: { at: number }) {
  const iso = new Date(at).toISOString()
  return (
    <time datetime={iso} title={iso}>
      {WHEN.format(at)}
    </time>
  )
}

const WHEN = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' })

export function Tags({ names }: { names: readonly string[] }) {
  const base = useBase()
  return names.map(name => (
    <a class="tag" href={`${base}/?q=${encodeURIComponent(`tag:"${name}"`)}`}>
      {name}
    </a>
  ))
}

export function bytes(size: number): string {
  if (size < 1024) return `${size} B`
  return size < 1024 * 1024 ? `${(size / 1024).toFixed(1)} KB` : `${(size / 1024 / 1024).toFixed(1)} MB`
}
