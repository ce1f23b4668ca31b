// The clock: state, advance, settle, reset; and where things are.
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { durationToMs, LAST_INSTANT, msToIso, parseInstant } from '../../mocks/kit/duration.ts'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { body, type Controlled, ok } from './route.ts'

const AdvanceBody = z
  .union([z.strictObject({ by: z.string() }), z.strictObject({ to: z.string() })], {
    error: 'expected {"by":"1m"} or {"to":"2026-01-05T10:00:00Z"}',
  })
  .openapi('Advance')

export function describeClock(app: OpenAPIHono, sandbox: Controlled): void {
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
      const to = 'by' in wanted ? clock.now() + durationToMs(wanted.by) : instant(wanted.to)
      if (to > LAST_INSTANT) throw tooFar(wanted)
      if ('by' in wanted) await clock.advance(durationToMs(wanted.by))
      else await clock.advanceTo(to)
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

const tooFar = (wanted: object): SandboxError =>
  new SandboxError(
    'invalid-instant',
    `Cannot move the clock by ${JSON.stringify(wanted)}: that is after the year 9999. Choose an earlier instant.`,
  )

function instant(text: string): number {
  const at = parseInstant(text)
  if (at !== undefined) return at
  throw new SandboxError(
    'invalid-instant',
    `Cannot move the clock to ${JSON.stringify(text)}: it is not an RFC 3339 instant. Write for example 2026-01-05T10:00:00Z.`,
  )
}
