// The express way of the operation that whole populations call: no middleware, so that the answer is there before the listener
// returns. It gives way to the full app whenever a fault is planned or payloads are kept. Same record, same errors, same headers.
import type { Context, Hono } from 'hono'
import { headerText, type RequestRecord, type SandboxEnv } from '../kit/record-requests.ts'
import type { Deployment } from './deployment.ts'

/** Puts the express app in front of `app`; what it does not serve goes to `app` as before. */
export function putInFront(
  express: Hono<SandboxEnv>,
  app: Hono<SandboxEnv>,
  { world, settings }: Deployment,
): void {
  const fetchFull = app.fetch
  const fetchExpress = express.fetch
  express.notFound(c => fetchFull(c.req.raw, c.env))
  app.fetch = (request, env, context) => {
    const isFree = world.faults.list().length === 0 && settings.accessLogPayloads === 'omit'
    return (isFree ? fetchExpress : fetchFull)(request, env, context)
  }
}

/** The handler of one fixed path with the record around it. It answers at once, so the clock needs no hold. */
export function recorded(
  record: RequestRecord,
  { path, handler }: { path: string; handler: (c: Context<SandboxEnv>) => Response },
  answerError: (error: Error, c: Context<SandboxEnv>) => Response,
): (c: Context<SandboxEnv>) => Response {
  return c => {
    record.open(c, path)
    const answer = answerOrRefuse(c, handler, answerError)
    record.close(c, answer.status)
    return answer
  }
}

function answerOrRefuse(
  c: Context<SandboxEnv>,
  handler: (c: Context<SandboxEnv>) => Response,
  answerError: (error: Error, c: Context<SandboxEnv>) => Response,
): Response {
  try {
    return handler(c)
  } catch (error) {
    return answerError(error as Error, c)
  }
}

/** JSON with the sandbox's own headers. Headers as a plain object: Node sends them without building a Headers first. */
export function answerAtOnce(c: Context<SandboxEnv>, body: unknown, status = 200): Response {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'x-sandbox-request-id': c.get('requestId'),
  }
  const hint = c.get('hint')
  if (hint !== undefined) headers['x-sandbox-hint'] = headerText(hint)
  return new Response(JSON.stringify(body), { status, headers })
}
