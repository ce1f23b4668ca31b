// Whether a mail's links lead anywhere, against the sandbox's own pages and Talon.One's codes, and which clients show its HTML.
import type { CheckedLink } from '../../../inbox/link-check.ts'
import { inbox } from '../kit/api.ts'
import { Empty } from '../kit/empty.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Pill, type Tone } from '../kit/pill.tsx'
import { useAsked } from '../kit/queries.ts'

interface HtmlCheck {
  Total: { Tests: number; Supported: number; Partial: number; Unsupported: number }
  Warnings: {
    Slug: string
    Title: string
    Score: { Supported: number; Partial: number; Unsupported: number }
  }[]
}

export function Checks({ id, hasHtml }: { id: string; hasHtml: boolean }) {
  return (
    <div className="stack">
      <section aria-label="Links">
        <h3>Links</h3>
        <Links id={id} />
      </section>
      {hasHtml && (
        <section aria-label="Email clients">
          <h3>Email clients</h3>
          <Html id={id} />
        </section>
      )}
    </div>
  )
}

function Links({ id }: { id: string }) {
  const asked = useAsked(['inbox', 'links', id], () =>
    inbox<{ Links: CheckedLink[] }>(`/api/v1/message/${id}/link-check`),
  )
  return (
    <Loaded of={asked}>
      {({ Links }) =>
        Links.length === 0 ? (
          <Empty title="This mail has no links." />
        ) : (
          <ul className="checked">
            {Links.map(({ URL, StatusCode, Status }) => (
              <li key={URL}>
                <Pill tone={toneOf(StatusCode)}>{StatusCode === 0 ? 'not asked' : StatusCode}</Pill>
                <span>
                  <code>{URL}</code>
                  <span className="soft"> {Status}</span>
                </span>
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  )
}

const toneOf = (status: number): Tone => (status === 0 ? 'quiet' : status >= 400 ? 'bad' : 'good')

const percent = (share: number): string => `${Math.round(share)} %`

function Html({ id }: { id: string }) {
  const asked = useAsked(['inbox', 'html-check', id], () =>
    inbox<HtmlCheck>(`/api/v1/message/${id}/html-check`),
  )
  return (
    <Loaded of={asked}>
      {({ Total, Warnings }) => (
        <>
          <p>
            {percent(Total.Supported)} of the clients that caniemail.com knows show all of it,{' '}
            {percent(Total.Partial)} a part, {percent(Total.Unsupported)} not.
          </p>
          <ul className="checked">
            {Warnings.map(({ Slug, Title, Score }) => (
              <li key={Slug}>
                <Pill tone={Score.Unsupported > 20 ? 'warn' : 'quiet'}>{percent(Score.Supported)}</Pill>
                <span>{Title}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Loaded>
  )
}
