// A definition made ready to walk: nodes by id, and where each exit of a node leads.
import type { Connection, ScenarioDefinition } from './definition.ts'
import { DEFAULT_EXIT } from './exits.ts'
import { isTrigger, type NodeOf, onPaper, type ScenarioNode, type TriggerType } from './node-schemas.ts'

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
    for (const connection of definition.connections) {
      const [from, to] = connection
      const exits = this.#next.get(from) ?? new Map<string, number[]>()
      this.#next.set(from, exits)
      const name = this.exitOf(connection)
      const ways = exits.get(name)
      if (ways === undefined) exits.set(name, [to])
      else ways.push(to)
    }
  }

  /** The exit that a connection means. */
  readonly exitOf = ([from, , exit = DEFAULT_EXIT]: Connection): string => {
    const source = this.#nodes.get(from)
    return (source && onPaper(source).exits(source).get(exit)) ?? exit
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
