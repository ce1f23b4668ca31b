// Customer data platforms: profiles and audiences. Transport only.
import type { Call } from '../call.ts'
import type { Deployment } from '../deployment.ts'
import type { Answer } from '../http/answer.ts'
import type { Incoming } from '../http/incoming.ts'
import type { Operation } from '../http/operation-list.ts'
import { createAudience, deleteAudience, renameAudience } from '../operations/audiences.ts'
import { changeAudiencesOfMany, externalAudience, externalChange } from '../operations/change-audiences.ts'
import { type ProfileUpdate, updateProfile } from '../operations/update-profile.ts'
import { thirdPartyAudience } from '../schemas/audience-entity.ts'
import {
  audienceBody,
  customerProfileBody,
  profileAudiencesBody,
  profilesAudiencesBody,
  profilesExternalAudiencesBody,
} from '../schemas/customer-data.ts'
import { thirdPartyProfile } from '../schemas/profile.ts'
import { profileIdIn } from './customer-profiles.ts'
import { happened } from './response-content.ts'
import { platformRoute } from './third-party.ts'

const NAME_HEADER = 'customer-data-platform-name'

export function customerDataRoutes(deployment: Deployment): Operation[] {
  const route = platformRoute(deployment, { platform: 'customer_data', nameHeader: NAME_HEADER })
  const PROFILE = '/cdp/customer_profile/{customerProfileId}'
  const AUDIENCE = '/cdp/audiences/{audienceId}'
  const MANY = 'customer_profiles/audiences'

  return [
    route(`PUT ${PROFILE} cdp/updateCustomerProfile`, async (request, call) => {
      const skipUndefined = request.query.boolean('skipNonExistingAttributes') ?? false
      const body = await request.body(customerProfileBody)
      const { attributes, audiencesChanges: audiences } = body
      // [D] runRuleEngine: "if audiencesChanges is not empty, this value is automatically set to true".
      const runsRules = body.runRuleEngine || audiences.adds.length + audiences.deletes.length > 0
      return updated(request, { attributes, audiences, skipUndefined }, { call, runsRules })
    }),
    route(`PUT ${PROFILE}/audiences cdp/updateCustomerProfileAudiences`, async (request, call) => {
      const { data } = await request.body(profileAudiencesBody)
      const update = { attributes: {}, audiences: externalChange(deployment, data) }
      return updated(request, update, { call, runsRules: true })
    }),
    route(`PUT /cdp/${MANY} cdp/updateCustomerProfilesAudiences`, async (request, call) => {
      const { data } = await request.body(profilesAudiencesBody)
      changeAudiencesOfMany(deployment, data, call)
      return request.nothing()
    }),
    route(`PUT /cdp/v2/${MANY} cdp/v2/updateCustomerProfilesAudiences`, async (request, call) => {
      const { data } = await request.body(profilesExternalAudiencesBody)
      const changes = data.map(({ customerProfileId, ...change }) => ({
        customerProfileId,
        ...externalChange(deployment, change),
      }))
      changeAudiencesOfMany(deployment, changes, call)
      return request.nothing()
    }),
    route('POST /cdp/audiences cdp/createAudience', async (request, call) => {
      const { audienceName: name, audienceId: integrationId } = await request.body(audienceBody)
      const integration = request.c.req.header(NAME_HEADER) ?? 'customer_data'
      const named = { name, integration, integrationId }
      const audience = { ...named, createdIn3rdParty: true, subscribedApplicationsIds: [] }
      return request.json(thirdPartyAudience(await createAudience(deployment, audience, call)), 201)
    }),
    route(`PUT ${AUDIENCE} cdp/updateAudience`, async request => {
      const body = await request.body(audienceBody)
      const renamed = await renameAudience(deployment, request.part('audienceId'), body)
      return request.json(thirdPartyAudience(renamed))
    }),
    route(`DELETE ${AUDIENCE} cdp/deleteAudience`, request => {
      deleteAudience(deployment, externalAudience(deployment, request.part('audienceId')).id)
      return request.nothing()
    }),
  ]
}

/** [D] IntegrationStateV2. */
function updated(
  request: Incoming,
  update: ProfileUpdate,
  { call, runsRules }: { call: Call; runsRules: boolean },
): Answer {
  const { deployment } = request
  const integrationId = profileIdIn(request, 'customerProfileId')
  const { profile, run } = updateProfile(deployment, integrationId, update, { runsRules }, call)
  return request.json({ customerProfile: thirdPartyProfile(deployment, profile), ...happened(run) })
}
