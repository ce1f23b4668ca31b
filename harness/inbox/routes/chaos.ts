// /api/v1/chaos: which SMTP steps fail, and how often.
import { Hono } from 'hono'
import { z } from 'zod'
import { CALM, type Chaos } from '../chaos.ts'
import type { InboxDeps } from '../deps.ts'
import { badRequest } from '../inbox-error.ts'
import { bodyText, goObject, optional, parseBody } from '../request-body.ts'

const trigger = goObject({ ErrorCode: optional(z.int(), 0), Probability: optional(z.int(), 0) })
const Triggers = goObject({
  Sender: optional(trigger, CALM.Sender),
  Recipient: optional(trigger, CALM.Recipient),
  Authentication: optional(trigger, CALM.Authentication),
})

export function chaosRoutes({ chaos }: InboxDeps): Hono {
  const enabled = (): Chaos => {
    if (chaos === undefined) throw badRequest('Chaos is not enabled')
    return chaos
  }
  return new Hono()
    .get('/', c => c.json(enabled().triggers()))
    .put('/', async c => {
      const plans = enabled()
      const triggers = parseBody(await bodyText(c), Triggers)
      for (const { ErrorCode, Probability } of Object.values(triggers)) {
        // [S] internal/smtpd/chaos.
        if (ErrorCode < 400 || ErrorCode > 599) throw badRequest('error code must be between 400 and 599')
        if (Probability < 0 || Probability > 100) throw badRequest('probability must be between 0 and 100')
      }
      plans.plan(triggers)
      return c.json(plans.triggers())
    })
}
