// All routes of the public HTTP APIs, with what they share: the vendor's headers, its rate limit, its 404 and 405.
import { type Context, Hono } from 'hono'
import { notEmulated, type SandboxEnv } from '../../kit/record-requests.ts'
import { tooManyRequests, unknownRoute } from '../errors.ts'
import { RateLimit } from '../http/rate-limit.ts'
import { catalogRoutes } from './catalogs.ts'
import { dataRoutes } from './data.ts'
import { mailLinkRoutes } from './mail-links.tsx'
import { OPERATIONS } from './operation-list.ts'
import type { RoutesHouse } from './routes-house.ts'
import { trackingRoutes } from './tracking.ts'
import { transactionalEmailRoutes } from './transactional-email.ts'

const API_PATHS = ['/track/v2/*', '/data/v2/*', '/email/v2/*'] as const

export function bloomreachRoutes(house: RoutesHouse): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>()
  const limit = new RateLimit(house.world.clock)
  for (const path of API_PATHS) {
    app.use(path, async (c, next) => {
      vendorHeaders(c)
      if (house.settings.rateLimits === 'vendor' && !limit.admits(addressOf(c))) {
        throw tooManyRequests('More than 6,000 requests a minute from this address (setting rateLimits).')
      }
      await next()
    })
  }
  app.route('/', trackingRoutes(house)).route('/', dataRoutes(house)).route('/', catalogRoutes(house))
  app.route('/', transactionalEmailRoutes(house)).route('/', mailLinkRoutes(house))
  for (const { id, method, path, emulated } of OPERATIONS) {
    if (!emulated) app.on(method, path, c => notEmulated(c, 'Bloomreach', id))
  }
  for (const path of new Set(OPERATIONS.map(operation => operation.path))) {
    app.all(path, () => {
      throw unknownRoute(405)
    })
  }
  return app
}

/** [C] sample answers: these headers come with every one. */
function vendorHeaders(c: Context<SandboxEnv>): void {
  c.header('x-request-id', c.get('requestId'))
  c.header('access-control-allow-origin', '*')
  c.header('access-control-allow-credentials', 'true')
}

const addressOf = (c: Context<SandboxEnv>): string => c.env?.incoming?.socket.remoteAddress ?? 'in process'
