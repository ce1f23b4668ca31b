// What is the sandbox's own on a world's HTTP paths: the control API and the pages, read in when somebody looks.
import { Hono } from 'hono'
import { SharedRouter } from '../../mocks/kit/shared-router.ts'
import type { SendRequest } from '../client.ts'
import type { Controlled } from '../control-api/controlled.ts'
import { createControlApi } from '../control-api/index.ts'
import type { Guard } from '../doors/guard.ts'
import type { Copies } from '../mcp/copies.ts'
import { createMcpPath } from './mcp-path.ts'
import { throughPaths } from './through.ts'

type App = Hono<{ Bindings: object }>

type Emulators = (request: Request, env: unknown) => Response | Promise<Response>

interface Beside {
  guard: Guard
  /** Its inbox, which may be a real Mailpit. */
  inbox: SendRequest
  /** Where /mcp finds copies of this world; undefined while it is off. */
  copies: Copies | undefined
}

/** What is none of its own goes to the emulators. */
export function createOwnPaths(
  sandbox: Controlled,
  { guard, inbox, copies }: Beside,
  emulators: Emulators,
): App {
  // Worlds come by hundreds and have the same paths: Hono's own routers would compile them again for each, half a millisecond of a start.
  const app: App = new Hono({ router: new SharedRouter() })
  app.route('/_sandbox', throughPaths(sandbox, { guard, inbox, emulators }))
  app.route('/_sandbox', createControlApi(sandbox, guard))
  app.route('/mcp', createMcpPath(sandbox, { guard, copies }))
  let shown = 0
  app.on('GET', ['/', '/console', '/console/*'], async c => {
    const { createConsole } = await import('../console/serve.ts')
    const page = await createConsole({ base: sandbox.base, guard }).fetch(c.req.raw)
    page.headers.set('x-sandbox-request-id', `page-${++shown}`)
    return page
  })
  return app.all('*', c => emulators(c.req.raw, c.env))
}
