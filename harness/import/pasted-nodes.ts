// The clipboard of the vendor's editor where it is pasted: its nodes and connections, whether they can run as they stand or not.
import type { ConnectionInput, NodeInput } from './clipboard/node-format.ts'
import { ProjectIds } from './clipboard/project-ids.ts'
import { readScenario } from './clipboard/scenario.ts'
import { COLUMNS, type Column } from './columns.ts'
import { unreadable } from './input-file.ts'
import { withoutSecrets } from './personal/secrets.ts'
import { repeatedKeyRemarks } from './repeated-keys.ts'
import { isObject } from './shapes.ts'

export interface PastedNodes {
  nodes: NodeInput[]
  connections: ConnectionInput[]
  /** How many fields were understood, ignored, guessed and refused. */
  columns: Record<Column, number>
  remarks: string[]
}

const WHAT = 'what was pasted'

export function pastedNodes(text: string): PastedNodes {
  const document = parsed(text)
  if (!isObject(document) || !isObject(document.copiedData))
    throw unreadable(WHAT, 'it is no clipboard of the scenario editor')
  const { value } = withoutSecrets(document)
  const { nodes, connections } = (value as { copiedData: Record<string, unknown> }).copiedData
  const ids = new ProjectIds()
  const paths = { nodesPath: ['copiedData', 'nodes'], connectionsPath: ['copiedData', 'connections'] }
  const read = readScenario({ nodes, connections, ...paths }, ids)
  const count = (column: Column) => read.entries.filter(entry => entry.column === column).length
  return {
    nodes: [...read.nodes, ...read.loose],
    connections: [...read.connections, ...read.looseConnections],
    columns: Object.fromEntries(COLUMNS.map(column => [column, count(column)])) as Record<Column, number>,
    remarks: [...repeatedKeyRemarks(text), ...read.remarks],
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw unreadable(WHAT, 'it is no JSON', { cause })
  }
}
