// What is wrong with a scenario beyond its shape: its graph, and what it names that does not exist.
// Templates and the called APIs are judged elsewhere, by those who know them.
import { readShape } from '../../kit/shape/findings.ts'
import { danglingInCondition } from './dangling.ts'
import { type ScenarioDefinition, scenarioSchema } from './definition.ts'
import type { Finding, Known } from './finding.ts'
import { brokenConnections, duplicateIds, flowFindings } from './graph-findings.ts'
import { onPaper } from './node-schemas.ts'

export type { Finding, Known } from './finding.ts'

/** Shape first; only a definition of the right shape is looked at further. */
export function findingsOf(
  input: unknown,
  known: Known,
): { definition?: ScenarioDefinition; findings: Finding[] } {
  const crowded = crowdedFindings(input)
  if (crowded.length > 0) return { findings: crowded }
  const { data, findings } = readShape(scenarioSchema, input, 'the scenario')
  if (findings === undefined) return { definition: data, findings: findingsOfShaped(data, known) }
  return { findings: findings.map(finding => ({ ...finding, ...nodeAt(finding.path, input) })) }
}

/** A hundred times what is advised: not looked at one by one. */
const MOST_ITEMS = 20_000

function crowdedFindings(input: unknown): Finding[] {
  const { nodes, connections } = (input ?? {}) as Record<string, unknown>
  return Object.entries({ nodes, connections }).flatMap(([name, items]) =>
    Array.isArray(items) && items.length > MOST_ITEMS
      ? [
          {
            code: 'scenario-too-large' as const,
            path: [name],
            message: `${name}: a scenario has at most ${MOST_ITEMS}, got ${items.length}.`,
            remedy: 'Split the scenario.',
          },
        ]
      : [],
  )
}

/** Of a definition of the right shape. */
export function findingsOfShaped(definition: ScenarioDefinition, known: Known): Finding[] {
  const first = [...sizeFindings(definition, known), ...duplicateIds(definition)]
  if (first.length > 0) return first
  const broken = brokenConnections(definition)
  const flow = broken.length > 0 ? broken : flowFindings(definition)
  return [...flow, ...danglingFindings(definition, known)]
}

const danglingFindings = ({ customerFilter, nodes }: ScenarioDefinition, known: Known): Finding[] => [
  ...danglingInCondition(customerFilter, ['customerFilter'], known),
  ...nodes.flatMap((node, index) => onPaper(node).dangling(node, ['nodes', index], known)),
]

function nodeAt([section, index]: readonly (string | number)[], input: unknown): { node?: number } {
  if (section !== 'nodes' || typeof index !== 'number') return {}
  const nodes = (input as { nodes?: { id?: unknown }[] }).nodes
  const id = nodes?.[index]?.id
  return typeof id === 'number' ? { node: id } : {}
}

function sizeFindings(definition: ScenarioDefinition, { sizeLimit }: Known): Finding[] {
  if (sizeLimit === undefined) return []
  const size = Buffer.byteLength(JSON.stringify(definition))
  if (size <= sizeLimit) return []
  return [
    {
      code: 'scenario-too-large',
      path: ['nodes'],
      message: `internal error about scenario size limit: ${size} bytes, at most ${sizeLimit}.`,
      remedy: 'Split the scenario.',
    },
  ]
}
