// The inbox as one Hono app: Mailpit's API on its paths, the pages for people, one place for errors.
import { Hono } from 'hono'
import type { InboxDeps } from './deps.ts'
import { InboxError } from './inbox-error.ts'
import { infoRoutes } from './routes/info.ts'
import { messageRoutes } from './routes/message.ts'
import { messagesRoutes } from './routes/messages.ts'
import { probesRoutes } from './routes/probes.ts'
import { searchRoutes } from './routes/search.ts'
import { sendRoutes } from './routes/send.ts'
import { tagsRoutes } from './routes/tags.ts'
import { viewRoutes } from './routes/view.ts'

export function createInboxApp(deps: InboxDeps): Hono {
  const app = new Hono()
  app.use(async (c, next) => {
    const origin = c.req.header('origin')
    const fromFrame = origin === 'null' && c.req.method === 'GET' && c.req.path.includes('/part/')
    if (!fromFrame && isForeign(origin, c.req.header('host') ?? new URL(c.req.url).host)) {
      return c.text('Blocked due to CORS violation', 403)
    }
    // [S] Mailpit's API knows GET and no HEAD.
    if (c.req.method === 'HEAD' && /^\/(api|view)\//.test(c.req.path)) return c.notFound()
    await next()
    c.header('Referrer-Policy', 'no-referrer')
  })
  app.route('/', probesRoutes())
  app.route('/api/v1', infoRoutes(deps))
  app.route('/api/v1/messages', messagesRoutes(deps))
  app.route('/api/v1/message', messageRoutes(deps))
  app.route('/api/v1/search', searchRoutes(deps))
  app.route('/api/v1/tags', tagsRoutes(deps))
  app.route('/api/v1/send', sendRoutes(deps))
  app.route('/view', viewRoutes(deps))
  app.route('/', pagesRoutes(deps))
  app.options('/api/v1/*', c => c.text(''))
  // Under /api Mailpit falls through to its files, also for a known path with another method.
  app.notFound(c => c.text(c.req.path.startsWith('/api/') ? 'File not found' : '404 page not found', 404))
  app.onError((error, c) => {
    if (error instanceof InboxError) return c.text(error.message, error.status)
    throw error
  })
  return app
}

/**
 * A page of another site must not read or delete mails: [S] Mailpit since v1.30 answers it 403. The pictures of the
 * message page come from a sandboxed frame, whose origin is "null"; without CORS headers nobody else can read them.
 */
function isForeign(origin: string | undefined, host: string): boolean {
  return origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host)
}

/** The pages are loaded with the first visit: a start-up that nobody looks at does not pay for them. */
function pagesRoutes(deps: InboxDeps): Hono {
  const pages = async () => {
    const { createPages } = await import('./pages/index.tsx')
    return createPages(deps)
  }
  let loaded: Promise<Hono> | undefined
  const app = new Hono()
  for (const path of ['/', '/search', '/inbox.css', '/view/:id']) {
    app.get(path, async c => {
      loaded ??= pages()
      return (await loaded).fetch(c.req.raw)
    })
  }
  return app
}
