// Applications and their API keys.
import { z } from 'zod'
import { msToIso } from '../../../kit/time/duration.ts'
import { isTimeZone } from '../../../kit/time/time-zone.ts'
import type { Deployment } from '../../deployment.ts'
import { notFound, present } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { Operation } from '../../http/operation-list.ts'
import { countedPageOf, readPage, type SortFields } from '../../http/paging.ts'
import { Query } from '../../http/query.ts'
import { apiKeySchema } from '../../schemas/api-key.ts'
import { type Application, applicationSchema } from '../../schemas/application.ts'
import { apiKeyEntity, applicationEntity, loyaltyProgramEntity } from '../../schemas/application-entity.ts'
import { applicationOfPath, managed, pathId } from './manage.ts'

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

const SORT: SortFields<Application> = {
  natural: 'id',
  fields: {
    name: ({ name }) => name,
    created: ({ created }) => created,
    modified: ({ modified }) => modified,
  },
}

export function applicationRoutes(deployment: Deployment): Operation[] {
  const route = managed(deployment)
  const { applications, apiKeys, world, secrets } = deployment

  return [
    route('GET /v1/applications getApplications', c => {
      const page = readPage(new Query(c.req.url, deployment.settings))
      const entity = (application: Application) => applicationEntity(deployment, application)
      return c.json(countedPageOf(applications.list(), page, { ...SORT, entity }))
    }),

    route('GET /v1/applications/{applicationId} getApplication', c =>
      c.json(applicationEntity(deployment, applicationOfPath(c, deployment))),
    ),

    route('GET /v1/loyalty_programs getLoyaltyPrograms', c => {
      const data = deployment.loyaltyPrograms.list().map(loyaltyProgramEntity)
      return c.json({ totalResultSize: data.length, data })
    }),

    route('GET /v1/loyalty_programs/{loyaltyProgramId} getLoyaltyProgram', c => {
      const program = deployment.loyaltyPrograms.get(pathId(c, 'loyaltyProgramId'))
      const hint = 'No loyalty program has this id.'
      return c.json(loyaltyProgramEntity(present(program, 'loyalty-program-not-found', hint)))
    }),

    // [D] talon-one-ts-sdk, test workflow: the second step of its bootstrap.
    route('POST /v1/applications createApplication', async c => {
      const body = await readBody(c, deployment, newApplicationSchema)
      const created = msToIso(world.clock.now())
      const application = await applications.create({
        ...body,
        id: applications.nextId(),
        created,
        modified: created,
      })
      return c.json(applicationEntity(deployment, application), 201)
    }),

    // [D] talon-one-ts-sdk, test workflow: the third step. The answer is the only place that ever shows the key.
    route('POST /v1/applications/{applicationId}/apikeys createApiKey', async (c, { userId }) => {
      const application = applicationOfPath(c, deployment)
      const body = await readBody(c, deployment, newApiKeySchema)
      const key = await apiKeys.create({
        ...body,
        id: apiKeys.nextId(),
        applicationId: application.id,
        key: secrets.hex(64),
        createdBy: userId,
        created: msToIso(world.clock.now()),
      })
      return c.json({ ...apiKeyEntity(key), key: key.key }, 201)
    }),

    route('GET /v1/applications/{applicationId}/apikeys getApiKeys', c => {
      const data = apiKeys.ofApplication(applicationOfPath(c, deployment).id).map(apiKeyEntity)
      return c.json({ totalResultSize: data.length, data })
    }),

    route('DELETE /v1/applications/{applicationId}/apikeys/{keyId} deleteApiKey', c => {
      const application = applicationOfPath(c, deployment)
      const id = pathId(c, 'keyId')
      if (apiKeys.get(id)?.applicationId !== application.id)
        throw notFound('api-key-not-found', `No API key of this Application has the id ${id}.`, { key: id })
      apiKeys.delete(id)
      return c.body(null, 204)
    }),
  ]
}
