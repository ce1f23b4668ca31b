// A scenario as it stands in the editor, half done: the nodes that can be read, and the connections between them.
import { type Connection, connectionSchema, type ScenarioDefinition, scenarioSchema } from './definition.ts'
import { nodeSchema, type ScenarioNode } from './node-schemas.ts'

export interface Readable {
  definition: ScenarioDefinition
  /** Of each of its nodes, where it stands in what was given. */
  places: readonly number[]
}

const { customerFilter } = scenarioSchema.shape

export function readableIn(input: unknown): Readable {
  const given = (input ?? {}) as Record<string, unknown>
  const read = new Map<number, { node: ScenarioNode; place: number }>()
  for (const [place, one] of listOf(given.nodes).entries()) {
    const { data: node } = nodeSchema.safeParse(one)
    if (node !== undefined && !read.has(node.id)) read.set(node.id, { node, place })
  }
  const filter = customerFilter.safeParse(given.customerFilter).data
  const definition = {
    name: typeof given.name === 'string' ? given.name : '',
    nodes: [...read.values()].map(({ node }) => node),
    connections: listOf(given.connections).flatMap(one => connectionIn(one, read)),
    ...(filter === undefined ? {} : { customerFilter: filter }),
  }
  return { definition, places: [...read.values()].map(({ place }) => place) }
}

function connectionIn(input: unknown, known: ReadonlyMap<number, unknown>): Connection[] {
  const { data } = connectionSchema.safeParse(input)
  return data !== undefined && known.has(data[0]) && known.has(data[1]) ? [data] : []
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
