// Talon.One as one Hono app: request record, routes, the one onError, 501 for what is not emulated.
import { Hono, type MiddlewareHandler } from 'hono'
import type { HandIn } from '../kit/handed-in.ts'
import { once } from '../kit/once.ts'
import {
  type Exchange,
  explain,
  notEmulated,
  RequestRecord,
  recordRequests,
  type SandboxEnv,
} from '../kit/record-requests.ts'
import { SharedRouter } from '../kit/shared-router.ts'
import type { Deployment } from './deployment.ts'
import { malformedPath, Refusal } from './errors.ts'
import { type Answer, json, respond } from './http/answer.ts'
import { allowOtherOrigins } from './http/cors.ts'
import { errorBody } from './http/error-body.ts'
import { createExpressWay, type ExpressWay } from './http/express.ts'
import { createHandIn } from './http/handed-in.ts'
import { OperationList } from './http/operation-list.ts'
import { operationsOf } from './routes/index.ts'

export function createApp(deployment: Deployment): {
  /** Made when it is asked for: most worlds of a test are called on the express ways only. */
  app: () => Hono<SandboxEnv>
  express: ExpressWay
  handIn: HandIn
  operations: OperationList
} {
  const record = new RequestRecord(deployment.world, 'talon-one')
  const operations = new OperationList(operationsOf(deployment), deployment.settings)
  const routes = operations.expressRoutes()
  return {
    app: once(() => mounted(deployment, operations, record)),
    express: createExpressWay(routes, deployment, { record, refuse }),
    handIn: createHandIn(routes, deployment, { record, refuse }),
    operations,
  }
}

function mounted(deployment: Deployment, operations: OperationList, record: RequestRecord): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>({ router: new SharedRouter() })
  app.use(recordRequests(deployment.world, record))
  app.use(allowOtherOrigins)
  if (deployment.settings.accessLogPayloads === 'keep') app.use(keepPayloads(deployment))
  operations.mount(app, deployment.world)
  app.onError((error, c) => respond(c, refuse(error, c)))
  app.notFound(c => {
    const { method, path } = c.req
    const meant = withoutSpareSlashes(path)
    if (meant !== path) throw malformedPath(path, meant)
    const leftOut = operations.find(method, path)
    if (leftOut !== undefined || operations.methodsOf(path).length === 0) {
      return notEmulated(c, 'Talon.One', leftOut?.id)
    }
    throw operations.wrongMethod(method, path)
  })
  return app
}

/** Anything but a vendor's answer is a bug and stops the request with a stack. */
function refuse(error: Error, c: Exchange): Answer {
  if (!(error instanceof Refusal)) throw error
  explain(c, error)
  return json(errorBody(error, c), error.status)
}

function withoutSpareSlashes(path: string): string {
  const single = path.replaceAll(/\/{2,}/g, '/')
  return single.length > 1 && single.endsWith('/') ? single.slice(0, -1) : single
}

/** For the access log: what came and what went. */
function keepPayloads({ accessLog }: Deployment): MiddlewareHandler<SandboxEnv> {
  return async function keepPayload(c, next) {
    await next()
    const seq = c.get('requestSeq')
    const requestPayload = await c.req.text().catch(() => '')
    accessLog.keepPayloads(seq, { requestPayload, responsePayload: await c.res.clone().text() })
  }
}
