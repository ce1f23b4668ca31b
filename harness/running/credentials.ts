// Which paths are the sandbox's own, and what they ask for where a token is set.
import type { SendRequest } from '../client.ts'
import { credentialsOf } from '../doors/guard.ts'
import { addressOf } from './address.ts'

const OWN_PATH = /^\/(?:_sandbox|console|mcp)?(?:[/?]|$)/

export const isOwnPath = (path: string): boolean => OWN_PATH.test(path)

/** Also behind the address of a world. */
const isOwnPathOfAny = (path: string): boolean => isOwnPath(addressOf(path)?.rest ?? path)

/** Sends along what the sandbox's own paths ask for; the vendors' paths have credentials of their own. */
export function withCredentials(
  send: (path: string, init?: RequestInit) => Response | Promise<Response>,
  token: string | undefined,
): SendRequest {
  return async (path, init) => {
    if (token === undefined || !isOwnPathOfAny(path)) return send(path, init)
    return send(path, {
      ...init,
      headers: { ...credentialsOf(token), ...Object.fromEntries(new Headers(init?.headers)) },
    })
  }
}
