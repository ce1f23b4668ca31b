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

export const unknownPath = (c: Context<SandboxEnv>): Response => errorAnswer(unknownRoute(), c)
