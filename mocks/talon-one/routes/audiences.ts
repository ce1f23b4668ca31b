// Audiences of the Integration API: created, renamed, emptied and deleted by their own id, and what happens to their members.
import type { Context } from 'hono'
import { z } from 'zod'
import type { SandboxEnv } from '../../kit/record-requests.ts'
import type { Deployment } from '../deployment.ts'
import { invalidParameter } from '../errors.ts'
import { readBody } from '../http/body.ts'
import type { Operation } from '../http/operation-list.ts'
import { createAudience, deleteAudience, removeMembers } from '../operations/audiences.ts'
import { changeMemberships, knownAudience } from '../operations/change-audiences.ts'
import { updateMembers } from '../operations/update-profile.ts'
import { type Audience, audienceSchema } from '../schemas/audience.ts'
import { audienceEntity } from '../schemas/audience-entity.ts'
import { integration } from './integration.ts'

const AUDIENCE = '/v2/audiences/{audienceId}'

const newAudience = z.object(
  audienceSchema.omit({ id: true, created: true }).partial({ sandbox: true }).shape,
)
/** [D] UpdateAudience: the Applications stay when they are left out. */
const changedAudience = newAudience
  .pick({ name: true })
  .extend({ subscribedApplicationsIds: z.array(z.int()).optional() })

/** [D] updateCustomerProfileAudiences: 1000 actions. */
const memberships = z.object({
  data: z
    .array(
      z.object({
        action: z.enum(['add', 'delete']),
        profileIntegrationId: z.string().min(1).max(1_000),
        audienceId: z.int(),
      }),
    )
    .max(1_000)
    .default([]),
})

export function audienceRoutes(deployment: Deployment): Operation[] {
  const route = integration(deployment)
  return [
    route('POST /v2/audiences createAudienceV2', async (c, call) => {
      const body = await readBody(c, deployment, newAudience)
      return c.json(audienceEntity(await createAudience(deployment, body, call)), 201)
    }),
    route(`PUT ${AUDIENCE} updateAudienceV2`, async c => {
      const audience = audienceOf(c, deployment)
      const { name, subscribedApplicationsIds: ids } = await readBody(c, deployment, changedAudience)
      const change = { name, subscribedApplicationsIds: ids ?? audience.subscribedApplicationsIds }
      return c.json(audienceEntity(await deployment.audiences.update(audience.id, change)))
    }),
    route(`DELETE ${AUDIENCE} deleteAudienceV2`, c => {
      deleteAudience(deployment, audienceOf(c, deployment).id)
      return c.body(null, 204)
    }),
    route(`DELETE ${AUDIENCE}/memberships deleteAudienceMembershipsV2`, c => {
      removeMembers(deployment, audienceOf(c, deployment).id)
      return c.body(null, 204)
    }),
    route('POST /v2/customer_audiences updateCustomerProfileAudiences', async (c, call) => {
      const { data } = await readBody(c, deployment, memberships)
      changeMemberships(deployment, data, call)
      return c.body(null, 204)
    }),
    route(
      'PUT /v2/audience_customers/{audienceId}/attributes updateAudienceCustomersAttributes',
      async (c, call) => {
        const { id } = audienceOf(c, deployment)
        updateMembers(deployment, id, await readBody(c, deployment, z.record(z.string(), z.unknown())), call)
        return c.body(null, 204)
      },
    ),
  ]
}

function audienceOf(c: Context<SandboxEnv>, deployment: Deployment): Audience {
  const text = c.req.param('audienceId') ?? ''
  if (!/^\d{1,15}$/.test(text)) throw invalidParameter('audienceId', 'expected an integer')
  return knownAudience(deployment, Number(text))
}
