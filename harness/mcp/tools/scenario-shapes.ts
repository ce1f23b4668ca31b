// What the scenario tools take and show. The vendor's own schemas are seen only after a login; these are the sandbox's, which are
// those of its scenario files.
import { z } from 'zod'
import type { ListedScenario, Scenario } from '../../control-api/scenarios/scenarios.ts'

/** Said of every tool that bears a vendor's name. */
export const OURS = "The vendor's schema is not public; this one is the sandbox's own."

export const scenarioId = z.string().min(1).describe('As search_scenarios answers it.')

export const node = z.looseObject({
  id: z.int().min(1),
  type: z.string().describe('on_event, now, repeat, wait, condition, ab_split, webhook, email, and so on.'),
})

export const definition = z
  .looseObject({
    name: z.string().min(1),
    nodes: z.array(node),
    connections: z.array(z.json()).optional().describe('[from, to] or [from, to, "exit"], by node ids.'),
  })
  .describe('As in a scenario file: schemas/scenario.schema.json of the package, docs/reference.')

/** [D] automation-scenarios-tools: what a summary of a scenario has; who and for which initiative is not emulated. */
export const summary = z.object({
  id: z.string(),
  name: z.string(),
  status: z.enum(['draft', 'active', 'finishing', 'inactive', 'finished']),
  archived: z.boolean(),
  tags: z.array(z.string()),
  created: z.number().describe('Unix seconds.'),
  edited: z.number().describe('Unix seconds.'),
  version: z.int(),
})

export const summaryOf = ({
  id,
  name,
  status,
  archived,
  tags,
  created,
  edited,
  version,
}: ListedScenario): ListedScenario => ({ id, name, status, archived, tags, created, edited, version })

export const shownScenario = summary.extend({
  nodes: z.array(z.looseObject({ id: z.int(), type: z.string() })),
  connections: z.array(z.unknown()),
})

/** [D] designs are left out unless they are asked for, for they are long. */
export const includeDesigns = z
  .boolean()
  .default(false)
  .describe('With the HTML and texts of mails, which are left out otherwise.')

const DESIGN = ['html', 'text', 'amp', 'editor']

export function shownNode<T extends object>(shown: T, withDesign: boolean | undefined): T {
  if (withDesign === true) return shown
  return Object.fromEntries(Object.entries(shown).filter(([key]) => !DESIGN.includes(key))) as T
}

export function shown(scenario: Scenario, withDesign: boolean | undefined): z.input<typeof shownScenario> {
  const { nodes, connections } = scenario
  return {
    ...summaryOf(scenario),
    nodes: nodes.map(one => shownNode(one, withDesign)),
    connections: [...(connections ?? [])],
  }
}
