// The messages of a customer: what each was, and what became of it, as the vendor's own campaign events say.
import type { WholeCustomer } from '../../../control-api/bloomreach/customers.ts'
import { Empty } from '../kit/empty.tsx'
import { Instant } from '../kit/instant.tsx'
import { Card } from '../kit/page.tsx'
import { Pill, type Tone } from '../kit/pill.tsx'

const TONES: Readonly<Record<string, Tone>> = {
  delivered: 'good',
  opened: 'good',
  clicked: 'good',
  failed: 'bad',
}
/** It is followed by what became of it. */
const ON_ITS_WAY = 'enqueued'
const CHANNELS = new Set(['email', 'sms', 'mobile notification', 'browser notification'])

export function Messages({ events }: WholeCustomer) {
  const messages = events.filter(
    ({ type, properties: { action_type, status } }) =>
      type === 'campaign' && CHANNELS.has(String(action_type)) && status !== ON_ITS_WAY,
  )
  return (
    <Card title="Messages">
      {messages.length === 0 ? (
        <Empty title="No message yet.">A scenario that meets this customer sends one.</Empty>
      ) : (
        <ul className="lines">
          {messages.map(({ timestamp, properties: { action_type, status, subject, action_name } }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two messages may be the same.
            <li key={index}>
              <Instant at={new Date(timestamp * 1_000).toISOString()} />
              <span className="row">
                {String(subject ?? action_name ?? action_type)}
                <Pill tone={TONES[String(status)] ?? 'quiet'}>{String(status)}</Pill>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
