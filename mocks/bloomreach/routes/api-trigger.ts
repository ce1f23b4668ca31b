// The API trigger: transport only. Guess: its URL, which the vendor shows on save, is not published.
import { Hono } from 'hono'
import type { SandboxEnv } from '../../kit/record-requests.ts'
import type { House } from '../house.ts'
import { authenticatePrivate } from '../http/auth.ts'
import { readBody } from '../http/request-body.ts'
import { callApiTrigger } from '../operations/call-api-trigger.ts'
import type { Scenarios } from '../scenario/scenarios.ts'
import { named } from './named.ts'
import { pathOf } from './operation-list.ts'

export function apiTriggerRoutes(house: House, scenarios: Scenarios): Hono<SandboxEnv> {
  const { world, settings } = house
  return new Hono<SandboxEnv>().post(
    pathOf('campaigns/apiTrigger'),
    named(world, 'campaigns/apiTrigger'),
    async c => {
      const group = authenticatePrivate(house, c)
      const { scenarioId, node } = c.req.param()
      const body = await readBody(c, settings)
      return c.json(
        callApiTrigger(house, scenarios, {
          group,
          scenarioId,
          node: Number(node),
          body,
          causedBy: c.get('requestSeq'),
        }),
      )
    },
  )
}
