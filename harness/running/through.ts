// Behind the control API: the vendors' own paths as their user interfaces ask them, somebody being signed in, and the inbox. A page
// needs neither keys nor another origin for them.
import { type Context, Hono } from 'hono'
import { CAUSED_BY_HEADER, SEEN_BY_CONSOLE } from '../../mocks/kit/record-requests.ts'
import { isTalonOnePath } from '../../mocks/server.ts'
import type { SendRequest } from '../client.ts'
import type { Controlled } from '../control-api/controlled.ts'
import type { Guard } from '../doors/guard.ts'
import { PAGE_HEADERS, withPageHeaders } from '../doors/page-headers.ts'

interface Beyond {
  guard: Guard
  inbox: SendRequest
  emulators: (request: Request, env: unknown) => Response | Promise<Response>
}

/** Refusals are the control API's own, which is asked where these do not answer. */
export function throughPaths(sandbox: Controlled, { guard, inbox, emulators }: Beyond): Hono {
  const app = new Hono()
  app.all('/signed-in/*', async (c, next) => {
    if (!isAllowed(c, guard)) return next()
    const path = behind(c, '/_sandbox/signed-in')
    const headers = new Headers(c.req.raw.headers)
    headers.set('authorization', credentialsFor(path, sandbox))
    // What is only looked at says who looks, so that it can be left out of what happened.
    if (c.req.method === 'GET') headers.set(CAUSED_BY_HEADER, SEEN_BY_CONSOLE)
    const request = new Request(new URL(path, c.req.url), c.req.raw)
    return answered(await emulators(new Request(request, { headers }), {}))
  })
  app.all('/inbox/*', async (c, next) => {
    if (!isAllowed(c, guard)) return next()
    const path = behind(c, '/_sandbox/inbox')
    const { method } = c.req
    const init: RequestInit = { method, headers: forInbox(c.req.raw.headers) }
    if (method !== 'GET' && method !== 'HEAD') init.body = await c.req.arrayBuffer()
    const answer = await inbox(path, init)
    return path.startsWith('/view/') ? ownPictures(answer, sandbox.base) : answered(answer)
  })
  return app
}

/** The pictures of a mail are asked for by a frame of an origin of its own. */
function isAllowed(c: Context, guard: Guard): boolean {
  const isPicture = c.req.method === 'GET' && /\/inbox\/api\/v1\/message\/[^/]+\/part\//.test(c.req.path)
  try {
    guard(c, isPicture ? 'picture in a frame' : undefined)
    return true
  } catch {
    return false
  }
}

function behind(c: Context, prefix: string): string {
  const { pathname, search } = new URL(c.req.url)
  return pathname.slice(prefix.length) + search
}

/** [D] Talon.One has keys of the Management API and of each Application, Bloomreach one of the project. */
function credentialsFor(path: string, sandbox: Controlled): string {
  const { talonOne, bloomreach } = sandbox.live()
  if (!isTalonOnePath(path))
    return `Basic ${Buffer.from(`${bloomreach.apiKeyId}:${bloomreach.apiSecret}`).toString('base64')}`
  return isIntegrationPath(path)
    ? `ApiKey-v1 ${talonOne.keyFor('none') ?? ''}`
    : `ManagementKey-v1 ${talonOne.managementKey}`
}

const isIntegrationPath = (path: string): boolean =>
  /^\/(?:v2\/|v1\/(?:customer_profiles|customer_sessions|referrals|coupon_reservations|loyalty_programs\/\d+\/profile)\b)/.test(
    path,
  )

/** Whom the frame or the page asks is the inbox, which has a guard of its own. */
function forInbox(headers: Headers): Headers {
  const kept = new Headers()
  for (const name of ['accept', 'content-type', 'sec-fetch-dest']) {
    const value = headers.get(name)
    if (value !== null) kept.set(name, value)
  }
  return kept
}

/** The pictures of a mail that is shown here are asked for here. */
async function ownPictures(answer: Response, base: string): Promise<Response> {
  const html = await answer.text()
  const text = html.replaceAll(`"${base}/api/v1/message/`, `"${base}/_sandbox/inbox/api/v1/message/`)
  return answered(new Response(text, { status: answer.status, headers: answer.headers }))
}

function answered(answer: Response): Response {
  const headers = new Headers(answer.headers)
  // What a script of ours reads is never shown as a page of ours.
  withPageHeaders(headers)
  headers.delete('content-length')
  headers.set('cache-control', 'no-store')
  headers.set('x-content-type-options', PAGE_HEADERS['x-content-type-options'])
  return new Response(answer.body, { status: answer.status, headers })
}
