// One request with its answer.
import type { FC } from 'hono/jsx'
import type { Exchange } from '../control-api/requests.ts'
import { ExchangeView } from './exchange.tsx'
import { Layout, timeText } from './layout.tsx'
import { askedBy } from './requests-page.tsx'

export const RequestPage: FC<{ base: string; exchange: Exchange }> = ({ base, exchange }) => (
  <Layout title={`${exchange.request.method} ${exchange.request.path} · Referral sandbox`}>
    <p>
      <a href={`${base}/`}>Referral sandbox</a> / <a href={`${base}/console/requests`}>requests</a>
    </p>
    <h1>{askedBy(exchange.kind)}</h1>
    <p class="soft">
      {timeText(exchange.at)} UTC
      {exchange.requestId !== undefined && (
        <>
          , request id <code>{exchange.requestId}</code>
        </>
      )}
      {exchange.customer !== undefined && (
        <>
          ,{' '}
          <a href={`${base}/console/customers/${encodeURIComponent(exchange.customer)}`}>
            the customer's story
          </a>
        </>
      )}
    </p>
    <section>
      <ExchangeView exchange={exchange} />
    </section>
  </Layout>
)
