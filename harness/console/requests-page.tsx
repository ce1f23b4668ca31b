// The newest requests to both vendors, of webhooks and to the control API.
import type { FC } from 'hono/jsx'
import type { RequestPage, SentRequest } from '../control-api/requests.ts'
import { Layout, timeText } from './layout.tsx'

const ASKED: Record<string, string> = {
  'talon-one.request': 'Asked of Talon.One',
  'bloomreach.request': 'Asked of Bloomreach',
  'bloomreach.webhook-request': 'Sent by a webhook',
  'bloomreach.authentication-tested': 'Sent by a test of an integration',
  'sandbox.request': 'Asked of the control API',
}

export const askedBy = (kind: string): string => ASKED[kind] ?? kind

export const RequestsPage: FC<{ base: string; page: RequestPage }> = ({ base, page: { requests, kept } }) => (
  <Layout title="Requests · Referral sandbox">
    <p>
      <a href={`${base}/`}>Referral sandbox</a>
    </p>
    <h1>Requests</h1>
    <p class="soft">The newest first, with secrets hidden.</p>
    <section>
      {requests.length === 0 && <p class="soft">{kept ? NONE : NOT_KEPT}</p>}
      <ol class="requests">
        {requests.toReversed().map(request => (
          <Row base={base} request={request} />
        ))}
      </ol>
    </section>
  </Layout>
)

const NONE = 'Nothing was asked yet. Call a vendor’s API at this address, or start a scenario with a webhook.'
const NOT_KEPT = 'This sandbox keeps none: it was started with --traffic-bytes 0.'

const Row: FC<{ base: string; request: SentRequest }> = ({
  base,
  request: { seq, at, kind, method, url, status },
}) => (
  <li>
    <span class={status === undefined || status >= 400 ? 'bad' : 'good'}>{status ?? 'no answer'}</span>
    <span>
      <a href={`${base}/console/requests/${seq}`}>
        {method} {url}
      </a>
      <small>
        {timeText(at)}, {askedBy(kind)}
      </small>
    </span>
  </li>
)
