// What is wrong with a scenario beyond its shape: its graph, and what it names that does not exist.
// Templates and the called APIs are judged elsewhere, by those who know them.
import type { z } from 'zod'
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
  const parsed = scenarioSchema.safeParse(input)
  if (!parsed.success) return { findings: shapeFindings(parsed.error, input) }
  return { definition: parsed.data, findings: scenarioFindings(parsed.data, known) }
}

function scenarioFindings(definition: ScenarioDefinition, known: Known): Finding[] {
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

function shapeFindings(error: z.ZodError, input: unknown): Finding[] {
  return error.issues.flatMap(issue => {
    const path = issue.path.map(part => (typeof part === 'symbol' ? String(part) : part))
    const node = nodeAt(path, input)
    const base = { path, ...(node === undefined ? {} : { node }) }
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map(key => ({
        ...base,
        code: 'unknown-key',
        path: [...path, key],
        message: `${JSON.stringify(key)} is not a field of ${path.length === 0 ? 'the scenario' : path.join('.')}.`,
        remedy: 'Remove it, or correct its spelling.',
      }))
    }
    return [
      {
        ...base,
        code: 'invalid-field',
        message: `${path.length === 0 ? 'The scenario' : path.join('.')}: ${issue.message}.`.replace(
          '..',
          '.',
        ),
        remedy: 'Correct the value.',
      },
    ]
  })
}

function nodeAt(path: (string | number)[], input: unknown): number | undefined {
  const [section, index] = path
  if (section !== 'nodes' || typeof index !== 'number') return undefined
  const nodes = (input as { nodes?: { id?: unknown }[] }).nodes
  const id = nodes?.[index]?.id
  return typeof id === 'number' ? id : undefined
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
