// A scenario as the list, the editor and the Evaluation tab show it.
import { msToUnixSeconds } from '../../kit/time/duration.ts'
import type { ScenarioDefinition } from '../definition/definition.ts'
import { hideSecrets } from '../definition/secret-headers.ts'
import type { NodeCounts } from './evaluation.ts'
import type { Status } from './lifecycle.ts'
import type { Scenario } from './scenario.ts'

export interface ListedScenario {
  id: string
  name: string
  status: Status
  archived: boolean
  tags: string[]
  /** Unix seconds, as in the vendor's own list. */
  created: number
  edited: number
  version: number
}

export type ShownScenario = ListedScenario & ScenarioDefinition

export function listed(scenario: Scenario): ListedScenario {
  const { id, name, status, createdAt, definition, version, versions } = scenario
  return {
    id,
    name,
    status,
    archived: false,
    tags: definition.tags ?? [],
    created: msToUnixSeconds(createdAt),
    edited: msToUnixSeconds(versions.at(-1)?.at ?? createdAt),
    version,
  }
}

export const shown = (scenario: Scenario): ShownScenario => ({
  ...listed(scenario),
  ...hideSecrets(scenario.definition),
  tags: scenario.definition.tags ?? [],
})

/** What `shown` adds to a definition; a definition that comes back with it is taken as if it were not there. */
const SHOWN_ONLY = ['id', 'status', 'archived', 'created', 'edited', 'version', 'text'] as const

export function withoutShown(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input
  const rest: Record<string, unknown> = { ...input }
  for (const key of SHOWN_ONLY) delete rest[key]
  return rest
}

export interface EvaluatedNode extends Omit<NodeCounts, 'exits' | 'messages'> {
  id: number
  type: string
  name?: string
  exits: Record<string, number>
  messages: { message: string; count: number }[]
}

export const evaluated = ({ definition, evaluation }: Scenario): EvaluatedNode[] =>
  definition.nodes.map(({ id, type, name }) => {
    const { messages, exits, ...counts } = evaluation.of(id)
    return {
      id,
      type,
      ...(name === undefined ? {} : { name }),
      ...counts,
      exits: Object.fromEntries(exits),
      messages: [...messages].map(([message, count]) => ({ message, count })),
    }
  })
