// Customer data platforms: profiles and audiences. Transport only.
import type { Context } from 'hono'
import type { SandboxEnv } from '../../kit/record-requests.ts'
import type { Call } from '../call.ts'
import type { Deployment } from '../deployment.ts'
import { readBody } from '../http/body.ts'
import { type Operation, route } from '../http/operation-list.ts'
import { Query } from '../http/query.ts'
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
import { callWithDestination } from './third-party.ts'

const NAME_HEADER = 'customer-data-platform-name'

export function customerDataRoutes(deployment: Deployment): Operation[] {
  return [
    route(
      'third-party',
      'PUT /cdp/customer_profile/{customerProfileId} cdp/updateCustomerProfile',
      async c => {
        const call = dataCall(c, deployment)
        const skipUndefined =
          new Query(c.req.url, deployment.settings).boolean('skipNonExistingAttributes') ?? false
        const body = await readBody(c, deployment, customerProfileBody)
        const { attributes, audiencesChanges: audiences } = body
        const update = { attributes, audiences, skipUndefined }
        // [D] runRuleEngine: "if audiencesChanges is not empty, this value is automatically set to true".
        const runsRules = body.runRuleEngine || audiences.adds.length + audiences.deletes.length > 0
        return c.json(profileState(deployment, profileIdOf(c), update, { call, runsRules }))
      },
    ),
    route(
      'third-party',
      'PUT /cdp/customer_profile/{customerProfileId}/audiences cdp/updateCustomerProfileAudiences',
      async c => {
        const call = dataCall(c, deployment)
        const { data } = await readBody(c, deployment, profileAudiencesBody)
        const update = { attributes: {}, audiences: externalChange(deployment, data) }
        return c.json(profileState(deployment, profileIdOf(c), update, { call, runsRules: true }))
      },
    ),
    route(
      'third-party',
      'PUT /cdp/customer_profiles/audiences cdp/updateCustomerProfilesAudiences',
      async c => {
        const call = dataCall(c, deployment)
        const { data } = await readBody(c, deployment, profilesAudiencesBody)
        changeAudiencesOfMany(deployment, data, call)
        return c.body(null, 204)
      },
    ),
    route(
      'third-party',
      'PUT /cdp/v2/customer_profiles/audiences cdp/v2/updateCustomerProfilesAudiences',
      async c => {
        const call = dataCall(c, deployment)
        const { data } = await readBody(c, deployment, profilesExternalAudiencesBody)
        const changes = data.map(({ customerProfileId, ...change }) => ({
          customerProfileId,
          ...externalChange(deployment, change),
        }))
        changeAudiencesOfMany(deployment, changes, call)
        return c.body(null, 204)
      },
    ),
    ...audienceRoutes(deployment),
  ]
}

function audienceRoutes(deployment: Deployment): Operation[] {
  const path = '/cdp/audiences/{audienceId}'

  return [
    route('third-party', 'POST /cdp/audiences cdp/createAudience', async c => {
      const call = dataCall(c, deployment)
      const body = await readBody(c, deployment, audienceBody)
      const integration = c.req.header(NAME_HEADER) ?? 'customer_data'
      const named = { name: body.audienceName, integration, integrationId: body.audienceId }
      const audience = { ...named, createdIn3rdParty: true, subscribedApplicationsIds: [] }
      return c.json(thirdPartyAudience(await createAudience(deployment, audience, call)), 201)
    }),
    route('third-party', `PUT ${path} cdp/updateAudience`, async c => {
      dataCall(c, deployment)
      const body = await readBody(c, deployment, audienceBody)
      return c.json(
        thirdPartyAudience(await renameAudience(deployment, c.req.param('audienceId') ?? '', body)),
      )
    }),
    route('third-party', `DELETE ${path} cdp/deleteAudience`, c => {
      dataCall(c, deployment)
      deleteAudience(deployment, externalAudience(deployment, c.req.param('audienceId') ?? '').id)
      return c.body(null, 204)
    }),
  ]
}

const dataCall = (c: Context<SandboxEnv>, deployment: Deployment): Call =>
  callWithDestination(c, deployment, { platform: 'customer_data', nameHeader: NAME_HEADER })

const profileIdOf = (c: Context<SandboxEnv>): string => profileIdIn(c, 'customerProfileId')

/** [D] IntegrationStateV2. */
function profileState(
  deployment: Deployment,
  integrationId: string,
  update: ProfileUpdate,
  { call, runsRules }: { call: Call; runsRules: boolean },
) {
  const { profile, run } = updateProfile(deployment, integrationId, update, { runsRules }, call)
  return {
    customerProfile: thirdPartyProfile(deployment, profile),
    ...happened(run),
  }
}
