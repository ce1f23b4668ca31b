// One mail: who, what, when, and its sides as tabs. Where its values came from stands there, too.

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { inboxHref } from '../kit/api.ts'
import { Empty } from '../kit/empty.tsx'
import { IconTrash } from '../kit/icons.tsx'
import { Instant } from '../kit/instant.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Link } from '../kit/router.tsx'
import { Tabs } from '../kit/tabs.tsx'
import { Checks } from './checks.tsx'
import { HtmlSide } from './html-side.tsx'
import { addressText, bytesText, type Message, subjectOf, useMail } from './mails.ts'
import { Headers, Source } from './source.tsx'
import { Whence } from './whence.tsx'

interface Props {
  id: string
  newer: string | undefined
  older: string | undefined
  onUnread: () => void
  onDelete: () => void
}

export function MailView({ id, newer, older, onUnread, onDelete }: Props) {
  const mail = useMail(id)
  useReadMark(mail.data)
  return (
    <article className="card mail">
      <nav className="row mail-ways" aria-label="Mails">
        <Link to="/inbox" className="button small quiet mail-back">
          All mails
        </Link>
        {newer !== undefined && (
          <Link to={`/inbox/${newer}`} className="button small quiet">
            Newer
          </Link>
        )}
        {older !== undefined && (
          <Link to={`/inbox/${older}`} className="button small quiet">
            Older
          </Link>
        )}
        <span className="bar-space" />
        <button type="button" className="button small quiet" onClick={onUnread}>
          Mark unread
        </button>
        <button type="button" className="button small quiet" onClick={onDelete}>
          <IconTrash />
          Delete
        </button>
      </nav>
      <Loaded of={mail}>{shown => <Shown id={id} mail={shown} />}</Loaded>
    </article>
  )
}

/** To be read marks it read: the list shows it. */
function useReadMark(mail: Message | undefined): void {
  const queries = useQueryClient()
  const marked = useRef<string>(undefined)
  useEffect(() => {
    if (mail === undefined || marked.current === mail.ID) return
    marked.current = mail.ID
    void queries.invalidateQueries({ queryKey: ['inbox', 'list'] })
  }, [mail, queries])
}

function Shown({ id, mail }: { id: string; mail: Message }) {
  return (
    <>
      <h2 className="mail-title">{subjectOf(mail)}</h2>
      <dl className="facts">
        <Field name="From" of={[mail.From]} />
        <Field name="To" of={mail.To} />
        <Field name="Cc" of={mail.Cc} />
        <Field name="Bcc" of={mail.Bcc} />
        <Field name="Reply to" of={mail.ReplyTo} />
        <dt>Date</dt>
        <dd>
          <Instant at={mail.Date} /> UTC, {bytesText(mail.Size)}
        </dd>
        {mail.Tags.length > 0 && (
          <>
            <dt>Tags</dt>
            <dd>{mail.Tags.join(', ')}</dd>
          </>
        )}
      </dl>
      <Attachments id={id} mail={mail} />
      <Tabs label="Sides of this mail" tabs={tabsOf(id, mail)} />
    </>
  )
}

function tabsOf(id: string, mail: Message) {
  const text =
    mail.Text === '' ? <Empty title="This mail has no text." /> : <pre className="mail-text">{mail.Text}</pre>
  const html = { id: 'html', label: 'HTML', content: <HtmlSide id={id} html={mail.HTML} /> }
  return [
    ...(mail.HTML === '' ? [] : [html]),
    { id: 'text', label: 'Text', content: text },
    { id: 'whence', label: 'How it came about', content: <Whence id={id} /> },
    { id: 'checks', label: 'Checks', content: <Checks id={id} hasHtml={mail.HTML !== ''} /> },
    { id: 'headers', label: 'Headers', content: <Headers id={id} /> },
    { id: 'source', label: 'Source', content: <Source id={id} /> },
  ]
}

function Field({ name, of }: { name: string; of: readonly { Name: string; Address: string }[] }) {
  if (of.length === 0) return null
  return (
    <>
      <dt>{name}</dt>
      <dd>{of.map(addressText).join(', ')}</dd>
    </>
  )
}

function Attachments({ id, mail }: { id: string; mail: Message }) {
  const parts = [...mail.Attachments, ...mail.Inline]
  if (parts.length === 0) return null
  return (
    <ul className="row" aria-label="Attachments">
      {parts.map(({ PartID, FileName, ContentID, Size }) => (
        <li key={PartID}>
          <a className="button small quiet" href={inboxHref(`/api/v1/message/${id}/part/${PartID}`)} download>
            {FileName || ContentID || 'attachment'} <span className="soft">{bytesText(Size)}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
