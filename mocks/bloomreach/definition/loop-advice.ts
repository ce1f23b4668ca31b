// Ways round that wait and that no customer ever leaves: they go on for as long as time does.
import type { ScenarioDefinition } from './definition.ts'
import type { Finding } from './finding.ts'
import { Graph } from './graph.ts'
import { loopsIn } from './graph-loops.ts'
import { onPaper } from './node-schemas.ts'

export function loopAdvice(definition: ScenarioDefinition): Finding[] {
  const graph = new Graph(definition)
  const places = new Map(definition.nodes.map(({ id }, index) => [id, index]))
  const leaving = leavable(definition, graph)
  const endless = definition.nodes.map(({ id }) => id).filter(id => !leaving.has(id))
  return loopsIn(endless, id => graph.successors(id))
    .filter(loop => loop.some(member => isWaiting(member, graph)))
    .map(loop => adviceFor(loop, places))
    .sort((a, b) => a.at - b.at)
    .map(({ finding }) => finding)
}

function isWaiting(id: number, graph: Graph): boolean {
  const node = graph.node(id)
  return node !== undefined && onPaper(node).waits
}

/** Every node from which a customer may come to an end: an exit of it, or of one behind it, leads nowhere. */
function leavable({ nodes, connections }: ScenarioDefinition, graph: Graph): Set<number> {
  const found = nodes.filter(node =>
    [...onPaper(node).exits(node).values()].some(exit => graph.next(node.id, exit).length === 0),
  )
  const before = Map.groupBy(connections, ([, to]) => to)
  const open = found.map(({ id }) => id)
  const leaving = new Set(open)
  for (const id of open) {
    for (const [from] of before.get(id) ?? []) {
      if (leaving.has(from)) continue
      leaving.add(from)
      open.push(from)
    }
  }
  return leaving
}

/** A sentence is no list. */
const MOST_NAMED = 20

const named = (loop: readonly number[]): string =>
  loop.length <= MOST_NAMED
    ? loop.join(', ')
    : `${loop.slice(0, MOST_NAMED).join(', ')} and ${loop.length - MOST_NAMED} more`

function adviceFor(
  loop: readonly number[],
  places: ReadonlyMap<number, number>,
): { at: number; finding: Finding } {
  const [first = 0] = loop
  const finding = {
    code: 'endless-loop',
    path: ['nodes', places.get(first) ?? 0],
    node: first,
    message: `Customers who come to node ${first} go round for ever: no exit of the nodes ${named(loop)} leads out of the loop.`,
    remedy: 'Give the loop a way out, such as a condition or a limit, or remove a connection.',
  }
  return { at: Math.min(...loop.map(id => places.get(id) ?? 0)), finding }
}
