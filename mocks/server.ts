// One origin for both houses on the vendors' real paths: a client needs only another base URL.
import { getPath } from 'hono/utils/url'

interface House {
  app: { fetch(request: Request, env?: unknown): Response | Promise<Response> }
}

/** A double slash is a client's fault that Talon.One answers in its own shape. */
const TALON_ONE_PATH = /^\/+(customer_engagement|braze|iterable|cdp|segment|emarsys|mparticle|v[123])(\/|$)/

export const isTalonOnePath = (path: string): boolean => TALON_ONE_PATH.test(path)

/** Everything that is not Talon.One's goes to Bloomreach, whose own 404 answers what neither names. */
export const createServer =
  (houses: () => { talonOne: House; bloomreach: House }): House['app']['fetch'] =>
  (request, env) => {
    const { talonOne, bloomreach } = houses()
    return (isTalonOnePath(getPath(request)) ? talonOne : bloomreach).app.fetch(request, env)
  }
