// Customer profiles and custom events of the Integration API. Transport only: operations/update-profile.ts.
import { z } from 'zod'
import type { Exchange } from '../../kit/record-requests.ts'
import type { Call } from '../call.ts'
import type { Deployment } from '../deployment.ts'
import { badRequest, invalidParameter } from '../errors.ts'
import { answerOnce } from '../http/idempotency.ts'
import type { Incoming } from '../http/incoming.ts'
import type { Operation } from '../http/operation-list.ts'
import type { Query } from '../http/query.ts'
import { eraseCustomer } from '../operations/erase-customer.ts'
import type { RuleRun } from '../operations/sessions/run-rules.ts'
import { knownProfile } from '../operations/touch-profile.ts'
import { type NewEvent, trackEventDry, trackNewEvent } from '../operations/track-event.ts'
import { updateProfile, updateProfiles } from '../operations/update-profile.ts'
import { givenAttributes } from '../schemas/attribute.ts'
import { inventoryCouponEntity } from '../schemas/codes/coupon.ts'
import { changedAttributes, ids, name } from '../schemas/fields.ts'
import { integrationLedger, loyaltyEntity } from '../schemas/loyalty/loyalty.ts'
import { profileEntity } from '../schemas/profile.ts'
import { eventEntity } from '../schemas/sessions/event.ts'
import { environmentOf, type Profile } from '../stores/profiles.ts'
import { integration, testable } from './integration.ts'
import {
  carriedContent,
  happened,
  inventoryReferralEntity,
  type ResponseContent,
  responseContent,
} from './response-content.ts'

const PROFILE = '/v2/customer_profiles/{integrationId}'
const LONGEST_ID = 1_000

const profileSchema = z.object({
  attributes: changedAttributes.optional(),
  audiencesChanges: z.object({ adds: ids, deletes: ids }).optional(),
  evaluableCampaignIds: ids.optional(),
  responseContent,
})

const profilesSchema = z.object({
  customerProfiles: z
    .array(z.object({ integrationId: name, attributes: changedAttributes.default({}) }))
    .max(1_000),
})

const eventSchema = z.object({
  /** [D] trackEventV2: it is required even though the schema does not say so. */
  profileId: name,
  type: name,
  attributes: givenAttributes.optional(),
  storeIntegrationId: name.optional(),
  evaluableCampaignIds: ids.optional(),
  loyaltyCards: z.array(z.string()).max(1).optional(),
  responseContent,
})

export function customerProfileRoutes(deployment: Deployment): Operation[] {
  const route = integration(deployment)
  const testableRoute = testable(deployment)
  const { settings } = deployment

  return [
    testableRoute(
      `PUT ${PROFILE} updateCustomerProfileV2`,
      (request, { call, isTesting }, text) => {
        const { query } = request
        const runRuleEngine = query.boolean('runRuleEngine') ?? false
        const isDry = isTesting || query.boolean('dry') === true
        if (isTesting && !runRuleEngine) {
          throw badRequest('testing-key', 'A Testing key updates profiles with runRuleEngine=true only')
        }
        const body = request.checked(text, profileSchema)
        return answerOnce(deployment, request.c, call, () => {
          const update = { attributes: body.attributes ?? {}, audiences: body.audiencesChanges }
          const updating = {
            runsRules: runRuleEngine,
            // [D] dry only works with runRuleEngine=true.
            isDry: isDry && runRuleEngine,
            evaluable: body.evaluableCampaignIds,
          }
          const outcome = updateProfile(deployment, profileIdOf(request), update, updating, call)
          // [D] without runRuleEngine there is no response content.
          const asked = outcome.run === undefined ? [] : (body.responseContent ?? [])
          return request.json(state(deployment, call, outcome, asked))
        })
      },
      { kind: 'profile', part: 'integrationId' },
    ),

    route('PUT /v2/customer_profiles updateCustomerProfilesV2', async (request, call) => {
      const isSilent = request.query.choice('silent', ['yes', 'no']) ?? 'yes'
      const { customerProfiles } = await request.body(profilesSchema)
      return answerOnce(deployment, request.c, call, () => {
        const profiles = updateProfiles(deployment, customerProfiles, call)
        if (isSilent === 'yes') return request.nothing()
        const integrationStates = profiles.map(profile => ({
          customerProfile: profileEntity(deployment, profile),
        }))
        return request.json({ integrationStates })
      })
    }),

    testableRoute(
      'POST /v2/events trackEventV2',
      (request, { call, isTesting }, text) => {
        const { query } = request
        const isSilent = query.choice('silent', ['yes', 'no']) ?? settings.trackEventSilent
        const isDry = isTesting || query.boolean('dry') === true
        const body = request.checked(text, eventSchema)
        const forceCompleteEvaluation = query.boolean('forceCompleteEvaluation') ?? false
        if (forceCompleteEvaluation && !isDry) {
          throw invalidParameter('forceCompleteEvaluation', 'requires dry=true')
        }
        const event = { ...newEvent(body), forceCompleteEvaluation }
        return answerOnce(deployment, request.c, call, () => {
          const outcome = (isDry ? trackEventDry : trackNewEvent)(deployment, event, call)
          if (isSilent === 'yes') return request.nothing()
          const asked = body.responseContent ?? []
          return request.json({
            ...state(deployment, call, outcome, asked),
            ...(asked.includes('event') ? { event: eventEntity(outcome.event) } : {}),
          })
        })
      },
      { kind: 'profile' },
    ),

    route('DELETE /v1/customer_data/{integrationId} deleteCustomerData', (request, call) => {
      eraseCustomer(deployment, profileIdOf(request), call)
      return request.nothing()
    }),

    route('GET /v1/customer_profiles/{integrationId}/inventory getCustomerInventory', (request, call) => {
      const profile = knownProfile(deployment, environmentOf(call.application), profileIdOf(request))
      return request.json(inventory(deployment, call, profile, request.query))
    }),
  ]
}

export const profileIdOf = (request: Incoming<Exchange>): string => profileIdIn(request, 'integrationId')

export function profileIdIn(request: Incoming<Exchange>, name: string): string {
  const id = request.part(name)
  if (id.length > LONGEST_ID) throw invalidParameter(name, `is longer than ${LONGEST_ID} characters`)
  return id
}

const newEvent = ({ profileId, attributes = {}, ...event }: z.output<typeof eventSchema>): NewEvent => ({
  ...event,
  attributes,
  profileIntegrationId: profileId,
})

function state(
  deployment: Deployment,
  { application, now }: Call,
  { profile, run }: { profile: Profile; run: RuleRun | undefined },
  asked: ResponseContent,
) {
  const failures = run?.failures ?? []
  const carried = { application, profile, failures, triggered: run?.triggered ?? new Set(), now }
  return { ...happened(run), ...carriedContent(deployment, asked, carried) }
}

/** [D] getCustomerInventory: each part must be asked for. */
function inventory(
  deployment: Deployment,
  { application, now }: Call,
  profile: Profile,
  query: Query,
): Record<string, unknown> {
  const { integrationId: id } = profile
  const { referrals, coupons } = deployment
  const parts: Record<string, () => unknown> = {
    profile: () => profileEntity(deployment, profile),
    loyalty: () => loyaltyEntity(deployment, application, id, { now, ledger: integrationLedger }),
    referrals: () =>
      [...referrals.ofAdvocate(application.id, id)].map(one => inventoryReferralEntity(deployment, one)),
    coupons: () =>
      coupons.ofProfile(application.id, id).map(one => inventoryCouponEntity(deployment, one, id, now)),
    // Giveaways and achievements are not emulated: nobody ever has any.
    giveaways: () => [],
    achievements: () => [],
  }
  const asked = Object.entries(parts).filter(([name]) => query.boolean(name) === true)
  return Object.fromEntries(asked.map(([name, read]) => [name, read()]))
}
