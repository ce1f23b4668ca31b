// The scenarios of a world as they stand in its files, as far as is known before they run. At which line a node is written is looked
// for when somebody reads what was exercised (`lines.ts`): in a large world that takes a while.
import { resolve } from 'node:path'
import type { ScenarioDefinition } from '../../mocks/bloomreach/definition/definition.ts'
import { scenarioSchema } from '../../mocks/bloomreach/definition/definition.ts'
import { onPaper } from '../../mocks/bloomreach/definition/node-schemas.ts'
import type { ReadWorld } from '../world/definition.ts'
import type { Path } from '../world/path.ts'
import { valuesPrinted } from './templates.ts'

/** What is known of a scenario before it runs. */
export interface CoveredScenario {
  readonly name: string
  /** Undefined: the world is a value. */
  readonly file: string | undefined
  /** Its place in the file. */
  readonly at: Path
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
    const at = own === undefined ? ['bloomreach', 'scenarios', index] : []
    const file = source.lineText(1) === undefined ? undefined : resolve(source.path)
    return { ...readyToCount(scenarioSchema.parse(own?.data ?? inline)), file, at }
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
