// A call of an API trigger: typed parameters, the time window, and who enters.
// [D] api-trigger: conditions after it pick the audience, so everyone enters; guess: `customer_ids` names one customer.

import { z } from 'zod'
import { expectation } from '../../kit/shape/expectation.ts'
import { leavesOf } from '../../kit/shape/leaves.ts'
import type { ApiGroup } from '../access/api-groups.ts'
import { demandPermission } from '../access/permission.ts'
import type { Door } from '../definition/on-paper.ts'
import { customerDoesNotExist, invalidField, tooManyRequests, unknownRoute } from '../errors.ts'
import type { House } from '../house.ts'
import type { Status } from '../scenario/lifecycle.ts'
import type { Scenarios } from '../scenario/scenarios.ts'
import { readCustomerIds } from '../schemas/customer-ids.ts'
import type { JsonObject } from '../schemas/json-object.ts'

interface Call {
  group: ApiGroup
  scenarioId: string
  node: string
  body: JsonObject
  causedBy: number
}

export function callApiTrigger(
  { scenarios, ...house }: House & { scenarios: Scenarios },
  { group, scenarioId, node: number, body, causedBy }: Call,
): { success: true; errors: [] } {
  const node = Number(number)
  demandPermission(group, 'Campaigns > API trigger')
  const trigger = scenarios.apiTrigger(scenarioId, node)
  if (trigger === undefined) throw unknownRoute(whyNoTrigger(scenarios, scenarioId, node))
  const params = readParameters(trigger, body.params ?? {})
  const customer =
    body.customer_ids === undefined ? undefined : readCustomerIds(body.customer_ids, house.settings)
  const found = customer === undefined ? undefined : house.customers.find(customer)
  if (customer !== undefined && found === undefined) throw customerDoesNotExist()
  if (!scenarios.callTrigger({ scenarioId, node, customer: found, params, causedBy })) {
    throw tooManyRequests(
      'trigger-window-closed',
      'The time window of this API trigger allows no further call yet.',
    )
  }
  return { success: true, errors: [] }
}

/** The vendor's 404 is the same for a scenario that is not there, one that does not run, and a wrong node. */
function whyNoTrigger(scenarios: Scenarios, scenarioId: string, node: number) {
  const scenario = scenarios.list().find(({ id }) => id === scenarioId)
  if (scenario === undefined) {
    return {
      reason: 'scenario-not-found',
      facts: { scenario: scenarioId },
      hint: `There is no scenario ${JSON.stringify(scenarioId)}. GET /_sandbox/bloomreach/scenarios lists them.`,
    } as const
  }
  const name = JSON.stringify(scenario.name)
  const nodes = scenarios.apiTriggers(scenarioId).triggers.map(trigger => trigger.node)
  if (!nodes.includes(node)) {
    const hint =
      nodes.length === 0
        ? `The scenario ${name} has no API trigger. Add a node of the type api_trigger.`
        : `The scenario ${name} has no API trigger with the node ${node}. Use ${nodes.join(' or ')}.`
    return { reason: 'api-trigger-not-found', facts: { scenario: scenarioId, node }, hint } as const
  }
  return {
    reason: 'scenario-not-active',
    facts: { scenario: scenarioId, state: scenario.status },
    hint: `The scenario ${name} is ${STATES[scenario.status]}. Start it with POST /_sandbox/bloomreach/scenarios/${scenarioId}/start.`,
  } as const
}

const STATES: Record<Status, string> = {
  draft: 'a draft',
  active: 'active',
  finishing: 'stopped and finishing',
  inactive: 'stopped',
  finished: 'finished',
}

const TYPES = {
  string: z.string(),
  number: z.number(),
  boolean: z.boolean(),
  list: z.array(z.unknown()),
  object: z.record(z.string(), z.unknown()),
} as const

function readParameters({ parameters }: Door, given: unknown): Record<string, unknown> {
  const shape = Object.fromEntries(
    Object.entries(parameters).map(([name, { type, required }]) => [
      name,
      required ? TYPES[type] : TYPES[type].optional(),
    ]),
  )
  const parsed = z.strictObject(shape).safeParse(given, { error: expectation })
  if (parsed.success) return parsed.data
  const [issue] = leavesOf(parsed.error.issues)
  throw invalidField(
    `params${issue?.path.length ? `.${issue.path.join('.')}` : ''}`,
    issue?.message ?? 'invalid',
  )
}
