// Talon.One as one Hono app: request record, limits on headers, routes, the one onError, 501 for what is not emulated.
import { type Context, Hono } from 'hono'
import { notEmulated, recordRequests, type SandboxEnv } from '../kit/record-requests.ts'
import type { Deployment } from './deployment.ts'
import { invalidParameter, Refusal } from './errors.ts'
import { Operations } from './operations.ts'
import { customerEngagementRoutes } from './routes/customer-engagement.ts'
import { leftOutRoutes } from './routes/left-out.ts'

const THIRD_PARTY = /^\/(customer_engagement|braze|iterable|cdp|segment|emarsys|mparticle)(\/|$)/

export function createApp(deployment: Deployment): { app: Hono<SandboxEnv>; operations: Operations } {
  const app = new Hono<SandboxEnv>()
  const operations = new Operations(app, deployment)
  app.use(recordRequests(deployment.world, 'talon-one'))
  app.use(async function limitHeaders(c, next) {
    refuseLongHeaders(c, deployment.settings.longestHeader)
    await next()
  })
  for (const mount of [customerEngagementRoutes, leftOutRoutes]) mount(operations, deployment)

  app.onError((error, c) => {
    // Anything but a vendor's answer is a bug and stops the request with a stack.
    if (!(error instanceof Refusal)) throw error
    c.set('hint', error.hint)
    const body = THIRD_PARTY.test(c.req.path) ? error.thirdPartyBody(c.get('requestId')) : error.body
    return c.json(body, error.status)
  })
  app.notFound(c => {
    const { method, path } = c.req
    const leftOut = operations.find(method, path)
    if (leftOut === undefined && operations.methodsOf(path).length > 0) operations.refuseMethod(method, path)
    return notEmulated(c, 'Talon.One', leftOut?.id)
  })
  return { app, operations }
}

/** Guess, setting `longestHeader`. Over a socket the raw headers are there; in process the parsed ones. */
function refuseLongHeaders(c: Context<SandboxEnv>, longest: number): void {
  const raw = c.env?.incoming?.rawHeaders
  if (raw !== undefined) {
    for (let i = 1; i < raw.length; i += 2) {
      if ((raw[i]?.length ?? 0) > longest) throw tooLong(raw[i - 1] ?? '', longest)
    }
    return
  }
  for (const [name, value] of c.req.raw.headers) if (value.length > longest) throw tooLong(name, longest)
}

const tooLong = (name: string, longest: number): Refusal =>
  invalidParameter(name, `the header is longer than ${longest} bytes`)
