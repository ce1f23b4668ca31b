// The journal and a customer's timeline.
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Bloomreach } from '../../mocks/bloomreach/index.ts'
import { msToIso } from '../../mocks/kit/duration.ts'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { timelineOf } from '../timeline.ts'
import { type Controlled, idParam, ok } from './route.ts'

const JournalQuery = z.strictObject({
  after: z.coerce.number().int().min(0).optional(),
  customer: z.string().optional(),
  kind: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(100_000).optional(),
})

export function describeJournal(app: OpenAPIHono, sandbox: Controlled): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/journal',
      request: { query: JournalQuery },
      responses: ok('Entries, oldest first.'),
    }),
    c => {
      const { customer, ...query } = c.req.valid('query')
      const { world, bloomreach } = sandbox.live()
      const internal = customer === undefined ? undefined : customerByAnyId(bloomreach, customer).id
      const entries = world.journal.read({ ...query, customer: internal })
      return c.json({
        entries: entries.map(entry => ({ ...entry, at: msToIso(entry.at) })),
        last: world.journal.last,
      })
    },
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: '/customers/{id}/timeline',
      request: idParam,
      responses: ok("One customer's story."),
    }),
    c => {
      const { world, bloomreach } = sandbox.live()
      const customer = customerByAnyId(bloomreach, c.req.valid('param').id)
      return c.json({
        customer: { id: customer.id, ids: customer.ids },
        timeline: timelineOf(world.journal, customer.id),
      })
    },
  )
}

function customerByAnyId(bloomreach: Bloomreach, id: string) {
  const customer = bloomreach.customers.get(id) ?? bloomreach.customers.findByAny(id)
  if (customer !== undefined) return customer
  throw new SandboxError(
    'customer-not-found',
    `Cannot find the customer ${JSON.stringify(id)}: none has this id. Use any of a customer's ids, percent-encoded.`,
  )
}
