// The transactional email API: transport only.
import { Hono } from 'hono'
import type { SandboxEnv } from '../../kit/record-requests.ts'
import { authenticatePrivate } from '../http/auth.ts'
import { readBody } from '../http/request-body.ts'
import { sendTransactionalEmail } from '../operations/send-transactional-email.ts'
import { named } from './named.ts'
import { pathOf } from './operation-list.ts'
import type { RoutesHouse } from './routes-house.ts'

export function transactionalEmailRoutes(house: RoutesHouse): Hono<SandboxEnv> {
  const chance = house.world.chance.stream('bloomreach/transactional-email')
  return new Hono<SandboxEnv>().post(pathOf('email/sync'), named(house.world, 'email/sync'), async c => {
    const group = authenticatePrivate(house, c)
    const body = await readBody(c, house.settings)
    return c.json(await sendTransactionalEmail(house, { group, body, causedBy: c.get('requestSeq'), chance }))
  })
}
