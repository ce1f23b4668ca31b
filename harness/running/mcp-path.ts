// `/mcp` of a world: behind the guard of the control API, off unless it was asked for, and read in with its first client.
import { Hono } from 'hono'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import type { Controlled } from '../control-api/controlled.ts'
import { answerError } from '../control-api/index.ts'
import type { Guard } from '../doors/guard.ts'
import type { Copies } from '../mcp/copies.ts'
import type { McpOverHttp } from '../mcp/http.ts'

interface Beside {
  guard: Guard
  copies: Copies | undefined
}

export function createMcpPath({ id }: Pick<Controlled, 'id'>, { guard, copies }: Beside): Hono {
  const app = new Hono()
  app.onError(answerError)
  let opened: Promise<McpOverHttp> | undefined
  app.all('/', async c => {
    guard(c)
    if (copies === undefined) throw isOff()
    opened ??= import('../mcp/http.ts').then(({ McpOverHttp }) => new McpOverHttp(copies, id))
    return (await opened).fetch(c.req.raw)
  })
  return app
}

const isOff = (): SandboxError =>
  new SandboxError('mcp-off', 'Cannot answer /mcp: the tools of assistants are off.', {
    remedy: 'Start the sandbox with --mcp.',
  })
