// What is the sandbox's own on a world's HTTP paths: the control API and the pages, read in when somebody looks.
import type { Hono } from 'hono'
import type { Client } from '../client.ts'
import type { Controlled } from '../control-api/controlled.ts'
import { createControlApi } from '../control-api/index.ts'
import type { Guard } from '../doors/guard.ts'
import type { InboxClient } from '../inbox-client.ts'

export type App = Hono<{ Bindings: object }>

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
