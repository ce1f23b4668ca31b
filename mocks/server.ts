// One origin for both houses on the vendors' real paths: a client needs only another base URL.
import { Hono } from 'hono'
import type { SandboxEnv } from './kit/record-requests.ts'

interface House {
  app: { fetch(request: Request, env?: unknown): Response | Promise<Response> }
}

/** A double slash is a client's fault that Talon.One answers in its own shape. */
const TALON_ONE_PATH = /^\/+(customer_engagement|braze|iterable|cdp|segment|emarsys|mparticle|v[123])(\/|$)/

export const isTalonOnePath = (path: string): boolean => TALON_ONE_PATH.test(path)

/** Everything that is not Talon.One's goes to Bloomreach, whose own 404 answers what neither names. */
export function createServer(houses: () => { talonOne: House; bloomreach: House }): Hono<SandboxEnv> {
  return new Hono<SandboxEnv>().all('*', c => {
    const { talonOne, bloomreach } = houses()
    return (isTalonOnePath(c.req.path) ? talonOne : bloomreach).app.fetch(c.req.raw, c.env)
  })
}
