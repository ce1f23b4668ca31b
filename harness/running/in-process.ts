// A world asked without a socket: by its own client and pages, by a test, and by its own webhooks that lead back.
import type { SendRequest } from '../client.ts'
import { credentialsOf } from '../doors/guard.ts'
import type { AppFetch } from '../doors/host-router.ts'
import { isAddressed, WORLD_HEADER } from './address.ts'
import type { Answers } from './answers.ts'
import { withCredentials } from './credentials.ts'
import type { Street } from './street.ts'

/** A URL is taken as it is, a path stands behind the name that Hono gives a request without a socket. */
const urlOf = (path: string): string =>
  /^https?:\/\//.test(path) ? path : `http://localhost${path.startsWith('/') ? '' : '/'}${path}`

/** `send` takes a path, `back` a request. What names a world is led to that world. */
export function sendTo(own: Answers, street: Street): { send: SendRequest; back: AppFetch } {
  const back: AppFetch = request =>
    isAddressed(new URL(request.url).pathname) || request.headers.has(WORLD_HEADER)
      ? street.fetch(request)
      : own.fetch(request, {})
  const send = (path: string, init?: RequestInit) => back(new Request(urlOf(path), init))
  return { send: withCredentials(send, street.config.token), back }
}

/**
 * Calls the inbox's API: of the embedded one without a socket, since Node's fetch is 3 MiB and some milliseconds that a run has no
 * other need of. A real Mailpit knows nothing of our token.
 */
export function inboxSend(own: Answers | undefined, { config, doors }: Street): SendRequest {
  return async (path, init) => {
    if (own === undefined) return fetch(doors.inboxUrl + path, init)
    const headers = { ...credentialsOf(config.token), ...Object.fromEntries(new Headers(init?.headers)) }
    return own.fetch(new Request(urlOf(path), { ...init, headers }), {})
  }
}
