// Who is there: Bloomreach's customers by pages, and a new profile at Talon.One.
import { z } from 'zod'
import type { Customer } from '../../../mocks/bloomreach/customers/customers.ts'
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import { filtered } from '../../../mocks/kit/time/breath.ts'
import { environmentOf } from '../../../mocks/talon-one/index.ts'
import type { Controlled } from '../controlled.ts'
import { customerByAnyId } from '../customer-by-any-id.ts'
import { operation } from '../operation.ts'

const customer = z
  .object({
    id: z.string().describe('The internal id.'),
    ids: z.record(z.string(), z.string()),
    properties: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Customer' })

const wholeCustomer = customer
  .extend({
    consents: z.record(z.string(), z.boolean()).describe('By the id of a category: whether it is valid now.'),
    segments: z.record(z.string(), z.string().nullable()).describe('By the name of a segmentation.'),
    events: z
      .array(
        z.object({ type: z.string(), timestamp: z.number(), properties: z.record(z.string(), z.unknown()) }),
      )
      .describe('The newest 200, the newest first; in Unix seconds.'),
  })
  .meta({ id: 'WholeCustomer' })

const LIMIT = 100
const MOST = 1_000

const page = z.object({
  search: z.string().optional().describe('A part of any id or of any text among the properties.'),
  limit: z.coerce.number().int().min(1).max(MOST).default(LIMIT).describe('At most so many.'),
  skip: z.coerce.number().int().min(0).default(0),
})

const newProfile = z.strictObject({
  integrationId: z.string().min(1),
  attributes: z.record(z.string(), z.unknown()).default({}),
})

export type ListedCustomer = z.output<typeof customer>
export type WholeCustomer = z.output<typeof wholeCustomer>
export type CustomersQuery = Partial<z.output<typeof page>>
export type NewProfile = z.input<typeof newProfile>

export const customerOperations = [
  operation({
    method: 'get',
    path: '/bloomreach/customers',
    id: 'listCustomers',
    summary: 'Lists the customers of the project, in the order in which they came.',
    query: page,
    answer: z.object({ customers: z.array(customer), total: z.number().int().describe('Of all that fit.') }),
    async run({ query: { search = '', limit, skip } }, sandbox) {
      const all = [...sandbox.live().bloomreach.customers.all()]
      const words = search.toLowerCase()
      const found = words === '' ? all : await filtered(all, one => mentions(one, words))
      return { customers: found.slice(skip, skip + limit).map(shown), total: found.length }
    },
  }),
  operation({
    method: 'get',
    path: '/bloomreach/customers/{id}',
    id: 'readCustomer',
    summary: 'Shows a customer by any id, with consents, segments and newest events.',
    params: z.object({ id: z.string() }),
    answer: wholeCustomer,
    run: ({ params }, sandbox) => whole(customerByAnyId(sandbox.live().bloomreach, params.id), sandbox),
  }),
  operation({
    method: 'post',
    path: '/talon-one/applications/{application}/profiles',
    id: 'createProfile',
    summary: 'Makes a customer profile, as a world file does; no key is needed.',
    params: z.object({ application: z.coerce.number().int() }),
    body: newProfile,
    answer: z.object({ id: z.number().int(), integrationId: z.string() }),
    run: ({ params, body }, sandbox) => createProfile(sandbox, params.application, body),
  }),
]

const NEWEST_EVENTS = 200

const shown = ({ id, ids, properties }: Customer): ListedCustomer => ({ id, ids, properties })

function mentions({ ids, properties }: Customer, words: string): boolean {
  for (const id of Object.values(ids)) if (id.toLowerCase().includes(words)) return true
  for (const value of Object.values(properties))
    if (typeof value === 'string' && value.toLowerCase().includes(words)) return true
  return false
}

function whole(found: Customer, sandbox: Controlled): WholeCustomer {
  const { consentCategories, consents, segmentations, events } = sandbox.live().bloomreach
  return {
    ...shown(found),
    consents: Object.fromEntries(
      consentCategories.list().map(({ id }) => [id, consents.isValid(found.id, id).valid]),
    ),
    segments: Object.fromEntries(
      segmentations.list().map(({ id, name }) => [name, segmentations.segmentOf(found.id, id) ?? null]),
    ),
    events: events
      .of(found.id)
      .slice(-NEWEST_EVENTS)
      .map(({ type, timestamp, properties }) => ({ type, timestamp, properties }))
      .toReversed(),
  }
}

function createProfile(
  sandbox: Controlled,
  applicationId: number,
  { integrationId, attributes }: z.output<typeof newProfile>,
) {
  const { world, talonOne } = sandbox.live()
  const application = talonOne.applications.get(applicationId)
  if (application === undefined) {
    throw new SandboxError(
      'application-not-found',
      `Cannot make a profile: there is no Application ${applicationId}.`,
      {
        remedy: 'GET /v1/applications lists them.',
      },
    )
  }
  const environment = environmentOf(application)
  if (talonOne.profiles.find(environment, integrationId) !== undefined) {
    throw new SandboxError(
      'profile-exists',
      `Cannot make the profile ${JSON.stringify(integrationId)}: it is there.`,
      {
        remedy: 'PUT /v2/customer_profiles/… changes it.',
      },
    )
  }
  const { id } = talonOne.profiles.create(environment, integrationId, world.clock.now(), attributes)
  return { id, integrationId }
}
