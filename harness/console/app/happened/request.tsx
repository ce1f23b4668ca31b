// One request with its answer, and why it was answered so.
import type { Explanation } from '../../../control-api/happened/explain.ts'
import type { Exchange } from '../../../control-api/happened/requests.ts'
import { client } from '../kit/api.ts'
import type { ViewProps } from '../kit/area.ts'
import { Instant } from '../kit/instant.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Card, Page } from '../kit/page.tsx'
import { useAsked, useDoing } from '../kit/queries.ts'
import { Link, navigate } from '../kit/router.tsx'
import { ExchangeView } from './exchange.tsx'
import { ExplanationView } from './explanation.tsx'
import { askedBy, Status } from './requests.tsx'
import './happened.css'

export function View({ params: { id = '' } }: ViewProps) {
  const asked = useAsked(['requests', 'one', id], () => client.requests.get(id))
  return (
    <Page
      title={titleOf(asked.data)}
      above={[['Requests', '/requests']]}
      actions={isAskedOfAVendor(asked.data) && <Replay id={id} />}
    >
      <Loaded of={asked}>
        {exchange => (
          <>
            <Facts exchange={exchange} />
            <Card title="What went over the wire">
              <ExchangeView exchange={exchange} />
            </Card>
            {exchange.requestId !== undefined && <Explained id={exchange.requestId} />}
          </>
        )}
      </Loaded>
    </Page>
  )
}

const isAskedOfAVendor = (exchange: Exchange | undefined): boolean =>
  exchange !== undefined && exchange.kind !== 'sandbox.request'

function Replay({ id }: { id: string }) {
  const replay = useDoing(() => client.requests.replay(id), {
    topics: ['requests'],
    said: ({ answer }) => `Asked again, answered ${answer?.status ?? 'nothing'}.`,
    after: ({ seq }) => navigate(`/requests/${seq}`),
  })
  return (
    <button type="button" className="button" aria-busy={replay.isPending} onClick={() => replay.mutate()}>
      Replay
    </button>
  )
}

const titleOf = (exchange: Exchange | undefined): string =>
  exchange === undefined ? 'Request' : `${exchange.request.method} ${exchange.request.path}`

function Facts({ exchange: { kind, at, requestId, customer, answer } }: { exchange: Exchange }) {
  return (
    <dl className="facts">
      <dt>Answer</dt>
      <dd>
        <Status status={answer?.status} />
      </dd>
      <dt>By whom</dt>
      <dd>{askedBy(kind)}</dd>
      <dt>When</dt>
      <dd>
        <Instant at={at} /> UTC
      </dd>
      {requestId !== undefined && (
        <>
          <dt>Request id</dt>
          <dd>
            <code>{requestId}</code>
          </dd>
        </>
      )}
      {customer !== undefined && (
        <>
          <dt>Customer</dt>
          <dd>
            <Link to={`/customers/${encodeURIComponent(customer)}`}>the customer’s story</Link>
          </dd>
        </>
      )}
    </dl>
  )
}

function Explained({ id }: { id: string }) {
  const asked = useAsked<Explanation>(['requests', 'explain', id], () => client.explain(id))
  // Of a call to the control API there is nothing to explain.
  if (asked.error !== null) return null
  return (
    <Card title="Why it was answered so">
      <Loaded of={asked}>{explanation => <ExplanationView explanation={explanation} />}</Loaded>
    </Card>
  )
}
