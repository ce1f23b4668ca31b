// Which nodes cannot run as they stand: no trigger leads to them, or nothing that does something follows. By id, with the reason.
import { NODES_ON_PAPER } from '../../../mocks/bloomreach/definition/node-schemas.ts'
import type { ConnectionInput, NodeInput } from './node-format.ts'

export function looseNodes(
  nodes: readonly NodeInput[],
  connections: readonly ConnectionInput[],
): Map<number, string> {
  const entered = nodes.filter(({ type }) => NODES_ON_PAPER[type].role === 'trigger')
  const ends = nodes.filter(({ type }) => NODES_ON_PAPER[type].mayEnd)
  const reached = reachedFrom(entered, connections)
  const leading = reachedFrom(
    ends,
    connections.map(([from, to]) => [to, from]),
  )
  const reasons = nodes.map(({ id }): [number, string | undefined] => {
    if (!reached.has(id)) return [id, 'no trigger leads to it']
    return [id, leading.has(id) ? undefined : 'no node follows it that does something']
  })
  return new Map(reasons.filter((pair): pair is [number, string] => pair[1] !== undefined))
}

function reachedFrom(
  starts: readonly { id: number }[],
  connections: readonly (readonly [from: number, to: number, ...rest: unknown[]])[],
): Set<number> {
  const followers = new Map<number, number[]>()
  for (const [from, to] of connections) {
    const known = followers.get(from)
    if (known === undefined) followers.set(from, [to])
    else known.push(to)
  }
  const reached = new Set<number>()
  const open = starts.map(({ id }) => id)
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id)) continue
    reached.add(id)
    open.push(...(followers.get(id) ?? []))
  }
  return reached
}
