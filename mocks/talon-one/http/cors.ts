// Calls from a browser: the preflight and the header that lets a page read the answer. [C] TalonOneCampaignCopy and the vendor's React
// sample call it from pages of any origin.
import type { MiddlewareHandler } from 'hono'
import { headerOf, type SandboxEnv } from '../../kit/record-requests.ts'

const ALLOWED_METHODS = 'GET, POST, PUT, DELETE, PATCH, OPTIONS'
const USUAL_HEADERS = 'authorization, content-type, idempotency-key'
const MAX_AGE_S = '600'

export const allowOtherOrigins: MiddlewareHandler<SandboxEnv> = async (c, next) => {
  if (headerOf(c, 'origin') === undefined) return next()
  const isPreflight = c.req.method === 'OPTIONS' && headerOf(c, 'access-control-request-method') !== undefined
  if (isPreflight) {
    return c.body(null, 204, {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': ALLOWED_METHODS,
      'access-control-allow-headers': headerOf(c, 'access-control-request-headers') ?? USUAL_HEADERS,
      'access-control-max-age': MAX_AGE_S,
    })
  }
  await next()
  c.header('access-control-allow-origin', '*')
}
