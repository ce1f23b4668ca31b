// The one place where a thrown vendor answer becomes a response, and where an unknown path is answered.
import type { Context } from 'hono'
import { ApiError } from '../../kit/api-error.ts'
import { NotEmulated } from '../../kit/not-emulated.ts'
import { explain, notEmulated, type SandboxEnv } from '../../kit/record-requests.ts'
import { unknownRoute } from '../errors.ts'

export function errorAnswer(error: Error, c: Context<SandboxEnv>): Response {
  if (error instanceof NotEmulated) return notEmulated(c, 'Bloomreach', error.what)
  if (!(error instanceof ApiError)) throw error
  explain(c, error)
  if (typeof error.body === 'string') return c.text(error.body, error.status)
  return c.json(error.body as object, error.status)
}

const NOBODY_NAMES_IT =
  'No page of the vendor names this path. mocks/bloomreach/README.md lists the operations that are known.'

/** Decision 005: what no page and no client of the vendor names is a typing error, until somebody shows its page. */
export function unknownPath(c: Context<SandboxEnv>): Response {
  return errorAnswer(unknownRoute({ reason: 'unknown-path', hint: NOBODY_NAMES_IT }), c)
}
