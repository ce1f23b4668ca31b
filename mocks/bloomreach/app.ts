// The house's one Hono app: every request recorded, the public APIs, the API trigger, the pages behind links in mails.
import { Hono } from 'hono'
import { recordRequests, type SandboxEnv } from '../kit/record-requests.ts'
import { SharedRouter } from '../kit/shared-router.ts'
import type { House } from './house.ts'
import { errorAnswer, unknownPath } from './routes/error-answer.ts'
import { mountRoutes } from './routes/index.ts'
import type { Scenarios } from './scenario/scenarios.ts'

export function createApp(house: House, scenarios: Scenarios): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>({ router: new SharedRouter() })
    .onError(errorAnswer)
    .notFound(unknownPath)
    .use(recordRequests(house.world, 'bloomreach'))
  mountRoutes(app, { ...house, scenarios })
  return app
}
