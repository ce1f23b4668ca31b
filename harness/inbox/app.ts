// The inbox as one Hono app: Mailpit's API on its paths, the pages for people, one place for errors.
import { type Context, Hono } from 'hono'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { ASK_FOR_TOKEN, type Guard, statusOfRefusal } from '../doors/guard.ts'
import { PAGE_HEADERS, withPageHeaders } from '../doors/page-headers.ts'
import type { InboxDeps } from './deps.ts'
import { EVENTS_PATH, UPGRADE_REQUIRED } from './events-path.ts'
import { InboxError } from './inbox-error.ts'
import { chaosRoutes } from './routes/chaos.ts'
import { infoRoutes } from './routes/info.ts'
import { messageRoutes } from './routes/message.ts'
import { messagesRoutes } from './routes/messages.ts'
import { probesRoutes } from './routes/probes.ts'
import { searchRoutes } from './routes/search.ts'
import { sendRoutes } from './routes/send.ts'
import { tagsRoutes } from './routes/tags.ts'
import { viewRoutes } from './routes/view.ts'

export function createInboxApp(deps: InboxDeps, guard: Guard): Hono {
  const app = new Hono()
  app.route('/', probesRoutes())
  app.use(async (c, next) => {
    guard(c, isPictureInFrame(c) ? 'picture in a frame' : undefined)
    // [S] Mailpit's API knows GET and no HEAD, its views a method that is wrong.
    if (c.req.method === 'HEAD' && c.req.path.startsWith('/api/')) return c.notFound()
    if (c.req.method === 'HEAD' && c.req.path.startsWith('/view/')) return c.body(null, 405)
    await next()
    withPageHeaders(c.res.headers)
  })
  app.route('/api/v1', infoRoutes(deps))
  app.route('/api/v1/chaos', chaosRoutes(deps))
  app.route('/api/v1/messages', messagesRoutes(deps))
  app.route('/api/v1/message', messageRoutes(deps))
  app.route('/api/v1/search', searchRoutes(deps))
  app.route('/api/v1/tags', tagsRoutes(deps))
  app.route('/api/v1/send', sendRoutes(deps))
  app.route('/view', viewRoutes(deps))
  app.route('/', pagesRoutes(deps))
  // Answered by event-socket.ts once a client asks for the upgrade.
  app.get(EVENTS_PATH, c => c.text('Upgrade Required', UPGRADE_REQUIRED, { upgrade: 'websocket' }))
  app.options('/api/v1/*', c => c.text(''))
  // Under /api Mailpit falls through to its files, also for a known path with another method.
  app.notFound(c => c.text(c.req.path.startsWith('/api/') ? 'File not found' : '404 page not found', 404))
  app.onError((error, c) => {
    if (error instanceof InboxError) return c.text(error.message, error.status)
    const refused = error instanceof SandboxError ? statusOfRefusal(error.code) : undefined
    if (refused === 401) c.header('WWW-Authenticate', ASK_FOR_TOKEN)
    if (refused !== undefined) return c.text(wordsOf(error as SandboxError), refused, PAGE_HEADERS)
    throw error
  })
  return app
}

/** The pictures of the message page come from a sandboxed frame; without CORS headers nobody else can read them. */
const isPictureInFrame = ({ req }: Context): boolean => req.method === 'GET' && req.path.includes('/part/')

/** [S] Mailpit since v1.30 answers a page of another site in these words. */
const wordsOf = ({ code, message }: SandboxError): string =>
  code === 'forbidden-origin' ? `Blocked due to CORS violation. ${message}` : message

/** The pages are loaded with the first visit: a start-up that nobody looks at does not pay for them. */
function pagesRoutes(deps: InboxDeps): Hono {
  const pages = async () => {
    const { createPages } = await import('./pages/index.tsx')
    return createPages(deps)
  }
  let loaded: Promise<Hono> | undefined
  const app = new Hono()
  for (const path of ['/', '/search', '/inbox.css', '/inbox.js', '/view/:id']) {
    app.get(path, async c => {
      loaded ??= pages()
      return (await loaded).fetch(c.req.raw)
    })
  }
  return app
}
