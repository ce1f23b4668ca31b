// A call of an API trigger: typed parameters, the time window, and who enters.
// [D] api-trigger: conditions after it pick the audience, so everyone enters; guess: `customer_ids` names one customer.
import { z } from 'zod'
import type { ApiGroup } from '../access.ts'
import { demandPermission } from '../auth.ts'
import { customerDoesNotExist, invalidField, tooManyRequests, unknownRoute } from '../errors.ts'
import type { House } from '../house.ts'
import type { NodeOf } from '../scenario/node-schemas.ts'
import type { Scenarios } from '../scenario/scenarios.ts'
import { readCustomerIds } from '../schemas/customer-ids.ts'
import type { JsonObject } from '../schemas/request-body.ts'

interface Call {
  group: ApiGroup
  scenarioId: string
  node: number
  body: JsonObject
  causedBy: number
}

export function callApiTrigger(
  house: House,
  scenarios: Scenarios,
  { group, scenarioId, node, body, causedBy }: Call,
): { success: true; errors: [] } {
  demandPermission(group, 'Campaigns > API trigger')
  const trigger = scenarios.apiTrigger(scenarioId, node)
  if (trigger === undefined) throw unknownRoute(404)
  const params = readParameters(trigger, body.params ?? {})
  const customer =
    body.customer_ids === undefined ? undefined : readCustomerIds(body.customer_ids, house.settings)
  const found = customer === undefined ? undefined : house.customers.find(customer)
  if (customer !== undefined && found === undefined) throw customerDoesNotExist()
  if (!scenarios.callTrigger({ scenarioId, node, customer: found, params, causedBy })) {
    throw tooManyRequests('The time window of this API trigger allows no further call yet.')
  }
  return { success: true, errors: [] }
}

const TYPES = {
  string: z.string(),
  number: z.number(),
  boolean: z.boolean(),
  list: z.array(z.unknown()),
  object: z.record(z.string(), z.unknown()),
} as const

function readParameters({ parameters }: NodeOf<'api_trigger'>, given: unknown): Record<string, unknown> {
  const shape = Object.fromEntries(
    Object.entries(parameters).map(([name, { type, required }]) => [
      name,
      required ? TYPES[type] : TYPES[type].optional(),
    ]),
  )
  const parsed = z.strictObject(shape).safeParse(given)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw invalidField(
    `params${issue?.path.length ? `.${issue.path.join('.')}` : ''}: ${issue?.message ?? 'invalid'}`,
  )
}
