// `referral-sandbox/msw`: ready-made request handlers over one in-process sandbox, for a team's own unit tests.
import type { HttpHandler } from 'msw'
import { createHandlers } from '../mocks/handlers.ts'
import type { Sandbox } from './index.ts'
import { startSandbox } from './index.ts'

let shared: Promise<Sandbox> | undefined

/** The sandbox behind `handlers`: the tutorial's world, in process, started at first use. */
export function sandbox(): Promise<Sandbox> {
  shared ??= startSandbox({ listen: false })
  return shared
}

/** MSW handlers for the vendors' real hosts over HTTPS: `*.talon.one`, `*.exponea.com` and Bloomreach's regional ones. */
export const handlers: HttpHandler[] = createHandlers(sandbox)

/** The same over a sandbox of your own, for example one with another world. */
export const handlersFor = (own: Sandbox): HttpHandler[] => createHandlers(async () => own)
