// The house's one Hono app: every request recorded, the public APIs, the API trigger, the pages behind links in mails.
import { Hono } from 'hono'
import { TrieRouter } from 'hono/router/trie-router'
import { recordRequests, type SandboxEnv } from '../kit/record-requests.ts'
import type { House } from './house.ts'
import { errorAnswer, unknownPath } from './routes/error-answer.ts'
import { bloomreachRoutes } from './routes/index.ts'
import type { Scenarios } from './scenario/scenarios.ts'

export function createApp(house: House, scenarios: Scenarios): Hono<SandboxEnv> {
  // The router that Hono comes to for paths like these: to try the other one first costs as much again.
  return new Hono<SandboxEnv>({ router: new TrieRouter() })
    .onError(errorAnswer)
    .notFound(unknownPath)
    .use(recordRequests(house.world, 'bloomreach'))
    .route('/', bloomreachRoutes({ ...house, scenarios }))
}
