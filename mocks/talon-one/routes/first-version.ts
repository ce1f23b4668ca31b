// The first version of sessions, profiles and events, as clients call it that never moved on. In no description any more: [C] talon_one 4.3.0,
// IntegrationState, NewCustomerSession, NewEvent. What it does is what the second version does.
import { z } from 'zod'
import type { Call } from '../call.ts'
import type { Deployment } from '../deployment.ts'
import type { Incoming } from '../http/incoming.ts'
import type { Operation } from '../http/operation-list.ts'
import { updateSession, updateSessionDry } from '../operations/sessions/update-session.ts'
import { trackEventDry, trackNewEvent } from '../operations/track-event.ts'
import { updateProfile } from '../operations/update-profile.ts'
import { changedAttributes, name, newAttributes } from '../schemas/fields.ts'
import { firstVersionEvent, firstVersionSession, type Happened } from '../schemas/first-version.ts'
import { integrationLedger, loyaltyEntity } from '../schemas/loyalty/loyalty.ts'
import { profileEntity } from '../schemas/profile.ts'
import { newCustomerSessionSchema } from '../schemas/sessions/customer-session.ts'
import { profileIdOf } from './customer-profiles.ts'
import { integration } from './integration.ts'

const sessionBody = newCustomerSessionSchema
  .pick({ profileId: true, state: true, cartItems: true, identifiers: true, attributes: true })
  .extend({
    coupon: z.string().max(100).optional(),
    referral: z.string().max(100).optional(),
    /** Of a cart that is not itemised. */
    total: z.number().min(-1e12).max(1e12).optional(),
  })
const profileBody = z.object({ attributes: changedAttributes.default({}) })
const eventBody = z.object({
  profileId: name,
  type: name,
  attributes: newAttributes,
  sessionId: z.string().optional(),
})

export function firstVersionRoutes(deployment: Deployment): Operation[] {
  const route = integration(deployment)
  const isDry = ({ query }: Incoming) => query.boolean('dry') === true

  return [
    route('PUT /v1/customer_sessions/{customerSessionId} updateCustomerSession', async (request, call) => {
      const update = isDry(request) ? updateSessionDry : updateSession
      const { coupon, referral, total, ...body } = await request.body(sessionBody)
      const input = {
        ...body,
        statedTotal: total,
        couponCodes: coupon === undefined ? undefined : coupon === '' ? [] : [coupon],
        referralCode: referral,
      }
      const outcome = update(deployment, call, request.part('customerSessionId'), input)
      return request.json(stateOf(deployment, call, outcome))
    }),

    route('PUT /v1/customer_profiles/{integrationId} updateCustomerProfile', async (request, call) => {
      const dry = isDry(request)
      const { attributes } = await request.body(profileBody)
      const updating = { runsRules: true, isDry: dry }
      const { profile, run } = updateProfile(deployment, profileIdOf(request), { attributes }, updating, call)
      return request.json(stateOf(deployment, call, { profile, effects: run?.effects ?? [] }))
    }),

    route('POST /v1/events trackEvent', async (request, call) => {
      const track = isDry(request) ? trackEventDry : trackNewEvent
      const { profileId: profileIntegrationId, type, attributes } = await request.body(eventBody)
      const { event, profile, run } = track(deployment, { profileIntegrationId, type, attributes }, call)
      const { effects } = run
      return request.json(stateOf(deployment, call, { profile, effects, event }))
    }),
  ]
}

/** [C] IntegrationState: effects stand in the event, in the notation of that version. What is not there is left out. */
function stateOf(deployment: Deployment, call: Call, happened: Happened) {
  const { session, profile } = happened
  const { application, now } = call
  const ledger = integrationLedger
  return {
    session: session && firstVersionSession(session),
    profile: profile && profileEntity(deployment, profile),
    loyalty: profile && loyaltyEntity(deployment, application, profile.integrationId, { now, ledger }),
    event: firstVersionEvent(call, happened),
  }
}
