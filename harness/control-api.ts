// The control API `/_sandbox`: the one door through which tests, the command line and the pages drive the sandbox.
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Bloomreach } from '../mocks/bloomreach/index.ts'
import type { DrivenClock } from '../mocks/kit/clock.ts'
import { durationToMs, msToIso, parseInstant } from '../mocks/kit/duration.ts'
import { SandboxError } from '../mocks/kit/sandbox-error.ts'
import type { World } from '../mocks/kit/world.ts'
import type { TalonOne } from '../mocks/talon-one/index.ts'
import { describeNotifications } from './control-api-notifications.ts'
import { describeScenarioVersions } from './control-api-versions.ts'
import { timelineOf } from './timeline.ts'
import { version } from './version.ts'

/** What the control API needs of the sandbox it drives; `live` is exchanged by a reset. */
export interface Controlled {
  live(): { world: World & { clock: DrivenClock }; talonOne: TalonOne; bloomreach: Bloomreach }
  ready(): Ready
  reset(): Promise<void>
}

export interface Ready {
  ready: true
  http: string
  inbox: string
  smtp: string
  version: string
  clock: { mode: string; now: string }
}

const json = { 'application/json': { schema: z.any() } }
const ok = (description: string) => ({ 200: { description, content: json } })
const body = <S extends z.ZodType>(schema: S) => ({
  body: { required: true, content: { 'application/json': { schema } } },
})
const idParam = { params: z.object({ id: z.string() }) }

const AdvanceBody = z
  .union([z.strictObject({ by: z.string() }), z.strictObject({ to: z.string() })], {
    error: 'expected {"by":"1m"} or {"to":"2026-01-05T10:00:00Z"}',
  })
  .openapi('Advance')

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

const JournalQuery = z.object({
  after: z.coerce.number().int().min(0).optional(),
  customer: z.string().optional(),
  kind: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(100_000).optional(),
})

export function createControlApi(sandbox: Controlled): OpenAPIHono {
  const app = new OpenAPIHono({
    defaultHook: (result, c) => {
      if (result.success) return undefined
      const issue = result.error.issues[0]
      const where = issue?.path.join('.') ?? ''
      throw new SandboxError(
        'invalid-request',
        `Cannot ${c.req.method} ${c.req.path}: ${where === '' ? '' : `${where}: `}${issue?.message ?? 'the request is not valid'}. See /_sandbox/openapi.json.`,
      )
    },
  })
  app.use(identify(sandbox))
  app.onError(answerError)
  describeClock(app, sandbox)
  describeJournal(app, sandbox)
  describeFaults(app, sandbox)
  describeIntegrations(app, sandbox)
  describeScenarios(app, sandbox)
  describeScenarioVersions(app, () => sandbox.live().bloomreach)
  describeNotifications(app, () => sandbox.live().talonOne)
  app.doc31('/openapi.json', { openapi: '3.1.0', info: { title: 'referral-sandbox control API', version } })
  app.all('*', c => {
    throw new SandboxError(
      'not-found',
      `Cannot answer ${c.req.method} ${c.req.path}: the control API has no such call. See /_sandbox/openapi.json.`,
    )
  })
  return app
}

/** Each answer has an id; what changes something is in the journal (reading is not: it would never come to rest). */
function identify(sandbox: Controlled) {
  let reads = 0
  return async (c: Context, next: () => Promise<void>) => {
    const { method, path } = c.req
    const { journal } = sandbox.live().world
    const seq =
      method === 'GET'
        ? undefined
        : journal.append({ kind: 'sandbox.request', method, path, requestId: `control-${journal.last + 1}` })
            .seq
    c.header('x-sandbox-request-id', seq === undefined ? `read-${++reads}` : `control-${seq}`)
    await next()
  }
}

function answerError(error: Error, c: Context): Response {
  if (error instanceof SandboxError) return c.json(error.toJSON(), statusOf(error.code))
  if ('status' in error && typeof error.status === 'number') {
    const refused = new SandboxError(
      'invalid-request',
      `Cannot read the request: ${error.message}. Send JSON with the header content-type: application/json.`,
    )
    return c.json(refused.toJSON(), error.status as ContentfulStatusCode)
  }
  return c.json(
    { error: { code: 'bug', message: `Bug in referral-sandbox: ${error.message}`, hint: error.stack } },
    500,
  )
}

function statusOf(code: string): 400 | 404 | 409 {
  if (code.endsWith('not-found')) return 404
  return code.endsWith('conflict') || code === 'wrong-status' ? 409 : 400
}

function describeClock(app: OpenAPIHono, sandbox: Controlled): void {
  const state = () => {
    const { clock } = sandbox.live().world
    const pending = clock.pending().map(({ dueAt, label }) => ({ dueAt: msToIso(dueAt), label }))
    return { mode: clock.mode, now: msToIso(clock.now()), pending }
  }
  app.openapi(createRoute({ method: 'get', path: '/ready', responses: ok('Where things are.') }), c =>
    c.json(sandbox.ready()),
  )
  app.openapi(
    createRoute({ method: 'get', path: '/clock', responses: ok('Mode, now and what is due.') }),
    c => c.json(state()),
  )
  app.openapi(
    createRoute({
      method: 'post',
      path: '/clock/advance',
      request: body(AdvanceBody),
      responses: ok('Every due job has run, in order.'),
    }),
    async c => {
      const wanted = c.req.valid('json')
      const { clock } = sandbox.live().world
      if ('by' in wanted) await clock.advance(durationToMs(wanted.by))
      else await clock.advanceTo(instant(wanted.to))
      return c.json(state())
    },
  )
  app.openapi(
    createRoute({ method: 'post', path: '/settle', responses: ok('Nothing runs and nothing is due.') }),
    async c => {
      const { clock } = sandbox.live().world
      await clock.settle()
      return c.json({ now: msToIso(clock.now()) })
    },
  )
  app.openapi(
    createRoute({ method: 'post', path: '/reset', responses: ok('Back to the loaded world.') }),
    async c => {
      await sandbox.reset()
      return c.json(sandbox.ready())
    },
  )
}

function instant(text: string): number {
  const at = parseInstant(text)
  if (at !== undefined) return at
  throw new SandboxError(
    'invalid-instant',
    `Cannot move the clock to ${JSON.stringify(text)}: it is not an RFC 3339 instant. Write for example 2026-01-05T10:00:00Z.`,
  )
}

function describeJournal(app: OpenAPIHono, sandbox: Controlled): void {
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

function describeFaults(app: OpenAPIHono, sandbox: Controlled): void {
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

function describeIntegrations(app: OpenAPIHono, sandbox: Controlled): void {
  const { integrations, consentCategories } = proxies(sandbox)
  app.openapi(
    createRoute({
      method: 'get',
      path: '/bloomreach/integrations',
      responses: ok('Without secret header values.'),
    }),
    c => c.json({ integrations: integrations().list() }),
  )
  app.openapi(
    createRoute({
      method: 'post',
      path: '/bloomreach/integrations',
      request: body(z.any()),
      responses: ok('The kept integration.'),
    }),
    async c => c.json(await integrations().create(c.req.valid('json'))),
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: '/bloomreach/integrations/{id}',
      request: idParam,
      responses: ok('One integration.'),
    }),
    c => c.json(integrations().get(c.req.valid('param').id)),
  )
  app.openapi(
    createRoute({
      method: 'put',
      path: '/bloomreach/integrations/{id}',
      request: { ...idParam, ...body(z.any()) },
      responses: ok('The replaced integration.'),
    }),
    async c => c.json(await integrations().replace(c.req.valid('param').id, c.req.valid('json'))),
  )
  app.openapi(
    createRoute({
      method: 'delete',
      path: '/bloomreach/integrations/{id}',
      request: idParam,
      responses: ok('It is gone.'),
    }),
    async c => {
      await integrations().delete(c.req.valid('param').id)
      return c.json({ deleted: c.req.valid('param').id })
    },
  )
  app.openapi(
    createRoute({ method: 'get', path: '/bloomreach/consent-categories', responses: ok('All categories.') }),
    c => c.json({ consentCategories: consentCategories().list() }),
  )
  app.openapi(
    createRoute({
      method: 'post',
      path: '/bloomreach/consent-categories',
      request: body(z.any()),
      responses: ok('The kept category.'),
    }),
    async c => c.json(await consentCategories().create(c.req.valid('json'))),
  )
}

function proxies(sandbox: Controlled) {
  return {
    integrations: () => sandbox.live().bloomreach.integrations,
    consentCategories: () => sandbox.live().bloomreach.consentCategories,
    scenarios: () => sandbox.live().bloomreach.scenarios,
  }
}

function describeScenarios(app: OpenAPIHono, sandbox: Controlled): void {
  const { scenarios } = proxies(sandbox)
  const path = '/bloomreach/scenarios'
  const one = `${path}/{id}` as const
  app.openapi(createRoute({ method: 'get', path, responses: ok('All scenarios.') }), c =>
    c.json({ scenarios: scenarios().list() }),
  )
  app.openapi(
    createRoute({
      method: 'post',
      path,
      request: body(z.any()),
      responses: ok('The kept scenario, a draft.'),
    }),
    async c => c.json(await scenarios().create(c.req.valid('json'))),
  )
  app.openapi(
    createRoute({ method: 'get', path: one, request: idParam, responses: ok('One scenario.') }),
    c => c.json(scenarios().get(c.req.valid('param').id)),
  )
  app.openapi(
    createRoute({
      method: 'put',
      path: one,
      request: { ...idParam, ...body(z.any()) },
      responses: ok('The replaced scenario.'),
    }),
    async c => c.json(await scenarios().replace(c.req.valid('param').id, c.req.valid('json'))),
  )
  app.openapi(
    createRoute({ method: 'delete', path: one, request: idParam, responses: ok('It is gone.') }),
    async c => {
      await scenarios().delete(c.req.valid('param').id)
      return c.json({ deleted: c.req.valid('param').id })
    },
  )
  app.openapi(
    createRoute({
      method: 'post',
      path: `${one}/preview`,
      request: idParam,
      responses: ok('Customers per node; nothing is sent.'),
    }),
    async c => c.json(await scenarios().preview(c.req.valid('param').id)),
  )
  app.openapi(
    createRoute({
      method: 'post',
      path: `${one}/start`,
      request: idParam,
      responses: ok('Status and affected customers.'),
    }),
    async c => c.json(await scenarios().start(c.req.valid('param').id)),
  )
  app.openapi(
    createRoute({ method: 'post', path: `${one}/stop`, request: idParam, responses: ok('Status.') }),
    async c => c.json(await scenarios().stop(c.req.valid('param').id)),
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: `${one}/evaluation`,
      request: idParam,
      responses: ok('Counts per node, messages.'),
    }),
    c => c.json(scenarios().evaluation(c.req.valid('param').id)),
  )
}
