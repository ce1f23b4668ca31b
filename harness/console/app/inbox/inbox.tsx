// The inbox: the list with its search, and beside it the mail that the address names.
import { useRef, useState } from 'react'
import type { ViewProps } from '../kit/area.ts'
import { Confirm } from '../kit/dialog.tsx'
import { Empty } from '../kit/empty.tsx'
import { TextField } from '../kit/field.tsx'
import { useKeys } from '../kit/keys.ts'
import { Loaded } from '../kit/loaded.tsx'
import { Page } from '../kit/page.tsx'
import { Link, navigate, useSearch } from '../kit/router.tsx'
import { useTyped } from '../kit/typed.ts'
import { MailList } from './mail-list.tsx'
import { MailView } from './mail-view.tsx'
import { useDeletion, useMails, useUnread } from './mails.ts'
import './inbox.css'

const PORTION = 200

export function View({ params: { id } }: ViewProps) {
  const [search, change] = useSearch()
  const [limit, show] = useState(PORTION)
  const written = search.get('q') ?? ''
  const mails = useMails(useTyped(written), limit)
  const { messages = [], total = 0, messages_count: found = 0, unread = 0 } = mails.data ?? {}
  const at = messages.findIndex(({ ID }) => ID === id)
  const frame = useRef<HTMLDivElement>(null)
  const unreadAgain = useUnread()
  const [next, before] = [messages[at + 1]?.ID, at > 0 ? messages[at - 1]?.ID : undefined]
  const [asks, ask] = useState(false)
  const deletion = useDeletion(next === undefined ? '/inbox' : `/inbox/${next}`)
  useKeys({
    j: next === undefined ? undefined : () => navigate(`/inbox/${next}`),
    k: before === undefined ? undefined : () => navigate(`/inbox/${before}`),
    '/': () => frame.current?.querySelector('input')?.focus(),
    u: id === undefined ? undefined : () => unreadAgain.mutate(id),
    Delete: id === undefined ? undefined : () => ask(true),
  })
  return (
    <Page
      title="Inbox"
      width="whole"
      about={
        total === 0 ? undefined : (
          <>
            {total} {total === 1 ? 'mail' : 'mails'}, {unread} unread.{' '}
            <span className="keys">
              Keys: j and k go on and back, / searches, u marks unread, Delete deletes.
            </span>
          </>
        )
      }
      actions={total > 0 && <DeleteAll count={total} />}
    >
      <div className="inbox" data-shows={id === undefined ? 'list' : 'mail'} ref={frame}>
        <div className="mail-side">
          <TextField
            label="Search mails"
            type="search"
            value={written}
            placeholder="to:ada@example.com is:unread"
            onChange={q => change({ q })}
          />
          <Loaded of={mails}>
            {() =>
              messages.length === 0 ? (
                <NoMails isSearch={written !== ''} />
              ) : (
                <>
                  <MailList mails={messages} shown={id} />
                  {found > messages.length && (
                    <button type="button" className="button" onClick={() => show(limit + PORTION)}>
                      Show {Math.min(PORTION, found - messages.length)} more
                    </button>
                  )}
                </>
              )
            }
          </Loaded>
        </div>
        <div className="mail-main">
          {id === undefined ? (
            messages.length > 0 && <Empty title="Choose a mail to read it." />
          ) : (
            <MailView
              key={id}
              id={id}
              newer={before}
              older={next}
              onUnread={() => unreadAgain.mutate(id)}
              onDelete={() => ask(true)}
            />
          )}
        </div>
      </div>
      <Confirm
        open={asks && id !== undefined}
        onClose={() => ask(false)}
        title="Delete this mail?"
        confirm="Delete the mail"
        onConfirm={() => id !== undefined && deletion.mutate([id])}
      >
        {GONE_FOR_GOOD}
      </Confirm>
    </Page>
  )
}

const GONE_FOR_GOOD = 'What is deleted is gone for good. A checkpoint taken before brings it back.'

function NoMails({ isSearch }: { isSearch: boolean }) {
  if (isSearch) return <Empty title="No mail fits.">Widen the search above.</Empty>
  return (
    <Empty title="No mail was captured yet.">
      Mails that the scenarios send appear here at once. <Link to="/">See what waits</Link>, or send one to
      the SMTP port.
    </Empty>
  )
}

function DeleteAll({ count }: { count: number }) {
  const [asks, ask] = useState(false)
  const deletion = useDeletion('/inbox')
  return (
    <>
      <button type="button" className="button" onClick={() => ask(true)}>
        Delete all
      </button>
      <Confirm
        open={asks}
        onClose={() => ask(false)}
        title="Delete all mails?"
        confirm={count === 1 ? 'Delete 1 mail' : `Delete ${count} mails`}
        onConfirm={() => deletion.mutate([])}
      >
        {GONE_FOR_GOOD}
      </Confirm>
    </>
  )
}
