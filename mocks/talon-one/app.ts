// Talon.One as one Hono app: request record, routes, the one onError, 501 for what is not emulated.
import { Hono, type MiddlewareHandler } from 'hono'
import {
  type Exchange,
  explain,
  notEmulated,
  RequestRecord,
  recordRequests,
  type SandboxEnv,
} from '../kit/record-requests.ts'
import type { Deployment } from './deployment.ts'
import { Refusal } from './errors.ts'
import { type Answer, respond } from './http/answer.ts'
import { createExpressWay, type ExpressWay } from './http/express.ts'
import { Operations } from './http/operation-list.ts'
import { brazeRoutes } from './routes/braze.ts'
import { couponReservationRoutes } from './routes/coupon-reservations.ts'
import { customerDataRoutes } from './routes/customer-data.ts'
import { customerEngagementRoutes } from './routes/customer-engagement.ts'
import { customerProfileRoutes } from './routes/customer-profiles.ts'
import { customerSessionRoutes } from './routes/customer-sessions.ts'
import { integrationReferralRoutes } from './routes/integration-referrals.ts'
import { iterableRoutes } from './routes/iterable.ts'
import { leftOutRoutes } from './routes/left-out.ts'
import { loyaltyBalanceRoutes } from './routes/loyalty-balances.ts'
import { managementRoutes } from './routes/management/index.ts'
import { statusRoutes } from './routes/status.ts'

const THIRD_PARTY = /^\/(customer_engagement|braze|iterable|cdp|segment|emarsys|mparticle)(\/|$)/

const ROUTES = [
  customerEngagementRoutes,
  brazeRoutes,
  iterableRoutes,
  customerDataRoutes,
  integrationReferralRoutes,
  customerSessionRoutes,
  customerProfileRoutes,
  couponReservationRoutes,
  loyaltyBalanceRoutes,
  statusRoutes,
  managementRoutes,
  leftOutRoutes,
]

export function createApp(deployment: Deployment): {
  app: Hono<SandboxEnv>
  express: ExpressWay
  operations: Operations
} {
  const app = new Hono<SandboxEnv>()
  const record = new RequestRecord(deployment.world, 'talon-one')
  const operations = new Operations(app, deployment)
  app.use(recordRequests(deployment.world, record))
  if (deployment.settings.accessLogPayloads === 'keep') app.use(keepPayloads(deployment))
  for (const mount of ROUTES) mount(operations, deployment)

  /** Anything but a vendor's answer is a bug and stops the request with a stack. */
  function refuse(error: Error, c: Exchange): Answer {
    if (!(error instanceof Refusal)) throw error
    explain(c, error)
    return { status: error.status, body: bodyOf(error, c) }
  }

  function bodyOf(refusal: Refusal, c: Exchange): unknown {
    if (THIRD_PARTY.test(c.req.path)) return refusal.thirdPartyBody(c.get('requestId'))
    return refusal.status === 400 && operations.hasPlain400(c.get('operation'))
      ? refusal.plainBody
      : refusal.body
  }

  app.onError((error, c) => respond(c, refuse(error, c)))
  app.notFound(c => {
    const { method, path } = c.req
    const leftOut = operations.find(method, path)
    if (leftOut !== undefined || operations.methodsOf(path).length === 0) {
      return notEmulated(c, 'Talon.One', leftOut?.id)
    }
    throw operations.wrongMethod(method, path)
  })
  return { app, express: createExpressWay(operations.express, deployment, { record, refuse }), operations }
}

/** For the access log: what came and what went. */
function keepPayloads({ accessLog }: Deployment): MiddlewareHandler<SandboxEnv> {
  return async function keepPayload(c, next) {
    await next()
    const access = accessLog.get(c.get('requestSeq'))
    if (access === undefined) return
    access.requestPayload = await c.req.text().catch(() => '')
    access.responsePayload = await c.res.clone().text()
  }
}
