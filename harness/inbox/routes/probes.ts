// /livez and /readyz: an empty 200. An inbox in memory is ready as soon as it answers.
import { Hono } from 'hono'

export function probesRoutes(): Hono {
  return new Hono().get('/livez', c => c.body('')).get('/readyz', c => c.body(''))
}
