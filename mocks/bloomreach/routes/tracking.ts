// The Tracking API: transport only.
import { Hono } from 'hono'
import { msToUnixSeconds } from '../../kit/duration.ts'
import type { SandboxEnv } from '../../kit/record-requests.ts'
import { authenticate } from '../http/auth.ts'
import { readBody } from '../http/request-body.ts'
import { runBatch } from '../operations/run-batch.ts'
import { trackEvent } from '../operations/track-event.ts'
import { updateCustomer } from '../operations/update-customer.ts'
import { named } from './named.ts'
import { pathOf } from './operation-list.ts'
import type { RoutesHouse } from './routes-house.ts'

export function trackingRoutes(house: RoutesHouse): Hono<SandboxEnv> {
  const { world, settings } = house
  return new Hono<SandboxEnv>()
    .get(pathOf('track/systemTime'), named(world, 'track/systemTime'), c => {
      authenticate(house, c)
      return c.json({ success: true, errors: [], time: msToUnixSeconds(world.clock.now()) })
    })
    .post(pathOf('track/customers'), named(world, 'track/customers'), async c => {
      const group = authenticate(house, c)
      const body = await readBody(c, settings)
      return c.json(updateCustomer(house, { group, body, causedBy: c.get('requestSeq') }))
    })
    .post(pathOf('track/events'), named(world, 'track/events'), async c => {
      const group = authenticate(house, c)
      const body = await readBody(c, settings)
      return c.json(trackEvent(house, { group, body, causedBy: c.get('requestSeq') }))
    })
    .post(pathOf('track/batch'), named(world, 'track/batch'), async c => {
      const group = authenticate(house, c)
      const body = await readBody(c, settings)
      return c.json(runBatch(house, { group, body, causedBy: c.get('requestSeq') }))
    })
}
