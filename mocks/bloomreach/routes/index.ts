// The list of operations as routes, with what they share: the vendor's headers, its rate limit, its 404, 405 and 501.
import type { Context, Hono, MiddlewareHandler } from 'hono'
import { notEmulated, operation, remark, type SandboxEnv } from '../../kit/record-requests.ts'
import { tooManyRequests, vendorError, wrongMethod } from '../errors.ts'
import { CsvAnswer, RemarkedAnswer } from '../operations/answer.ts'
import { mailLinkRoutes } from './mail-links.tsx'
import type { Operation, OperationsHouse } from './operation.ts'
import { OPERATIONS } from './operation-list.ts'

const API_PATHS = ['/track/v2/*', '/data/v2/*', '/email/v2/*'] as const

export function mountRoutes(app: Hono<SandboxEnv>, house: OperationsHouse): void {
  for (const path of API_PATHS) app.use(path, asTheVendor(house, path))
  for (const row of OPERATIONS) mount(app, house, row)
  app.route('/', mailLinkRoutes(house))
  for (const { path, emulated } of OPERATIONS) {
    // Which methods the vendor knows of what is left out is not ours to say.
    app.all(path, emulated ? refuseMethod : c => notEmulated(c, 'Bloomreach'))
  }
}

function mount(app: Hono<SandboxEnv>, house: OperationsHouse, row: Operation): void {
  if (row.emulated) {
    const named = operation(house.world, row.id, vendorError)
    app.on(row.method, row.path, named, async c => answered(c, await row.handler(house, c)))
  } else if (row.method === 'ALL') app.all(row.path, c => notEmulated(c, 'Bloomreach', row.id))
  else app.on(row.method, row.path, c => notEmulated(c, 'Bloomreach', row.id))
}

function refuseMethod(): never {
  throw wrongMethod()
}

function answered(c: Context<SandboxEnv>, answer: object): Response {
  if (answer instanceof CsvAnswer)
    return c.body(answer.text, 200, { 'content-type': 'text/csv; charset=utf-8' })
  if (!(answer instanceof RemarkedAnswer)) return c.json(answer)
  remark(c, answer.said)
  return c.json(answer.body)
}

function asTheVendor({ rateLimit, settings }: OperationsHouse, path: string): MiddlewareHandler<SandboxEnv> {
  return async function limited(c, next) {
    vendorHeaders(c)
    if (settings.rateLimits === 'vendor' && !rateLimit.admits(path, addressOf(c))) {
      throw tooManyRequests(
        'too-many-requests',
        'More than 6,000 requests a minute from this address (setting rateLimits).',
      )
    }
    await next()
  }
}

/** [C] sample answers: these headers come with every one. */
function vendorHeaders(c: Context<SandboxEnv>): void {
  c.header('x-request-id', c.get('requestId'))
  c.header('access-control-allow-origin', '*')
  c.header('access-control-allow-credentials', 'true')
}

const addressOf = (c: Context<SandboxEnv>): string => c.env?.incoming?.socket.remoteAddress ?? 'in process'
