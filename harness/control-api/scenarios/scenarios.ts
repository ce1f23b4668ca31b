// Scenarios: create, change, preview, start, stop, evaluate.
import { z } from 'zod'
import { scenarioSchema } from '../../../mocks/bloomreach/definition/definition.ts'
import { OUTCOMES } from '../../../mocks/bloomreach/scenario/behind-number.ts'
import type { Scenarios } from '../../../mocks/bloomreach/scenario/scenarios.ts'
import { refuseWrongScenario } from '../../check/refuse-scenario.ts'
import { handedIn, type KeptText } from '../../scenario-text/handed-in.ts'
import { byId, deleted, operation } from '../operation.ts'

const status = z.enum(['draft', 'active', 'finishing', 'inactive', 'finished'])
const count = z.number().int()

const listed = z.object({
  id: z.string(),
  name: z.string(),
  status,
  archived: z.boolean(),
  tags: z.array(z.string()),
  created: z.number().describe('Unix seconds.'),
  edited: z.number().describe('Unix seconds.'),
  version: count,
})

const ofNew = { id: z.string().optional().describe('Given by the sandbox unless told.') }

const text = z
  .string()
  .describe(
    'The scenario as its author wrote it: YAML, as in a scenario file, comments and all. It is kept with the version.',
  )

const definition = scenarioSchema
  .extend({
    ...ofNew,
    text: text
      .optional()
      .describe(
        'The same as YAML, to be kept as it is written. Without it, the text that is kept is changed by the definition.',
      ),
  })
  .meta({ id: 'NewScenario' })

const written = z.strictObject({ ...ofNew, text }).meta({ id: 'WrittenScenario' })

const newScenario = z.union([definition, written])

export const scenario = scenarioSchema
  .extend({ ...listed.shape, text: text.optional() })
  .meta({ id: 'Scenario' })

const warnings = z.array(
  z.object({ code: z.string(), node: z.number().int().optional(), message: z.string() }),
)

export const preview = z.object({
  affected: count.describe('Customers times the actions that they meet, as the vendor counts.'),
  nodes: z.array(
    z.object({ id: z.number().int(), type: z.string(), name: z.string().optional(), customers: count }),
  ),
  connections: z.array(z.object({ from: count, to: count, exit: z.string().optional(), customers: count })),
  warnings,
})

const started = z.object({ status, affected: count, warnings })
const stopped = z.object({ status })

const evaluation = z.object({
  status,
  nodes: z.array(
    z.object({
      id: z.number().int(),
      type: z.string(),
      name: z.string().optional(),
      entered: count,
      succeeded: count,
      failed: count,
      suppressed: count,
      waiting: count,
      exits: z.record(z.string(), count).describe('"" is the one without a name.'),
      messages: z.array(z.object({ message: z.string(), count })),
    }),
  ),
})

const behind = z.object({
  total: count,
  customers: z
    .array(
      z.object({
        customer: z.string().describe('An id.'),
        message: z.string().optional().describe('Why, of who failed or was held back.'),
      }),
    )
    .describe('The newest first.'),
})

export type BehindNumber = z.output<typeof behind>
export type NewScenario = z.input<typeof newScenario>
export type ListedScenario = z.output<typeof listed>
export type Scenario = z.output<typeof scenario>
export type Preview = z.output<typeof preview>
export type StartedScenario = z.output<typeof started>
export type StoppedScenario = z.output<typeof stopped>
export type Evaluation = z.output<typeof evaluation>

const keptText = (scenarios: Scenarios, id: string): KeptText | undefined => {
  const text = scenarios.textOf(id)
  return text === undefined ? undefined : { text, definition: scenarios.get(id) }
}

/** A text that was shown of another scenario goes along into a copy of it. */
function textComingBack(scenarios: Scenarios, body: unknown): KeptText | undefined {
  const { text } = (body ?? {}) as { text?: unknown }
  const known =
    text === undefined ? undefined : scenarios.list().find(({ id }) => scenarios.textOf(id) === text)
  return known && keptText(scenarios, known.id)
}

export function withText<T extends { id: string }>(scenarios: Scenarios, shown: T): T & { text?: string } {
  const text = scenarios.textOf(shown.id)
  return text === undefined ? shown : { ...shown, text }
}

export const scenarioOperations = [
  operation({
    method: 'get',
    path: '/bloomreach/scenarios',
    id: 'listScenarios',
    summary: 'Lists the scenarios.',
    answer: z.object({ scenarios: z.array(listed) }),
    run: (_, sandbox) => ({ scenarios: sandbox.live().bloomreach.scenarios.list() }),
  }),
  operation({
    method: 'post',
    path: '/bloomreach/scenarios',
    id: 'createScenario',
    summary: 'Keeps a scenario as a draft; a wrong one is refused with everything that check finds.',
    bodyShape: newScenario,
    answer: scenario,
    async run({ body }, sandbox) {
      const { scenarios } = sandbox.live().bloomreach
      const { definition, textFor } = await handedIn(body, textComingBack(scenarios, body))
      await refuseWrongScenario(definition, sandbox.live())
      return withText(scenarios, scenarios.create(definition, textFor(definition)))
    },
  }),
  operation({
    method: 'get',
    path: '/bloomreach/scenarios/{id}',
    id: 'readScenario',
    summary: 'Shows one scenario, without secret header values.',
    params: byId,
    answer: scenario,
    run({ params }, sandbox) {
      const { scenarios } = sandbox.live().bloomreach
      return withText(scenarios, scenarios.get(params.id))
    },
  }),
  operation({
    method: 'put',
    path: '/bloomreach/scenarios/{id}',
    id: 'replaceScenario',
    summary: 'Saves a new version; customers inside follow its connections at once.',
    params: byId,
    bodyShape: newScenario,
    answer: scenario,
    async run({ params, body }, sandbox) {
      const { scenarios } = sandbox.live().bloomreach
      const { definition, textFor } = await handedIn(body, keptText(scenarios, params.id))
      const whole = scenarios.withSecrets(params.id, definition)
      await refuseWrongScenario(whole, sandbox.live())
      return withText(scenarios, scenarios.replace(params.id, whole, textFor(whole)))
    },
  }),
  operation({
    method: 'delete',
    path: '/bloomreach/scenarios/{id}',
    id: 'deleteScenario',
    summary: 'Deletes a scenario; who is inside goes no further.',
    params: byId,
    answer: deleted,
    run({ params }, sandbox) {
      sandbox.live().bloomreach.scenarios.delete(params.id)
      return { deleted: params.id }
    },
  }),
  operation({
    method: 'post',
    path: '/bloomreach/scenarios/{id}/preview',
    id: 'previewScenario',
    summary: 'Counts the customers per node, as the Test tab does; nothing is sent.',
    params: byId,
    answer: preview,
    run: ({ params }, sandbox) => sandbox.live().bloomreach.scenarios.previewInBreaths(params.id),
  }),
  operation({
    method: 'post',
    path: '/bloomreach/scenarios/{id}/start',
    id: 'startScenario',
    summary: 'Starts a scenario.',
    params: byId,
    answer: started,
    async run({ params: { id } }, sandbox) {
      const { scenarios } = sandbox.live().bloomreach
      return scenarios.start(id, await scenarios.previewInBreaths(id))
    },
  }),
  operation({
    method: 'post',
    path: '/bloomreach/scenarios/{id}/stop',
    id: 'stopScenario',
    summary: 'Stops a scenario; who is inside goes on to the end.',
    params: byId,
    answer: stopped,
    run: ({ params }, sandbox) => sandbox.live().bloomreach.scenarios.stop(params.id),
  }),
  operation({
    method: 'get',
    path: '/bloomreach/scenarios/{id}/evaluation',
    id: 'readEvaluation',
    summary: 'Counts per node who entered, succeeded, failed, was suppressed and waits, with messages.',
    params: byId,
    answer: evaluation,
    run: ({ params }, sandbox) => sandbox.live().bloomreach.scenarios.evaluation(params.id),
  }),
  operation({
    method: 'get',
    path: '/bloomreach/scenarios/{id}/evaluation/customers',
    id: 'listCustomersOfEvaluation',
    summary: 'Lists the customers behind a number of the evaluation, as far as the journal goes back.',
    params: byId,
    query: z.object({
      node: z.coerce.number().int(),
      outcome: z.enum(OUTCOMES),
      limit: z.coerce.number().int().min(1).max(10_000).default(1_000),
    }),
    answer: behind,
    run: ({ params, query }, sandbox) => sandbox.live().bloomreach.scenarios.behind(params.id, query),
  }),
]
