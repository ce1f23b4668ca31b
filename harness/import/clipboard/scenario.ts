// Nodes and wires of the vendor as a scenario of ours. What no trigger leads to, and what leads nowhere, stands apart: a
// scenario with loose ends does not start.
import { columnsOf, type Entry, type Path, refused } from '../columns.ts'
import { readWires, type Wire } from './connections.ts'
import { looseNodes } from './loose-nodes.ts'
import type { ConnectionInput, NodeInput } from './node-format.ts'
import type { ProjectIds } from './project-ids.ts'
import { type ReadVendorNode, readNode, type VendorNode } from './read-node.ts'

export interface ReadScenario {
  read: ReadVendorNode[]
  wires: Wire[]
  /** The vendor's wire by the connection that it became. */
  wireOf: Map<string, Wire>
  nodes: NodeInput[]
  connections: ConnectionInput[]
  /** Nodes that cannot run as they stand, and their connections. */
  loose: NodeInput[]
  looseConnections: ConnectionInput[]
  entries: Entry[]
  remarks: string[]
}

export interface VendorScenario {
  nodes: unknown
  connections: unknown
  nodesPath: Path
  connectionsPath: Path
}

const MOST_NODES = 9_999

export function readScenario(vendor: VendorScenario, ids: ProjectIds): ReadScenario {
  const { read, entries } = readNodes(vendor, ids)
  const byId = new Map(read.map(node => [node.vendor.id, node]))
  const { wires, entries: ofWires } = readWires(vendor.connections, byId, vendor.connectionsPath)
  nameStubExits(read, wires)
  const wireOf = new Map<string, Wire>()
  const connections = wires.flatMap(wire => connectionsOf(wire, byId, wireOf))
  const nodes = read.flatMap(one => one.nodes)
  const apart = looseNodes(nodes, connections)
  const isLoose = ([from, to]: ConnectionInput) => apart.has(from) || apart.has(to)
  return {
    read,
    wires,
    wireOf,
    nodes: nodes.filter(({ id }) => !apart.has(id)),
    connections: connections.filter(one => !isLoose(one)),
    loose: nodes.filter(({ id }) => apart.has(id)),
    looseConnections: connections.filter(isLoose),
    entries: [...entries, ...ofWires],
    remarks: remarksOn(apart, nodes, read),
  }
}

export const connectionKey = ([from, to, exit = '']: readonly [number, number, string?]): string =>
  `${from} ${to} ${exit}`

function readNodes({ nodes, nodesPath }: VendorScenario, ids: ProjectIds) {
  if (!Array.isArray(nodes))
    return { read: [], entries: columnsOf(nodes, { '': refused('it is no list') }, nodesPath) }
  const taken = new Set<unknown>(nodes.map(node => (node as VendorNode | null)?.id))
  let next = 1
  const freeId = () => {
    while (taken.has(next)) next++
    taken.add(next)
    return next
  }
  const seen = new Set<number>()
  const read: ReadVendorNode[] = []
  const entries: Entry[] = []
  for (const [index, node] of nodes.entries()) {
    const path = [...nodesPath, index]
    const problem = problemOf(node, seen)
    if (problem !== undefined) {
      entries.push(...columnsOf(node, { '': refused(`this node is left out: ${problem}`) }, path))
      continue
    }
    const one = readNode(node as VendorNode, { path, ids, freeId })
    seen.add(one.vendor.id)
    read.push(one)
    entries.push(...one.entries)
  }
  return { read, entries }
}

function problemOf(node: unknown, seen: ReadonlySet<number>): string | undefined {
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return 'it is no object'
  const { id, type } = node as Partial<VendorNode>
  if (typeof id !== 'number' || !Number.isInteger(id) || id < 1 || id > MOST_NODES) {
    return `its id is no whole number from 1 to ${MOST_NODES}`
  }
  if (typeof type !== 'string' || type === '') return 'it has no type'
  return seen.has(id) ? `the id ${id} is there twice` : undefined
}

/** A stub has the exits that its wires leave by, so that they stay where they are when a node takes its place. */
function nameStubExits(read: readonly ReadVendorNode[], wires: readonly Wire[]): void {
  for (const one of read) {
    const [node] = one.nodes
    if (node?.type !== 'not_imported') continue
    const used = wires.filter(({ source }) => source.node_id === one.vendor.id)
    const indexes = [...new Set(used.map(({ source }) => source.connector_index))].sort((a, b) => a - b)
    one.ports ??= new Map(indexes.map(index => [index, indexes.length === 1 ? '' : String(index)]))
    const exits = [...one.ports.values()]
    if (exits.length < 2) continue
    one.ports = new Map([...one.ports].map(([index, exit]) => [index, exit === '' ? 'then' : exit]))
    node.exits = [...one.ports.values()]
  }
}

/** Several nodes that stand for one of the vendor's all lead where it led. */
function connectionsOf(
  wire: Wire,
  byId: ReadonlyMap<number, ReadVendorNode>,
  wireOf: Map<string, Wire>,
): ConnectionInput[] {
  const from = byId.get(wire.source.node_id)
  const exit = from?.ports?.get(wire.source.connector_index) ?? ''
  return (from?.nodes ?? []).map(({ id }) => {
    const connection: ConnectionInput =
      exit === '' ? [id, wire.destination.node_id] : [id, wire.destination.node_id, exit]
    wireOf.set(connectionKey(connection), wire)
    return connection
  })
}

function remarksOn(
  apart: ReadonlyMap<number, string>,
  nodes: readonly NodeInput[],
  read: readonly ReadVendorNode[],
): string[] {
  const triggers = read
    .filter(({ isTrigger, reason }) => isTrigger && reason !== undefined)
    .map(({ vendor, reason }) => `Trigger ${vendor.id} (${vendor.type}) lets nobody in: ${reason}.`)
  const loose = nodes
    .filter(({ id }) => apart.has(id))
    .map(({ id, type }) => `Node ${id} (${type}) stands apart: ${apart.get(id)}.`)
  return [...triggers, ...loose]
}
