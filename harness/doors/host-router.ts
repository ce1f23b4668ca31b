// Where a webhook may go: the vendors' real host names lead to the emulators in process, loopback and allowed hosts
// to the network, everything else is refused.
import type { HandIn } from '../../mocks/kit/handed-in.ts'
import { CAUSED_BY_HEADER, RESET_HEADER } from '../../mocks/kit/record-requests.ts'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { isHostOf } from '../../mocks/vendor-hosts.ts'
import { isLoopbackHost, type Listening, leadsBack } from './this-machine.ts'

export type AppFetch = (request: Request) => Response | Promise<Response>

export interface HostRouterOptions {
  talonOne: AppFetch
  bloomreach: AppFetch
  /** The sandbox itself, once it listens: a request to it by a socket would wait for the job that sends it. */
  own: () => (Listening & { fetch: AppFetch }) | undefined
  allowHosts: readonly string[]
}

interface RouteContext {
  /** The journal's seq of what led to the request. */
  causedBy: number
  /** Breaks the request when the world that sends it is dropped. */
  end?: AbortSignal
}

/** The `fetch` that webhooks use. Throws SandboxError `host-refused`, or TypeError when a connection fails. */
export function createHostRouter(options: HostRouterOptions) {
  return async function fetchByHost(request: Request, { causedBy, end }: RouteContext): Promise<Response> {
    const url = new URL(request.url)
    const signal = end === undefined ? request.signal : AbortSignal.any([request.signal, end])
    const app = emulatorFor(url, options)
    if (app !== undefined) {
      request.headers.set(CAUSED_BY_HEADER, String(causedBy))
      return inProcess(app, request, signal)
    }
    if (isLoopbackHost(url.hostname) || options.allowHosts.includes(url.hostname)) {
      // A redirect could lead outside, so it is answered as it came.
      return fetch(request, { redirect: 'manual', signal })
    }
    throw new SandboxError(
      'host-refused',
      `Cannot reach ${url.hostname}: it is neither a vendor's host, nor this machine, nor allowed.`,
      { remedy: `Start the sandbox with --allow-host ${url.hostname} if the request may really go there.` },
    )
  }
}

/** What goes to the emulator of the other house need not become a Request; `fetch` answers everything else. */
export const handInByHost =
  (talonOne: HandIn): HandIn =>
  (request, context) =>
    isHostOf('talonOne', request.url.hostname) ? talonOne(request, context) : undefined

function emulatorFor(url: URL, options: HostRouterOptions): AppFetch | undefined {
  if (isHostOf('talonOne', url.hostname)) return options.talonOne
  if (isHostOf('bloomreach', url.hostname)) return options.bloomreach
  const own = options.own()
  return own !== undefined && leadsBack(url, own) ? own.fetch : undefined
}

async function inProcess(app: AppFetch, request: Request, signal: AbortSignal): Promise<Response> {
  const response = await Promise.race([app(request), whenAborted(signal)])
  if (response.headers.has(RESET_HEADER)) {
    throw new TypeError('fetch failed', {
      cause: Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }),
    })
  }
  return response
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}
