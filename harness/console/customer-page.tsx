// One customer's journey as a vertical line: time, what happened, link to the mail.
import type { FC } from 'hono/jsx'
import { isFailure, whyOf } from '../command-line/output/trace.ts'
import type { TimelineEntry } from '../control-api/journal.ts'
import type { Exchange } from '../control-api/requests.ts'
import { ExchangeView } from './exchange.tsx'
import { Layout, timeText } from './layout.tsx'

interface Props {
  base: string
  ids: Record<string, unknown>
  timeline: TimelineEntry[]
  /** Of steps that failed, by seq. */
  exchanges: ReadonlyMap<number, Exchange>
  /** Where all of it is, if it does not all stand here. */
  whole: string | undefined
  inboxUrl: string
}

export const CustomerPage: FC<Props> = ({ base, ids, timeline, exchanges, whole, inboxUrl }) => (
  <Layout title={`${Object.values(ids)[0] ?? 'Customer'} · Referral sandbox`}>
    <p>
      <a href={`${base}/`}>Referral sandbox</a>
    </p>
    <h1>{String(Object.values(ids)[0] ?? 'Customer')}</h1>
    <p class="soft">
      {Object.entries(ids)
        .map(([name, value]) => `${name}: ${String(value)}`)
        .join(', ')}
    </p>
    <section>
      <h2>Timeline</h2>
      {timeline.length === 0 && <p class="soft">Nothing has happened to this customer yet.</p>}
      {whole !== undefined && (
        <p class="soft">
          The newest {timeline.length}; <a href={whole}>all of it</a>.
        </p>
      )}
      <ol class="story">
        {timeline.map(entry => (
          <li class={classOf(entry)}>
            <time datetime={entry.at}>{timeText(entry.at)}</time>
            <span>
              {entry.text}{' '}
              {entry.kind === 'inbox.message' && (
                <a href={`${inboxUrl}/view/${String(entry.id)}`}>open the mail</a>
              )}
              {'method' in entry && <a href={`${base}/console/requests/${entry.seq}`}>look at it</a>}
              <Why entry={entry} />
              <Failed exchange={exchanges.get(entry.seq)} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  </Layout>
)

const Failed: FC<{ exchange: Exchange | undefined }> = ({ exchange }) =>
  exchange === undefined ? null : (
    <details open>
      <summary>What went over the wire</summary>
      <ExchangeView exchange={exchange} />
    </details>
  )

const classOf = (entry: TimelineEntry): string | undefined =>
  entry.detail ? 'detail' : isFailure(entry) ? 'failure' : undefined

/** Once: the vendor's own answer, a step in between, stands before what the webhook makes of it. */
const Why: FC<{ entry: TimelineEntry }> = ({ entry }) => {
  const why = entry.detail ? undefined : whyOf(entry)
  return why === undefined ? null : <small class="why">{why}</small>
}
