// What is the sandbox's own on a world's HTTP paths: the control API and the pages, read in when somebody looks.
import { Hono } from 'hono'
import type { Client } from '../client.ts'
import type { Controlled } from '../control-api/controlled.ts'
import { createControlApi } from '../control-api/index.ts'
import type { Guard } from '../doors/guard.ts'
import type { InboxClient } from '../inbox-client.ts'

type App = Hono<{ Bindings: object }>

type Emulators = (request: Request, env: unknown) => Response | Promise<Response>

interface PageSources {
  client: Client
  inbox: InboxClient
  guard: Guard
}

/** What is none of its own goes to the emulators. */
export function createOwnPaths(sandbox: Controlled, sources: PageSources, emulators: Emulators): App {
  const app: App = new Hono()
  app.route('/_sandbox', createControlApi(sandbox, sources.guard))
  let shown = 0
  app.on('GET', ['/', '/console', '/console/*'], async c => {
    const { createPages } = await import('../console/pages.tsx')
    const page = await createPages({ ...sources, ready: sandbox.ready, base: sandbox.base }).fetch(c.req.raw)
    page.headers.set('x-sandbox-request-id', `page-${++shown}`)
    return page
  })
  return app.all('*', c => emulators(c.req.raw, c.env))
}
