// Scenarios, under the names of the vendor's tools: searched, made, changed, deleted. [D] automation-scenarios-tools.
import { z } from 'zod'
import { ownFieldsOf } from '../../../mocks/bloomreach/definition/own-fields.ts'
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import type { NewScenario } from '../../control-api/scenarios/scenarios.ts'
import type { Copy } from '../copies.ts'
import { tool } from '../tool.ts'
import {
  definition,
  includeDesigns,
  node,
  OURS,
  scenarioId,
  shown,
  shownNode,
  shownScenario,
  summary,
  summaryOf,
} from './scenario-shapes.ts'

export const scenarioTools = [
  tool({
    name: 'search_scenarios',
    does: `Finds scenarios by a part of their name, by status or id. ${OURS}`,
    isReading: true,
    input: z.strictObject({
      query: z.string().optional().describe('A part of the name; case does not count.'),
      status: summary.shape.status.optional(),
      ids: z.array(z.string()).optional().describe('These, whole: with their nodes and connections.'),
      include_node_designs: includeDesigns,
    }),
    output: z.object({ total: z.int(), scenarios: z.array(z.union([shownScenario, summary])) }),
    async run({ input: { query = '', status, ids, include_node_designs }, copy }) {
      const { scenarios } = (await copy()).client
      const wanted = (await scenarios.list()).scenarios.filter(
        one =>
          one.name.toLowerCase().includes(query.toLowerCase()) &&
          (status === undefined || one.status === status) &&
          (ids === undefined || ids.includes(one.id)),
      )
      if (ids === undefined) return { total: wanted.length, scenarios: wanted.map(summaryOf) }
      const whole = await Promise.all(wanted.map(({ id }) => scenarios.get(id)))
      return { total: whole.length, scenarios: whole.map(one => shown(one, include_node_designs)) }
    },
  }),
  tool({
    name: 'search_scenario_nodes',
    does: `Finds nodes of one scenario by type, id, or a text that stands in them. ${OURS}`,
    isReading: true,
    input: z.strictObject({
      scenario_id: scenarioId,
      type: z.string().optional(),
      node_ids: z.array(z.int()).optional(),
      query: z.string().optional().describe('A text that stands in the node, designs included.'),
      include_node_designs: includeDesigns,
    }),
    output: z.object({ total: z.int(), nodes: z.array(node) }),
    async run({ input: { scenario_id, type, node_ids, query = '', include_node_designs }, copy }) {
      const { nodes } = await (await copy()).client.scenarios.get(scenario_id)
      const found = nodes.filter(
        one =>
          (type === undefined || one.type === type) &&
          (node_ids === undefined || node_ids.includes(one.id)) &&
          (query === '' || textsOf(one).some(text => text.toLowerCase().includes(query.toLowerCase()))),
      )
      return { total: found.length, nodes: found.map(one => ({ ...shownNode(one, include_node_designs) })) }
    },
  }),
  tool({
    name: 'create_scenario',
    does: `Keeps a scenario as a draft; a wrong one is refused with everything that check finds. ${OURS}`,
    input: z.strictObject({ scenario: definition }),
    output: shownScenario,
    run: async ({ input, copy }) =>
      shown(await (await copy()).client.scenarios.create(input.scenario as NewScenario), true),
  }),
  tool({
    name: 'update_scenario',
    does: `Replaces a scenario whole, as the vendor does: what is left out is gone. Only a draft or a stopped one. ${OURS}`,
    input: z.strictObject({ scenario_id: scenarioId, scenario: definition }),
    output: shownScenario,
    async run({ input: { scenario_id, scenario }, copy }) {
      const { client } = await editable(await copy(), scenario_id)
      return shown(await client.scenarios.replace(scenario_id, scenario as NewScenario), true)
    },
  }),
  tool({
    name: 'update_scenario_node',
    does: `Changes fields of one node of a draft or a stopped scenario; null takes a field out. ${OURS}`,
    input: z.strictObject({
      scenario_id: scenarioId,
      node_id: z.int(),
      changes: z.record(z.string(), z.json()).describe('The fields that change; id stays.'),
    }),
    output: node,
    async run({ input: { scenario_id, node_id, changes }, copy }) {
      const { client } = await editable(await copy(), scenario_id)
      const scenario = await client.scenarios.get(scenario_id)
      if (!scenario.nodes.some(({ id }) => id === node_id)) throw noNode(node_id, scenario.nodes)
      const nodes = scenario.nodes.map(one => (one.id === node_id ? changed(one, changes) : one))
      const saved = await client.scenarios.replace(scenario_id, {
        ...ownFieldsOf(scenario),
        nodes,
      } as NewScenario)
      return { ...(saved.nodes.find(({ id }) => id === node_id) as z.output<typeof node>) }
    },
  }),
  tool({
    name: 'delete_scenario',
    does: `Deletes a scenario; who is inside goes no further. The vendor has no way back; here, rewind. ${OURS}`,
    isTakingAway: true,
    input: z.strictObject({ scenario_id: scenarioId }),
    output: z.object({ deleted: z.string() }),
    run: async ({ input, copy }) => (await copy()).client.scenarios.delete(input.scenario_id),
  }),
]

const changed = (one: { id: number }, changes: Record<string, unknown>) => ({
  ...Object.fromEntries(Object.entries({ ...one, ...changes }).filter(([, value]) => value !== null)),
  id: one.id,
})

const textsOf = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsOf)
      : []

/** [D] automation-scenarios-tools: an update is for drafts and inactive scenarios. */
async function editable(copy: Copy, id: string): Promise<Copy> {
  const { status } = await copy.client.scenarios.get(id)
  if (status === 'draft' || status === 'inactive' || status === 'finished') return copy
  throw new SandboxError('wrong-status', `Cannot change the scenario: it is ${status}.`, {
    remedy: 'Stop it with stop_scenario, or change a clone of it.',
  })
}

const noNode = (id: number, nodes: readonly { id: number }[]): SandboxError =>
  new SandboxError('node-not-found', `Cannot change node ${id}: the scenario has none of this id.`, {
    remedy: `Use one of: ${nodes.map(one => one.id).join(', ')}.`,
  })
