// The only way to a real tenant: named hosts, at most three requests a second, one after the other.
import { setTimeout as sleep } from 'node:timers/promises'
import { InputError } from '../court/input-error.ts'

const REQUESTS_PER_SECOND = 3
const GAP_MS = Math.ceil(1_000 / REQUESTS_PER_SECOND)
const ANSWER_WITHIN_MS = 15_000

export type LimitedSend = (request: Request) => Promise<Response>

/** Waits after an answer until the next request may leave. */
export type Pause = () => Promise<unknown>

/** However long the way, a tenant never sees a fourth request in a second. */
export const vendorPace: Pause = () => sleep(GAP_MS)

/** `allowed` holds hosts as in a URL: with the port where one is given. */
export function createSend(allowed: readonly string[], pause: Pause): LimitedSend {
  let earlier: Promise<unknown> = Promise.resolve()
  return request => {
    const { host } = new URL(request.url)
    refuseHost(host, allowed)
    const answer = earlier.then(() => sendOne(request, host))
    earlier = answer.then(pause, pause)
    return answer
  }
}

async function sendOne(request: Request, host: string): Promise<Response> {
  const body = ['GET', 'HEAD'].includes(request.method) ? undefined : await request.arrayBuffer()
  const response = await fetch(request.url, {
    method: request.method,
    headers: request.headers,
    // A redirect could carry a key to another host.
    redirect: 'manual',
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    ...(body === undefined || body.byteLength === 0 ? {} : { body }),
  }).catch((cause: Error & { cause?: { code?: string } }) => {
    throw new InputError(
      'unavailable',
      `Cannot reach ${host}: ${cause.cause?.code ?? cause.message}. Check the address, and that the tenant is up.`,
      { cause },
    )
  })
  const bytes = await response.arrayBuffer()
  const headers = new Headers(response.headers)
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding', 'connection'])
    headers.delete(name)
  return new Response(bytes.byteLength === 0 ? null : bytes, { status: response.status, headers })
}

export function refuseHost(host: string, allowed: readonly string[]): void {
  if (allowed.includes(host)) return
  throw new InputError(
    'usage',
    `Cannot send anything to ${host}: CONTRACTS_ALLOW_HOSTS does not name it. Add it there if this is your sandbox tenant.`,
  )
}
