// The house's one Hono app: every request recorded, the public APIs, the API trigger, the pages behind links in mails.
import { Hono } from 'hono'
import { recordRequests, type SandboxEnv } from '../kit/record-requests.ts'
import { SharedRouter } from '../kit/shared-router.ts'
import { errorAnswer, unknownPath } from './routes/error-answer.ts'
import { mountRoutes } from './routes/index.ts'
import type { OperationsHouse } from './routes/operation.ts'

export function createApp(house: OperationsHouse): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>({ router: new SharedRouter() })
    .onError(errorAnswer)
    .notFound(unknownPath)
    .use(recordRequests(house.world, 'bloomreach'))
  mountRoutes(app, house)
  return app
}
