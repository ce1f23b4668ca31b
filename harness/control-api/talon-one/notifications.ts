// The part of the control API about Talon.One's outbound notifications: who subscribed, what was delivered, replay.
import { z } from 'zod'
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import { NOTIFICATIONS } from '../../../mocks/talon-one/index.ts'
import { operation } from '../operation.ts'

const byNumber = z.object({ id: z.coerce.number().int().positive() })
const name = z.enum(NOTIFICATIONS)

const newSubscription = z.strictObject({
  url: z.string(),
  notifications: z.array(name).min(1).optional().describe('All unless told.'),
  headers: z.record(z.string(), z.string()).optional(),
})

const subscription = z
  .object({
    id: z.number().int(),
    url: z.string(),
    notifications: z.array(name).readonly(),
    headers: z.record(z.string(), z.string()),
  })
  .meta({ id: 'NotificationSubscription' })

const delivery = z
  .object({
    id: z.number().int(),
    uuid: z.string().describe('The header X-UUID; a replay keeps it.'),
    notification: name,
    subscriptionId: z.number().int(),
    url: z.string(),
    body: z.unknown(),
    at: z.number().describe("Milliseconds since the epoch, in the world's time."),
    status: z.enum(['delivered', 'failed', 'waiting']),
    attempts: z.number().int(),
    answer: z.number().int().optional().describe('The status of the answer.'),
    problem: z.string().optional(),
  })
  .meta({ id: 'NotificationDelivery' })

export type NewNotificationSubscription = z.input<typeof newSubscription>
export type NotificationSubscription = z.output<typeof subscription>
export type NotificationDelivery = z.output<typeof delivery>

export const notificationOperations = [
  operation({
    method: 'get',
    path: '/talon-one/notifications',
    id: 'listNotifications',
    summary: 'Lists the subscriptions and the newest 10,000 deliveries.',
    answer: z.object({ subscriptions: z.array(subscription), deliveries: z.array(delivery) }),
    run(_, sandbox) {
      const { notifications } = sandbox.live().talonOne
      return { subscriptions: notifications.subscriptions(), deliveries: notifications.deliveries() }
    },
  }),
  operation({
    method: 'post',
    path: '/talon-one/notifications',
    id: 'subscribeToNotifications',
    summary: 'Sends notifications to a URL from now on.',
    body: newSubscription,
    answer: subscription,
    run: ({ body }, sandbox) => sandbox.live().talonOne.notifications.subscribe(body),
  }),
  operation({
    method: 'delete',
    path: '/talon-one/notifications/{id}',
    id: 'unsubscribeFromNotifications',
    summary: 'Ends a subscription.',
    params: byNumber,
    answer: z.object({ deleted: z.number().int() }),
    run({ params: { id } }, sandbox) {
      if (sandbox.live().talonOne.notifications.unsubscribe(id)) return { deleted: id }
      throw new SandboxError(
        'subscription-not-found',
        `Cannot delete the subscription ${id}: there is none.`,
        { remedy: 'List them with GET /_sandbox/talon-one/notifications.' },
      )
    },
  }),
  operation({
    method: 'post',
    path: '/talon-one/notifications/deliveries/{id}/replay',
    id: 'replayNotification',
    summary: 'Sends a delivery again, under its own id.',
    params: byNumber,
    answer: delivery,
    run: ({ params }, sandbox) => sandbox.live().talonOne.notifications.replay(params.id),
  }),
]
