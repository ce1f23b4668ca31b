// Planned failures.
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
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
    c => {
      const plan = c.req.valid('json')
      if (faults().operations().includes(plan.operation)) refuseIdlePlan(plan)
      return c.json(faults().add(plan))
    },
  )
  app.openapi(
    createRoute({ method: 'delete', path: '/faults', responses: ok('No fault is planned.') }),
    c => {
      faults().clear()
      return c.json({ faults: [] })
    },
  )
}

/** A plan that could never do anything is a mistake that a test would not notice. */
function refuseIdlePlan(plan: z.output<typeof FaultBody>): void {
  const problem = problemOf(plan)
  if (problem === undefined) return
  throw new SandboxError(
    'invalid-fault',
    `Cannot plan a fault for ${JSON.stringify(plan.operation)}: ${problem} Write for example {"operation":"${plan.operation}","first":1,"answer":${isMail(plan) ? '{"code":451}' : '{"status":429}'}}.`,
  )
}

const isMail = ({ operation }: { operation: string }): boolean => operation.startsWith('smtp/')

function problemOf(plan: z.output<typeof FaultBody>): string | undefined {
  const { first, every, answer, delayMs, timeout, reset, malformedBody, after } = plan
  if (first !== undefined && every !== undefined) return 'first and every exclude each other.'
  const overHttp = [delayMs, timeout, reset, malformedBody, after, answer?.status, answer?.body].some(Boolean)
  if (isMail(plan))
    return overHttp || answer?.code === undefined
      ? 'an SMTP answer has a code, and nothing else can fail there.'
      : undefined
  if (answer?.code !== undefined) return 'an HTTP answer has a status, not a code.'
  return overHttp ? undefined : 'it says nothing that should go wrong.'
}
