// The console on a world's HTTP paths: one page for every view, which the application in it tells apart, and the files that Vite made.
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Context, Hono } from 'hono'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { ASK_FOR_TOKEN, type Guard, statusOfRefusal } from '../doors/guard.ts'
import { PAGE_HEADERS } from '../doors/page-headers.ts'

const BUILT = fileURLToPath(new URL('../../dist/console/', import.meta.url))

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
}

/** Scripts and requests are our own; the editors' styles have the nonce; a mail is framed in an origin of its own. */
const policy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

/** A file's name has a digest of what is in it. */
const FOR_EVER = 'private, max-age=31536000, immutable'

export function createConsole({ base, guard }: { base: string; guard: Guard }): Hono {
  const app = new Hono()
  app.use(async (c, next) => {
    for (const [name, value] of Object.entries(PAGE_HEADERS)) c.header(name, value)
    guard(c)
    await next()
  })
  app.onError(answerError)
  app.get('/', c => c.redirect(`${base}/console`))
  app.get('/console/assets/:name', async c => {
    const name = c.req.param('name')
    const type = TYPES[name.slice(name.lastIndexOf('.') + 1)]
    const file = /^[\w.-]+$/.test(name) && type !== undefined ? await built(`assets/${name}`) : undefined
    if (file === undefined || type === undefined) throw noSuchFile(name)
    return c.body(new Uint8Array(file), 200, { 'content-type': type, 'cache-control': FOR_EVER })
  })
  app.on('GET', ['/console', '/console/*'], async c => {
    const page = await built('index.html')
    if (page === undefined) throw notBuilt()
    const nonce = randomBytes(16).toString('base64')
    c.header('content-security-policy', policy(nonce))
    c.header('cache-control', 'no-store')
    return c.html(pageOf(page.toString(), { base, nonce }))
  })
  return app
}

/** Vite names its files beside the page, which stands at many addresses. */
const pageOf = (page: string, { base, nonce }: { base: string; nonce: string }): string =>
  page.replaceAll('"./assets/', `"${base}/console/assets/`).replace('%WORLD%', base).replace('%NONCE%', nonce)

const built = (path: string): Promise<Buffer | undefined> =>
  readFile(BUILT + path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
    throw error
  })

const noSuchFile = (name: string): SandboxError =>
  new SandboxError('not-found', `Cannot answer ${name}: the console has no such file.`, {
    remedy: 'Load the page again.',
  })

const notBuilt = (): SandboxError =>
  new SandboxError('console-not-built', 'Cannot show the console: it has not been built.', {
    remedy: 'Run npm run build:console.',
  })

function answerError(error: Error, c: Context): Response {
  if (!(error instanceof SandboxError)) return c.text(`Bug in referral-sandbox: ${error.message}`, 500)
  if (error.code === 'token-required') c.header('www-authenticate', ASK_FOR_TOKEN)
  const status = error.code === 'console-not-built' ? 503 : (statusOfRefusal(error.code) ?? 404)
  return c.text(error.message, status)
}
