// The part of the control API about Talon.One's outbound notifications: who subscribed, what was delivered, replay.
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { NOTIFICATIONS } from '../../mocks/talon-one/index.ts'
import { body, type Controlled, ok } from './route.ts'

const PATH = '/talon-one/notifications'
const idParam = z.object({ id: z.coerce.number().int().positive() })

const Subscription = z.strictObject({
  url: z.string(),
  notifications: z.array(z.enum(NOTIFICATIONS)).min(1).optional(),
  headers: z.record(z.string(), z.string()).optional(),
})

export function describeNotifications(app: OpenAPIHono, sandbox: Controlled): void {
  const notifications = () => sandbox.live().talonOne.notifications
  app.openapi(
    createRoute({ method: 'get', path: PATH, responses: ok('Subscriptions and the delivery log.') }),
    c => c.json({ subscriptions: notifications().subscriptions(), deliveries: notifications().deliveries() }),
  )
  app.openapi(
    createRoute({
      method: 'post',
      path: PATH,
      request: body(Subscription),
      responses: ok('The kept subscription.'),
    }),
    c => c.json(notifications().subscribe(c.req.valid('json'))),
  )
  app.openapi(
    createRoute({
      method: 'delete',
      path: `${PATH}/{id}`,
      request: { params: idParam },
      responses: ok('It is gone.'),
    }),
    c => {
      const { id } = c.req.valid('param')
      if (!notifications().unsubscribe(id)) {
        throw new SandboxError(
          'subscription-not-found',
          `Cannot delete the subscription ${id}: there is none. List them with GET /_sandbox${PATH}.`,
        )
      }
      return c.json({ deleted: id })
    },
  )
  app.openapi(
    createRoute({
      method: 'post',
      path: `${PATH}/deliveries/{id}/replay`,
      request: { params: idParam },
      responses: ok('The delivery, sent again.'),
    }),
    async c => c.json(await notifications().replay(c.req.valid('param').id)),
  )
}
