// What is the sandbox's own on a world's HTTP paths: the control API and the pages, read in when somebody looks.
import type { Hono } from 'hono'
import type { Client, SendRequest } from '../client.ts'
import type { Controlled } from '../control-api/controlled.ts'
import { createControlApi } from '../control-api/index.ts'
import { credentialsOf, type Guard } from '../doors/guard.ts'
import type { InboxClient } from '../inbox-client.ts'
import { addressOf } from './address.ts'

export type App = Hono<{ Bindings: object }>

const OWN_PATH = /^\/(?:_sandbox|console)?(?:[/?]|$)/

export const isOwnPath = (path: string): boolean => OWN_PATH.test(path)

/** Also behind the address of a world. */
const isOwnPathOfAny = (path: string): boolean => isOwnPath(addressOf(path)?.rest ?? path)

interface PageSources {
  client: Client
  inbox: InboxClient
  guard: Guard
}

export function mountOwnPaths(app: App, sandbox: Controlled, sources: PageSources): void {
  app.route('/_sandbox', createControlApi(sandbox, sources.guard))
  let shown = 0
  app.on('GET', ['/', '/console', '/console/*'], async c => {
    const { createPages } = await import('../console/pages.tsx')
    const page = await createPages({ ...sources, ready: sandbox.ready, base: sandbox.base }).fetch(c.req.raw)
    page.headers.set('x-sandbox-request-id', `page-${++shown}`)
    return page
  })
}

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
