// Scenarios copied within the project, under the names of the vendor's tools. [D] automation-scenarios-tools.
import { z } from 'zod'
import { ownFieldsOf } from '../../../mocks/bloomreach/definition/own-fields.ts'
import type { NewScenario, Scenario } from '../../control-api/scenarios/scenarios.ts'
import type { Copy } from '../copies.ts'
import { tool } from '../tool.ts'
import { OURS, scenarioId, shown, shownScenario } from './scenario-shapes.ts'

const input = z.strictObject({
  scenario_id: scenarioId,
  name: z.string().min(1).max(200).optional().describe('Of the clone; "… (copy)" without it.'),
})

export const cloneTools = [
  tool({
    name: 'preview_clone_scenario',
    does: `Tells what clone_scenario would make, and what of the project it uses: consent categories, policies, integrations. Nothing is kept. ${OURS}`,
    isReading: true,
    input,
    output: z.object({
      name: z.string(),
      nodes: z.int(),
      connections: z.int(),
      depends_on: z
        .record(z.string(), z.array(z.string()))
        .describe('What it names, by the field that names it.'),
    }),
    async run({ input: { scenario_id, name }, copy }) {
      const scenario = await (await copy()).client.scenarios.get(scenario_id)
      return {
        name: name ?? nameOf(scenario),
        nodes: scenario.nodes.length,
        connections: (scenario.connections ?? []).length,
        depends_on: dependenciesOf(scenario.nodes),
      }
    },
  }),
  tool({
    name: 'clone_scenario',
    does: `Copies a scenario into a new draft of the same project; history and customers inside stay with the old one. ${OURS}`,
    input,
    output: shownScenario,
    async run({ input: { scenario_id, name }, copy }) {
      return shown(await clone(await copy(), scenario_id, name), true)
    },
  }),
]

/** With its secrets, which the control API never gives out. */
async function clone({ client, live }: Copy, id: string, name: string | undefined): Promise<Scenario> {
  const scenario = await client.scenarios.get(id)
  const own = live().bloomreach.scenarios.withSecrets(id, ownFieldsOf(scenario)) as NewScenario
  return client.scenarios.create({ ...own, name: name ?? nameOf(scenario) })
}

const nameOf = ({ name }: Scenario): string => `${name} (copy)`

/** Fields by which a node names something of the project. */
const NAMING = [
  'consentCategory',
  'consentCategoryTracking',
  'frequencyPolicy',
  'throughputPolicy',
  'authentication',
  'preset',
  'segmentation',
  'template',
]

function dependenciesOf(nodes: readonly object[]): Record<string, string[]> {
  const found: Record<string, string[]> = {}
  for (const one of nodes) {
    for (const [field, value] of Object.entries(one)) {
      if (!NAMING.includes(field) || typeof value !== 'string') continue
      found[field] = [...new Set([...(found[field] ?? []), value])]
    }
  }
  return found
}
