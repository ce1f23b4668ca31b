// Ways round that wait and that no customer ever leaves: they go on for as long as time does.
import type { ScenarioDefinition } from './definition.ts'
import type { Finding } from './finding.ts'
import { Graph } from './graph.ts'
import { onPaper } from './node-schemas.ts'

export function loopAdvice(definition: ScenarioDefinition): Finding[] {
  const graph = new Graph(definition)
  const endless = definition.nodes.map(({ id }) => id).filter(notIn(leavable(definition, graph)))
  const told = new Set<number>()
  return endless.flatMap(id => {
    const loop = loopThrough(id, graph)
    if (told.has(id) || !loop.some(member => isWaiting(member, graph))) return []
    for (const member of loop) told.add(member)
    return [adviceFor(loop, definition)]
  })
}

const notIn = (set: ReadonlySet<number>) => (id: number) => !set.has(id)

const isWaiting = (id: number, graph: Graph): boolean => {
  const node = graph.node(id)
  return node !== undefined && onPaper(node).waits
}

/** Every node from which a customer may come to an end: an exit of it, or of one behind it, leads nowhere. */
function leavable({ nodes, connections }: ScenarioDefinition, graph: Graph): Set<number> {
  const found = nodes.filter(node =>
    [...onPaper(node).exits(node).values()].some(exit => graph.next(node.id, exit).length === 0),
  )
  const open = found.map(({ id }) => id)
  const leaving = new Set(open)
  for (const id of open) {
    for (const [from, to] of connections) {
      if (to !== id || leaving.has(from)) continue
      leaving.add(from)
      open.push(from)
    }
  }
  return leaving
}

/** The nodes that lead to this one and that it leads to, itself among them; none when no way comes back. */
function loopThrough(id: number, graph: Graph): number[] {
  return [...behind(id, graph)].filter(other => behind(other, graph).has(id)).sort((a, b) => a - b)
}

function behind(id: number, graph: Graph): Set<number> {
  const reached = new Set<number>()
  const open = graph.successors(id)
  for (const next of open) {
    if (reached.has(next)) continue
    reached.add(next)
    open.push(...graph.successors(next))
  }
  return reached
}

function adviceFor(loop: readonly number[], { nodes }: ScenarioDefinition): Finding {
  const [first = 0] = loop
  return {
    code: 'endless-loop',
    path: ['nodes', nodes.findIndex(({ id }) => id === first)],
    node: first,
    message: `Customers who come to node ${first} go round for ever: no exit of the nodes ${loop.join(', ')} leads out of the loop.`,
    remedy: 'Give the loop a way out, such as a condition or a limit, or remove a connection.',
  }
}
