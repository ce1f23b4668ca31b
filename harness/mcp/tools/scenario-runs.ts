// Scenarios run: previewed, started, stopped, evaluated. The vendor's server has no such tools: there, a human starts.
import { z } from 'zod'
import { tool } from '../tool.ts'
import { scenarioId } from './scenario-shapes.ts'

const input = z.strictObject({ scenario_id: scenarioId })
const count = z.int()
const warnings = z.array(z.looseObject({ code: z.string(), message: z.string() }))

export const scenarioRunTools = [
  tool({
    name: 'preview_scenario',
    does: 'Counts how many customers each node would meet now, with the warnings of the vendor. Nothing is sent.',
    isReading: true,
    input,
    output: z.object({
      affected: count,
      nodes: z.array(z.looseObject({ id: z.int(), type: z.string(), customers: count })),
      warnings,
    }),
    run: async ({ input: { scenario_id }, copy }) => (await copy()).client.scenarios.preview(scenario_id),
  }),
  tool({
    name: 'start_scenario',
    does: 'Starts a scenario. With the fast clock customers go their way at once; call advance to wait for them.',
    input,
    output: z.object({ status: z.string(), affected: count, warnings }),
    run: async ({ input: { scenario_id }, copy }) => (await copy()).client.scenarios.start(scenario_id),
  }),
  tool({
    name: 'stop_scenario',
    does: 'Stops a scenario; who is inside goes on to the end.',
    input,
    output: z.object({ status: z.string() }),
    run: async ({ input: { scenario_id }, copy }) => (await copy()).client.scenarios.stop(scenario_id),
  }),
  tool({
    name: 'evaluate_scenario',
    does: 'Tells for each node how many customers entered, succeeded, failed, were suppressed and wait, with the messages of what failed.',
    isReading: true,
    input,
    output: z.object({
      status: z.string(),
      nodes: z.array(
        z.looseObject({
          id: z.int(),
          type: z.string(),
          entered: count,
          succeeded: count,
          failed: count,
          suppressed: count,
          waiting: count,
          messages: z.array(z.object({ message: z.string(), count })),
        }),
      ),
    }),
    run: async ({ input: { scenario_id }, copy }) => (await copy()).client.scenarios.evaluation(scenario_id),
  }),
]
