// The list of mails, newest first: who, about what, how it begins, when.
import { Instant } from '../kit/instant.tsx'
import { Link } from '../kit/router.tsx'
import { addressText, type Mail, subjectOf } from './mails.ts'

export function MailList({ mails, shown }: { mails: readonly Mail[]; shown: string | undefined }) {
  return (
    <ol className="mails" aria-label="Mails">
      {mails.map(mail => (
        <li key={mail.ID} data-unread={!mail.Read || undefined}>
          <Link to={`/inbox/${mail.ID}`} aria-current={mail.ID === shown ? 'true' : undefined}>
            <span className="mail-head">
              <span className="mail-to">{mail.To.map(addressText).join(', ') || '(nobody)'}</span>
              <Instant at={mail.Created} />
            </span>
            <span className="mail-subject">
              {!mail.Read && <span className="hidden">Unread: </span>}
              {subjectOf(mail)}
            </span>
            <span className="mail-snippet">{mail.Snippet}</span>
          </Link>
        </li>
      ))}
    </ol>
  )
}
