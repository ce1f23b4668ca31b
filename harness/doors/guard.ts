// Who may use what is the sandbox's own: control API, console, inbox. A page of another site must not, nor a name that
// somebody else's DNS leads here; with a token only who knows it. The vendors' own paths keep the vendors' rules.
import { createHash, timingSafeEqual } from 'node:crypto'
import { isIP } from 'node:net'
import type { Context } from 'hono'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { isHostName, urlOfHost } from '../host-name.ts'

export interface GuardOptions {
  /** Further names under which it answers; `.example.com` stands for every name below. */
  names: readonly string[]
  /** What links begin with, where that is not the bound address: its name and origin are ours. */
  publicUrl?: string | undefined
  token?: string | undefined
  /** Changes in another form than JSON: Mailpit takes them, and from a program they are harmless. */
  otherTypes?: 'refused' | 'from programs'
}

/** Throws SandboxError `forbidden-host`, `forbidden-origin`, `forbidden-content-type` or `token-required`. */
export type Guard = (c: Context, as?: 'picture in a frame') => void

export function createGuard({ names, publicUrl, token, otherTypes = 'refused' }: GuardOptions): Guard {
  const origin = publicUrl === undefined ? undefined : new URL(publicUrl)
  const known = [...names, ...(origin === undefined ? [] : [origin.hostname])].map(name => name.toLowerCase())
  return (c, as) => {
    // A request line may name a host of its own, which counts before the header.
    const asked = new URL(c.req.url).host
    const host = c.req.header('host') ?? asked
    for (const name of [host, asked]) if (!isOurName(name, known)) throw forbiddenHost(name)
    const from = c.req.header('origin')
    const isOwn =
      from === undefined
        ? as === 'picture in a frame'
        : hostOf(from) === host.toLowerCase() ||
          from === origin?.origin ||
          (from === 'null' && as !== undefined)
    if (!isOwn && isForeign(c)) throw forbiddenOrigin(from)
    const isTrusted = isOwn || isPlain(c) || (otherTypes === 'from programs' && !isBrowser(c))
    if (isChange(c) && !isTrusted) throw forbiddenContentType(c.req.header('content-type'))
    if (token !== undefined && !knows(token, c.req.header('authorization'))) throw tokenRequired()
  }
}

/** As dev servers have it: what nobody's DNS can lead here, and what the server was told of. */
function isOurName(host: string, known: readonly string[]): boolean {
  const name = urlOfHost(host)?.hostname.replace(/\.$/, '')
  if (name === undefined || !isHostName(name)) return false
  if (name.startsWith('[') || isIP(name) !== 0 || !name.includes('.') || name.endsWith('.localhost'))
    return true
  return known.some(one => (one.startsWith('.') ? name.endsWith(one) || name === one.slice(1) : name === one))
}

const hostOf = (origin: string): string | undefined => URL.parse(origin)?.host

/** Another origin's script, or a picture or a script tag of another site; a link that somebody follows is none. */
function isForeign(c: Context): boolean {
  if (c.req.header('origin') !== undefined) return true
  const site = c.req.header('sec-fetch-site')
  const isFromOutside = site === 'cross-site' || site === 'same-site'
  return isFromOutside && (c.req.header('sec-fetch-mode') !== 'navigate' || isChange(c))
}

const isBrowser = (c: Context): boolean =>
  (c.req.header('user-agent') ?? '').startsWith('Mozilla/') ||
  c.req.header('referer') !== undefined ||
  c.req.header('sec-fetch-site') !== undefined

const isChange = (c: Context): boolean => !['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)

const JSON_TYPE = /^application\/(?:[a-z0-9.+-]{1,100}\+)?json\s*(?:;|$)/i

/** A form of another site can send neither JSON nor nothing without saying where it comes from. */
function isPlain(c: Context): boolean {
  const type = c.req.header('content-type')
  return type === undefined ? !hasBody(c) : JSON_TYPE.test(type)
}

const hasBody = (c: Context): boolean =>
  Number(c.req.header('content-length') ?? 0) > 0 || c.req.header('transfer-encoding') !== undefined

/** `Bearer` with the token, or `Basic` with it as password, as Mailpit's clients and browsers send. */
function knows(token: string, authorization = ''): boolean {
  const space = authorization.indexOf(' ')
  const [scheme, credentials] = [authorization.slice(0, space), authorization.slice(space + 1).trim()]
  if (/^bearer$/i.test(scheme)) return isSame(credentials, token)
  if (!/^basic$/i.test(scheme)) return false
  const decoded = Buffer.from(credentials, 'base64').toString()
  return isSame(decoded.slice(decoded.indexOf(':') + 1), token)
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b))

/** What a caller of ours sends along. */
export const credentialsOf = (token: string | undefined): Record<string, string> =>
  token === undefined ? {} : { authorization: `Bearer ${token}` }

/** What a browser that has no token asks its user for. */
export const ASK_FOR_TOKEN = 'Basic realm="referral-sandbox", charset="UTF-8"'

export function statusOfRefusal(code: string): 401 | 403 | undefined {
  if (code === 'token-required') return 401
  return code.startsWith('forbidden-') ? 403 : undefined
}

const forbiddenHost = (host: string): SandboxError =>
  new SandboxError(
    'forbidden-host',
    `Cannot answer under the name ${JSON.stringify(host.slice(0, 100))}: it is not known here.`,
    {
      remedy: 'Use an address or localhost, or start the sandbox with --allow-name and this name.',
    },
  )

const forbiddenOrigin = (origin = 'another site'): SandboxError =>
  new SandboxError(
    'forbidden-origin',
    `Cannot answer ${JSON.stringify(origin.slice(0, 100))}: only the sandbox's own pages and programs may ask.`,
    { remedy: 'Call it from a program, or open it under its own address.' },
  )

const forbiddenContentType = (type = 'none'): SandboxError =>
  new SandboxError(
    'forbidden-content-type',
    `Cannot take a change whose content type is ${JSON.stringify(type.slice(0, 100))}: a page of any site could send it.`,
    { remedy: 'Send JSON with the header content-type: application/json.' },
  )

const tokenRequired = (): SandboxError =>
  new SandboxError('token-required', 'Cannot answer without the token: this sandbox was started with one.', {
    remedy: 'Send "authorization: Bearer" with SANDBOX_TOKEN, or any user with it as password.',
  })
