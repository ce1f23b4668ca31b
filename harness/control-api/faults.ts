// Planned failures.
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { body, type Controlled, ok } from './route.ts'

const FaultBody = z
  .strictObject({
    operation: z.string(),
    first: z.number().int().positive().optional(),
    every: z.number().int().positive().optional(),
    match: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
    answer: z
      .strictObject({
        status: z.number().int().min(200).max(599).optional(),
        code: z.number().int().min(400).max(599).optional(),
        body: z.unknown().optional(),
      })
      .optional(),
    delayMs: z.number().int().min(0).max(60_000).optional(),
    timeout: z.boolean().optional(),
    reset: z.boolean().optional(),
    malformedBody: z.boolean().optional(),
    after: z.literal('commit').optional(),
  })
  .openapi('Fault')

export function describeFaults(app: OpenAPIHono, sandbox: Controlled): void {
  const faults = () => sandbox.live().world.faults
  app.openapi(
    createRoute({ method: 'get', path: '/faults', responses: ok('Planned faults and what can fail.') }),
    c => c.json({ faults: faults().list(), operations: faults().operations() }),
  )
  app.openapi(
    createRoute({
      method: 'post',
      path: '/faults',
      request: body(FaultBody),
      responses: ok('The planned fault.'),
    }),
    c => c.json(faults().add(c.req.valid('json'))),
  )
  app.openapi(
    createRoute({ method: 'delete', path: '/faults', responses: ok('No fault is planned.') }),
    c => {
      faults().clear()
      return c.json({ faults: [] })
    },
  )
}
