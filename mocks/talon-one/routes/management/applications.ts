// Applications and their API keys.
import { z } from 'zod'
import { isTimeZone } from '../../../kit/time/time-zone.ts'
import type { Deployment } from '../../deployment.ts'
import { notFound, present } from '../../errors.ts'
import type { Operation } from '../../http/operation-list.ts'
import type { Listing } from '../../http/paging.ts'
import { apiKeySchema } from '../../schemas/api-key.ts'
import { type Application, applicationSchema } from '../../schemas/application.ts'
import { apiKeyEntity, applicationEntity, loyaltyProgramEntity } from '../../schemas/application-entity.ts'
import { APPLICATION, managed } from './manage.ts'

const longestName = 1_000

const newApplicationSchema = z.object({
  ...applicationSchema.omit({ id: true, created: true, modified: true, mandatoryAttributes: true }).shape,
  name: z.string().min(1).max(longestName),
  timezone: z.string().refine(isTimeZone, 'is not an IANA time zone'),
  currency: z.string().regex(/^[A-Z]{3}$/, 'is not a currency code such as EUR'),
})

// [D] manage-api-keys: an expiry date is mandatory.
const newApiKeySchema = z.object({
  title: z.string().min(1).max(longestName),
  ...apiKeySchema.pick({ expires: true, platform: true, type: true, timeOffset: true }).shape,
})

export function applicationRoutes(deployment: Deployment): Operation[] {
  const route = managed(deployment)
  const { applications, apiKeys, loyaltyPrograms, secrets } = deployment
  const APPLICATIONS: Listing<Application, unknown> = {
    natural: 'id',
    fields: {
      name: ({ name }) => name,
      created: ({ created }) => created,
      modified: ({ modified }) => modified,
    },
    entity: application => applicationEntity(deployment, application),
  }

  return [
    route('GET /v1/applications getApplications', call => call.counted(applications.list(), APPLICATIONS)),

    route(`GET ${APPLICATION} getApplication`, call =>
      call.json(applicationEntity(deployment, call.application)),
    ),

    route('GET /v1/loyalty_programs getLoyaltyPrograms', call =>
      call.all(loyaltyPrograms.list(), loyaltyProgramEntity),
    ),

    route('GET /v1/loyalty_programs/{loyaltyProgramId} getLoyaltyProgram', call => {
      const program = loyaltyPrograms.get(call.id('loyaltyProgramId'))
      const hint = 'No loyalty program has this id.'
      return call.json(loyaltyProgramEntity(present(program, 'loyalty-program-not-found', hint)))
    }),

    // [D] talon-one-ts-sdk, test workflow: the second step of its bootstrap.
    route('POST /v1/applications createApplication', async call => {
      const body = await call.body(newApplicationSchema)
      return call.json(applicationEntity(deployment, await applications.create(body)), 201)
    }),

    // [D] talon-one-ts-sdk, test workflow: the third step. The answer is the only place that ever shows the key.
    route(`POST ${APPLICATION}/apikeys createApiKey`, async (call, { userId }) => {
      const { id: applicationId } = call.application
      const body = await call.body(newApiKeySchema)
      const secret = secrets.hex(64)
      const key = await apiKeys.create({ ...body, applicationId, key: secret, createdBy: userId })
      return call.json({ ...apiKeyEntity(key), key: secret }, 201)
    }),

    route(`GET ${APPLICATION}/apikeys getApiKeys`, call =>
      call.all(apiKeys.ofApplication(call.application.id), apiKeyEntity),
    ),

    route(`DELETE ${APPLICATION}/apikeys/{keyId} deleteApiKey`, call => {
      const { application } = call
      const id = call.id('keyId')
      if (apiKeys.get(id)?.applicationId !== application.id)
        throw notFound('api-key-not-found', `No API key of this Application has the id ${id}.`, { key: id })
      apiKeys.delete(id)
      return call.nothing()
    }),
  ]
}
