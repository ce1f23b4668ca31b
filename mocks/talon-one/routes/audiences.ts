// Audiences of the Integration API: created, renamed, emptied and deleted by their own id, and what happens to their members.
import { z } from 'zod'
import type { Deployment } from '../deployment.ts'
import { invalidParameter } from '../errors.ts'
import type { Incoming } from '../http/incoming.ts'
import type { Operation } from '../http/operation-list.ts'
import { createAudience, deleteAudience, removeMembers } from '../operations/audiences.ts'
import { changeMemberships, knownAudience } from '../operations/change-audiences.ts'
import { updateMembers } from '../operations/update-profile.ts'
import { type Audience, audienceSchema } from '../schemas/audience.ts'
import { audienceEntity } from '../schemas/audience-entity.ts'
import { changedAttributes, ids, name } from '../schemas/fields.ts'
import { integration } from './integration.ts'

const AUDIENCE = '/v2/audiences/{audienceId}'

const newAudience = z.object(
  audienceSchema.omit({ id: true, created: true }).partial({ sandbox: true }).shape,
)
/** [D] UpdateAudience: the Applications stay when they are left out. */
const changedAudience = newAudience.pick({ name: true }).extend({ subscribedApplicationsIds: ids.optional() })

/** [D] updateCustomerProfileAudiences: 1000 actions. */
const membership = z.object({
  action: z.enum(['add', 'delete']),
  profileIntegrationId: name,
  audienceId: z.int(),
})
const memberships = z.object({ data: z.array(membership).max(1_000).default([]) })

export function audienceRoutes(deployment: Deployment): Operation[] {
  const route = integration(deployment)
  return [
    route('POST /v2/audiences createAudienceV2', async (request, call) => {
      const body = await request.body(newAudience)
      return request.json(audienceEntity(await createAudience(deployment, body, call)), 201)
    }),
    route(`PUT ${AUDIENCE} updateAudienceV2`, async request => {
      const audience = audienceOf(request)
      const { name, subscribedApplicationsIds: ids } = await request.body(changedAudience)
      const change = { name, subscribedApplicationsIds: ids ?? audience.subscribedApplicationsIds }
      return request.json(audienceEntity(await deployment.audiences.update(audience.id, change)))
    }),
    route(`DELETE ${AUDIENCE} deleteAudienceV2`, request => {
      deleteAudience(deployment, audienceOf(request).id)
      return request.nothing()
    }),
    route(`DELETE ${AUDIENCE}/memberships deleteAudienceMembershipsV2`, request => {
      removeMembers(deployment, audienceOf(request).id)
      return request.nothing()
    }),
    route('POST /v2/customer_audiences updateCustomerProfileAudiences', async (request, call) => {
      const { data } = await request.body(memberships)
      changeMemberships(deployment, data, call)
      return request.nothing()
    }),
    route(
      'PUT /v2/audience_customers/{audienceId}/attributes updateAudienceCustomersAttributes',
      async (request, call) => {
        const { id } = audienceOf(request)
        updateMembers(deployment, id, await request.body(changedAttributes), call)
        return request.nothing()
      },
    ),
  ]
}

function audienceOf(request: Incoming): Audience {
  const text = request.part('audienceId')
  if (!/^\d{1,15}$/.test(text)) throw invalidParameter('audienceId', 'expected an integer')
  return knownAudience(request.deployment, Number(text))
}
