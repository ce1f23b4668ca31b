// The control API `/_sandbox`: the one door through which tests, the command line and the pages drive the sandbox.
import { type Context, Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { once } from '../../mocks/kit/once.ts'
import { answeredBody, noteAnswers, notKept, type SandboxEnv } from '../../mocks/kit/record-requests.ts'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import type { Traffic } from '../../mocks/kit/traffic/traffic.ts'
import { ASK_FOR_TOKEN, type Guard } from '../doors/guard.ts'
import { PAGE_HEADERS } from '../doors/page-headers.ts'
import { statusOf } from '../error-codes.ts'
import type { Controlled } from './controlled.ts'
import { eventStreams } from './happened/events.ts'
import { mount } from './mount.ts'
import type { Operation } from './operation.ts'
import { operations } from './operations.ts'
import { draftedMail } from './scenarios/drafted-mails.ts'
import { snapshotFile } from './worlds/snapshots.ts'

export function createControlApi(sandbox: Controlled, guard: Guard): Hono {
  const app = new Hono()
  app.use(identify(sandbox))
  app.use(keepToOurselves(guard))
  app.onError(answerError)
  mount(app, operations, sandbox)
  app.get('/events', eventStreams(sandbox))
  app.get('/drafted-mails/:name', draftedMail(sandbox))
  app.post('/snapshots', snapshotFile(sandbox))
  app.get('/openapi.json', async c =>
    c.json({ ...(await described()), servers: [{ url: `${sandbox.base}/_sandbox` }] }),
  )
  app.all('*', c => {
    throw new SandboxError(
      'not-found',
      `Cannot answer ${c.req.method} ${c.req.path}: the control API has no such call.`,
      { remedy: 'See /_sandbox/openapi.json.' },
    )
  })
  return app
}

/** The same for all worlds, and a quarter of a second to make. */
const described = once(async () => (await import('./description.ts')).describeOperations(operations))

const QUESTIONS = new Set(
  (operations as readonly Operation[])
    .filter(({ changes }) => changes === 'nothing')
    .map(({ path }) => `/_sandbox${path}`),
)

/**
 * Each answer has an id; what changes this world is in its journal. Reading is not, for it would never come to rest, nor is what
 * becomes of other worlds.
 */
function identify(sandbox: Controlled) {
  let reads = 0
  return async (c: Context, next: () => Promise<void>) => {
    const { method, path } = c.req
    const { journal, traffic } = sandbox.live().world
    const seq =
      method === 'GET' || QUESTIONS.has(path) || path.startsWith('/_sandbox/worlds')
        ? undefined
        : journal.append({ kind: 'sandbox.request', method, path, requestId: `control-${journal.last + 1}` })
            .seq
    c.header('x-sandbox-request-id', seq === undefined ? `read-${++reads}` : `control-${seq}`)
    if (seq !== undefined && traffic.keeps) noteAnswers(c as Context<SandboxEnv>)
    const ask = async (): Promise<void> => {
      await next()
      if (seq !== undefined) await keepExchange(c, seq, traffic)
    }
    const work = seq === undefined ? undefined : sandbox.live().world.works.beginRequest()
    if (work === undefined || seq === undefined) return ask()
    work.cause = seq
    await work.run(ask).finally(async () => {
      const problem = await work.end()
      if (problem !== undefined) c.res = notKept(problem)
    })
  }
}

/** The life that was asked, which a reset has ended, keeps it. */
async function keepExchange(c: Context, seq: number, traffic: Traffic): Promise<void> {
  if (!traffic.keeps) return
  const { status, headers } = c.res
  traffic.keep({
    seq,
    method: c.req.method,
    url: c.req.url,
    headers: [...c.req.raw.headers].flat(),
    body: c.get('received') as Uint8Array | undefined,
    status,
    answerHeaders: [...headers].flat(),
    answerBody: await answeredBody(c as Context<SandboxEnv>),
  })
}

function keepToOurselves(guard: Guard) {
  return async (c: Context, next: () => Promise<void>) => {
    for (const [name, value] of Object.entries(PAGE_HEADERS)) c.header(name, value)
    guard(c)
    await next()
  }
}

/** Also of what stands beside it. */
export function answerError(error: Error, c: Context): Response {
  if (error instanceof SandboxError && error.code === 'token-required')
    c.header('www-authenticate', ASK_FOR_TOKEN)
  if (error instanceof SandboxError) return c.json(error.toJSON(), statusOf(error.code))
  if ('status' in error && typeof error.status === 'number') {
    const refused = new SandboxError('invalid-request', `Cannot read the request: ${error.message}.`, {
      remedy: 'Send JSON with the header content-type: application/json.',
    })
    return c.json(refused.toJSON(), error.status as ContentfulStatusCode)
  }
  return c.json(
    { error: { code: 'bug', message: `Bug in referral-sandbox: ${error.message}`, hint: error.stack } },
    500,
  )
}
