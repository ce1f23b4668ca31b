// Applications and their API keys.
import { z } from 'zod'
import { msToIso } from '../../../kit/duration.ts'
import { isTimeZone } from '../../../kit/time-zone.ts'
import type { Deployment } from '../../deployment.ts'
import { notFound } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { Operations } from '../../http/operation-list.ts'
import { countedPageOf, readPage, type SortFields } from '../../http/paging.ts'
import { Query } from '../../http/query.ts'
import { apiKeySchema } from '../../schemas/api-key.ts'
import { type Application, applicationSchema } from '../../schemas/application.ts'
import { apiKeyEntity, applicationEntity, loyaltyProgramEntity } from '../../schemas/application-entity.ts'
import { applicationOfPath, pathId, serveManaged } from './manage.ts'

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

export function applicationRoutes(operations: Operations, deployment: Deployment): void {
  const { applications, apiKeys, world, secrets } = deployment

  serveManaged(
    operations,
    deployment,
    { id: 'getApplications', method: 'GET', path: '/v1/applications' },
    c => {
      const page = readPage(new Query(c.req.url, deployment.settings))
      const { totalResultSize, data } = countedPageOf(applications.list(), page, SORT)
      return c.json({
        totalResultSize,
        data: data.map(application => applicationEntity(deployment, application)),
      })
    },
  )

  serveManaged(
    operations,
    deployment,
    { id: 'getApplication', method: 'GET', path: '/v1/applications/{applicationId}' },
    c => c.json(applicationEntity(deployment, applicationOfPath(c, deployment))),
  )

  serveManaged(
    operations,
    deployment,
    { id: 'getLoyaltyPrograms', method: 'GET', path: '/v1/loyalty_programs' },
    c => {
      const data = deployment.loyaltyPrograms.list().map(loyaltyProgramEntity)
      return c.json({ totalResultSize: data.length, data })
    },
  )

  serveManaged(
    operations,
    deployment,
    { id: 'getLoyaltyProgram', method: 'GET', path: '/v1/loyalty_programs/{loyaltyProgramId}' },
    c => {
      const program = deployment.loyaltyPrograms.get(pathId(c, 'loyaltyProgramId'))
      if (program === undefined) throw notFound('No loyalty program has this id.')
      return c.json(loyaltyProgramEntity(program))
    },
  )

  // [D] talon-one-ts-sdk, test workflow: the second step of its bootstrap.
  serveManaged(
    operations,
    deployment,
    { id: 'createApplication', method: 'POST', path: '/v1/applications' },
    async c => {
      const body = await readBody(c, deployment, newApplicationSchema)
      const created = msToIso(world.clock.now())
      const application = await applications.create({
        ...body,
        id: applications.nextId(),
        created,
        modified: created,
      })
      return c.json(applicationEntity(deployment, application), 201)
    },
  )

  // [D] talon-one-ts-sdk, test workflow: the third step. The answer is the only place that ever shows the key.
  serveManaged(
    operations,
    deployment,
    { id: 'createApiKey', method: 'POST', path: '/v1/applications/{applicationId}/apikeys' },
    async (c, { userId }) => {
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
    },
  )

  serveManaged(
    operations,
    deployment,
    { id: 'getApiKeys', method: 'GET', path: '/v1/applications/{applicationId}/apikeys' },
    c => {
      const data = apiKeys.ofApplication(applicationOfPath(c, deployment).id).map(apiKeyEntity)
      return c.json({ totalResultSize: data.length, data })
    },
  )

  serveManaged(
    operations,
    deployment,
    { id: 'deleteApiKey', method: 'DELETE', path: '/v1/applications/{applicationId}/apikeys/{keyId}' },
    c => {
      const application = applicationOfPath(c, deployment)
      const id = pathId(c, 'keyId')
      if (apiKeys.get(id)?.applicationId !== application.id)
        throw notFound(`No API key of this Application has the id ${id}.`)
      apiKeys.delete(id)
      return c.body(null, 204)
    },
  )
}
