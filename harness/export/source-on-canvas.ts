// The clipboard that a scenario on a canvas came from, without what was taken off the canvas since, or is not chosen. In a file what
// stands apart is a comment, and stays; on a canvas it is a node like any other.
import { ProjectIds } from '../import/clipboard/project-ids.ts'
import { readScenario } from '../import/clipboard/scenario.ts'
import { isObject } from '../import/shapes.ts'

export function sourceOnCanvas(
  source: unknown,
  there: ReadonlySet<number>,
  asked: 'whole' | 'part',
): object | undefined {
  if (!isObject(source) || !isObject(source.copiedData)) return undefined
  const { nodes, connections } = source.copiedData
  const { loose } = readScenario({ nodes, connections, nodesPath: [], connectionsPath: [] }, new ProjectIds())
  const apart = new Set<unknown>(loose.map(({ id }) => id))
  const stays = (id: unknown) => there.has(Number(id)) || (asked === 'whole' && !apart.has(id))
  const copiedData = {
    ...source.copiedData,
    nodes: objectsIn(nodes).filter(({ id }) => stays(id)),
    connections: objectsIn(connections).filter(wire => endsOf(wire).every(stays)),
  }
  return { ...source, copiedData }
}

const objectsIn = (list: unknown): Record<string, unknown>[] =>
  Array.isArray(list) ? list.filter(item => isObject(item)) : []

const endsOf = ({ source, destination }: Record<string, unknown>): unknown[] =>
  [source, destination].map(end => (isObject(end) ? end.node_id : undefined))
