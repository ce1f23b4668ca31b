// Outbound notifications: who subscribed, what was delivered and how it was answered, and a replay.
import { useState } from 'react'
import type {
  NotificationDelivery,
  NotificationSubscription,
} from '../../../control-api/talon-one/notifications.ts'
import { client } from '../kit/api.ts'
import { FormDialog } from '../kit/dialog.tsx'
import { Empty } from '../kit/empty.tsx'
import { TextField } from '../kit/field.tsx'
import { IconPlus } from '../kit/icons.tsx'
import { Instant } from '../kit/instant.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Card, Page } from '../kit/page.tsx'
import { Pill, type Tone } from '../kit/pill.tsx'
import { useAsked, useDoing } from '../kit/queries.ts'
import { type Column, Table } from '../kit/table.tsx'
import { toast } from '../kit/toasts.tsx'

export function View() {
  const [isNew, setNew] = useState(false)
  const asked = useAsked(['talon-one', 'notifications'], () => client.notifications.list())
  const create = (
    <button type="button" className="button primary" onClick={() => setNew(true)}>
      <IconPlus />
      Subscribe
    </button>
  )
  return (
    <Page
      title="Notifications"
      about="What Talon.One tells others of by itself, such as a referral code that was made."
      actions={create}
    >
      <Loaded of={asked}>
        {({ subscriptions, deliveries }) => (
          <>
            <Card title="Subscriptions">
              {subscriptions.length === 0 ? (
                <Empty title="Nobody has subscribed.">Name an address that takes a POST.</Empty>
              ) : (
                <Table
                  label="Subscriptions"
                  columns={SUBSCRIPTIONS}
                  rows={subscriptions}
                  keyOf={({ id }) => id}
                />
              )}
            </Card>
            <Card title="Deliveries">
              {deliveries.length === 0 ? (
                <Empty title="Nothing was delivered yet.">
                  Subscribe an address, then let a scenario make a referral code.
                </Empty>
              ) : (
                <Table
                  label="Deliveries"
                  columns={DELIVERIES}
                  rows={deliveries.toReversed()}
                  keyOf={({ id }) => id}
                />
              )}
            </Card>
          </>
        )}
      </Loaded>
      {isNew && <NewSubscription onClose={() => setNew(false)} />}
    </Page>
  )
}

const SUBSCRIPTIONS: Column<NotificationSubscription>[] = [
  { title: 'Address', width: '2fr', cell: ({ url }) => url },
  { title: 'Of what', width: '2fr', cell: ({ notifications }) => notifications.join(', ') },
  { title: 'End', width: '9rem', align: 'end', cell: one => <Unsubscribe subscription={one} /> },
]

/** Undone by subscribing once more. */
function Unsubscribe({
  subscription: { id, url, notifications },
}: {
  subscription: NotificationSubscription
}) {
  const again = useDoing(() => client.notifications.subscribe({ url, notifications: [...notifications] }), {
    topics: ['talon-one'],
  })
  const end = useDoing(() => client.notifications.unsubscribe(id), {
    topics: ['talon-one'],
    after: () => toast('The subscription has ended.', { label: 'Undo', onClick: () => again.mutate() }),
  })
  return (
    <button
      type="button"
      className="button small"
      aria-label={`Unsubscribe ${url}`}
      onClick={() => end.mutate()}
    >
      Unsubscribe
    </button>
  )
}

const TONES: Record<NotificationDelivery['status'], Tone> = {
  delivered: 'good',
  failed: 'bad',
  waiting: 'info',
}

const DELIVERIES: Column<NotificationDelivery>[] = [
  {
    title: 'State',
    width: '8rem',
    cell: ({ status, answer }) => (
      <Pill tone={TONES[status]}>
        {status} {answer}
      </Pill>
    ),
  },
  { title: 'Notification', width: '1fr', cell: ({ notification }) => notification },
  { title: 'Address', width: '1.5fr', cell: ({ url }) => url },
  { title: 'Attempts', width: '6rem', align: 'end', cell: ({ attempts }) => attempts },
  { title: 'When', width: '11rem', cell: ({ at }) => <Instant at={new Date(at).toISOString()} /> },
  { title: 'Again', width: '7rem', align: 'end', cell: ({ id }) => <Replay id={id} /> },
]

function Replay({ id }: { id: number }) {
  const replay = useDoing(() => client.notifications.replay(id), {
    said: 'Sent again.',
    topics: ['talon-one'],
  })
  return (
    <button type="button" className="button small" onClick={() => replay.mutate()}>
      Replay
    </button>
  )
}

function NewSubscription({ onClose }: { onClose: () => void }) {
  const [url, setUrl] = useState('')
  const subscribe = useDoing(() => client.notifications.subscribe({ url }), {
    said: 'Subscribed to every notification.',
    topics: ['talon-one'],
    problems: 'form',
    after: onClose,
  })
  return (
    <FormDialog
      open
      onClose={onClose}
      title="Subscribe to notifications"
      submit="Subscribe"
      doing={subscribe}
      onSubmit={() => subscribe.mutate()}
    >
      <TextField label="Address" placeholder="http://127.0.0.1:3000/hook" value={url} onChange={setUrl} />
    </FormDialog>
  )
}
