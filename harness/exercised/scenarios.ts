// The scenarios of a world as they stand in its files: where each node is written, and what was exercised of it so far.
import { resolve } from 'node:path'
import type { ScenarioDefinition } from '../../mocks/bloomreach/definition/definition.ts'
import { scenarioSchema } from '../../mocks/bloomreach/definition/definition.ts'
import { onPaper } from '../../mocks/bloomreach/definition/node-schemas.ts'
import type { ReadWorld } from '../world/definition.ts'
import { valuesPrinted } from './templates.ts'

/** What is known of a scenario before it runs. */
export interface CoveredScenario {
  readonly name: string
  /** Undefined: the world is a value. */
  readonly file: string | undefined
  /** By node. */
  readonly lines: ReadonlyMap<number, number>
  readonly definition: Pick<ScenarioDefinition, 'nodes' | 'connections'>
  readonly webhooks: ReadonlySet<number>
  readonly printed: ReadonlyMap<number, readonly string[]>
  /** By "from to": the exits that lead there. */
  readonly exits: ReadonlyMap<string, readonly string[]>
}

const KNOWN = new WeakMap<ReadWorld, readonly CoveredScenario[]>()

/** The same for every fork of a world. */
export function coveredScenarios(read: ReadWorld): readonly CoveredScenario[] {
  const known = KNOWN.get(read) ?? scenariosIn(read)
  KNOWN.set(read, known)
  return known
}

const scenariosIn = (read: ReadWorld): CoveredScenario[] =>
  (read.data.bloomreach?.scenarios ?? []).map(({ start: _, ...inline }, index) => {
    const own = read.scenarios.get(index)
    const source = own ?? read.source
    const base = own === undefined ? ['bloomreach', 'scenarios', index] : []
    const definition = scenarioSchema.parse(own?.data ?? inline)
    const places = definition.nodes.map(({ id }, at) => [id, source.locate([...base, 'nodes', at])] as const)
    const lines = places.flatMap(([id, { line }]) => (line === undefined ? [] : [[id, line] as const]))
    const file = lines.length === 0 ? undefined : resolve(String(places[0]?.[1].file ?? source.path))
    return { ...readyToCount(definition), file, lines: new Map(lines) }
  })

function readyToCount({ name, nodes, connections }: ScenarioDefinition) {
  return {
    name,
    definition: { nodes, connections },
    webhooks: new Set(nodes.filter(({ type }) => type === 'webhook').map(({ id }) => id)),
    printed: new Map(nodes.map(node => [node.id, valuesPrinted(node)])),
    exits: exitsByWay({ nodes, connections }),
  }
}

function exitsByWay({ nodes, connections }: CoveredScenario['definition']): Map<string, string[]> {
  const exits = new Map<string, string[]>()
  for (const [from, to, exit = ''] of connections) {
    const node = nodes.find(({ id }) => id === from)
    const name = (node && onPaper(node).exits(node).get(exit)) ?? exit
    exits.set(`${from} ${to}`, [...(exits.get(`${from} ${to}`) ?? []), name])
  }
  return exits
}
