// A definition made ready to walk: nodes by id, and where each exit of a node leads.
import type { ScenarioDefinition } from './definition.ts'
import { isTrigger, type NodeOf, type ScenarioNode, type TriggerType } from './node-schemas.ts'

/** The exit that a connection without a name leaves by. */
export const DEFAULT_EXIT = ''
/** Of a condition that does not hold and of a limit that is reached. */
export const ELSE_EXIT = 'else'
/** Of a wait for an event that did not come. */
export const TIMEOUT_EXIT = 'timeout'

const NOWHERE: readonly number[] = []

export class Graph {
  readonly definition: ScenarioDefinition
  readonly triggers: readonly NodeOf<TriggerType>[]
  readonly #nodes = new Map<number, ScenarioNode>()
  readonly #next = new Map<number, Map<string, number[]>>()

  constructor(definition: ScenarioDefinition) {
    this.definition = definition
    for (const node of definition.nodes) this.#nodes.set(node.id, node)
    this.triggers = definition.nodes.filter(isTrigger)
    for (const [from, to, exit = DEFAULT_EXIT] of definition.connections) {
      const exits = this.#next.get(from) ?? new Map<string, number[]>()
      this.#next.set(from, exits)
      const name = exitOf(this.#nodes.get(from), exit)
      exits.set(name, [...(exits.get(name) ?? []), to])
    }
  }

  node(id: number): ScenarioNode | undefined {
    return this.#nodes.get(id)
  }

  /** Where a customer goes who leaves the node by this exit, in the order of the connections. */
  next(id: number, exit: string = DEFAULT_EXIT): readonly number[] {
    return this.#next.get(id)?.get(exit) ?? NOWHERE
  }

  successors(id: number): number[] {
    return [...(this.#next.get(id)?.values() ?? [])].flat()
  }
}

/** The exits that connections may name; the unnamed one is left out where every exit has a name. */
export function exitsOf(node: ScenarioNode): string[] {
  switch (node.type) {
    case 'condition':
      return [DEFAULT_EXIT, 'then', ELSE_EXIT]
    case 'limit':
      return [DEFAULT_EXIT, ELSE_EXIT]
    case 'ab_split':
      return node.variants.map(({ name }) => name)
    case 'wait':
      return node.event === undefined ? [DEFAULT_EXIT] : [DEFAULT_EXIT, TIMEOUT_EXIT]
    default:
      return [DEFAULT_EXIT]
  }
}

/** "then" is only a readable name of a condition's unnamed exit. */
function exitOf(node: ScenarioNode | undefined, exit: string): string {
  return node?.type === 'condition' && exit === 'then' ? DEFAULT_EXIT : exit
}
