// The wires of the clipboard: those of the source in their order, then those that are new, each from a port that its node has.
import type { ScenarioDefinition } from '../../mocks/bloomreach/definition/definition.ts'
import type { Wire } from '../import/clipboard/connections.ts'
import type { Ports } from '../import/clipboard/node-format.ts'
import { NODE_FORMATS } from '../import/clipboard/nodes/index.ts'
import { connectionKey, type ReadScenario } from '../import/clipboard/scenario.ts'
import type { Built, BuiltNode } from './build-nodes.ts'

export interface BuiltWires {
  wires: object[]
  byHand: string[]
}

export function buildWires(definition: ScenarioDefinition, before: ReadScenario, built: Built): BuiltWires {
  const there = new Map(built.nodes.map(one => [one.id, one]))
  const asked = new Map(definition.connections.map(one => [connectionKey(one), one]))
  const wires: object[] = before.wires.filter(wire => stays(wire, { before, asked, there }))
  const byHand: string[] = []
  for (const [key, [from, to, exit = '']] of asked) {
    if (before.wireOf.has(key) && wires.includes(before.wireOf.get(key) as Wire)) continue
    const problem = addNew(wires, { from: there.get(from), to: there.get(to), exit })
    if (problem !== undefined)
      byHand.push(`wire [${from}, ${to}${exit === '' ? '' : `, ${exit}`}]: ${problem}.`)
  }
  return { wires, byHand }
}

interface Staying {
  before: ReadScenario
  asked: ReadonlyMap<string, unknown>
  there: ReadonlyMap<number, BuiltNode>
}

/** Of nodes that stand apart as comments nobody can take a wire out. */
function stays(wire: Wire, { before, asked, there }: Staying): boolean {
  const [from, to] = [there.get(wire.source.node_id), there.get(wire.destination.node_id)]
  if (from === undefined || to === undefined) return false
  const keys = [...before.wireOf].filter(([, one]) => one === wire).map(([key]) => key)
  const isApart = [from.id, to.id].some(id => before.loose.some(one => one.id === id)) || keys.length === 0
  return isApart || keys.every(key => asked.has(key))
}

interface NewWire {
  from: BuiltNode | undefined
  to: BuiltNode | undefined
  exit: string
}

function addNew(wires: object[], { from, to, exit }: NewWire): string | undefined {
  if (from === undefined || to === undefined) return 'one of its nodes has to be built by hand'
  const named = exit === 'then' ? ['then', ''] : [exit, exit === '' ? 'then' : exit]
  const port = [...(portsOf(from) ?? [])].find(([, name]) => named.includes(name))
  if (port === undefined) return `which connector of ${String(from.node.type)} it leaves by is not public`
  wires.push({
    source: { node_id: from.id, connector_index: port[0] },
    destination: { node_id: to.id, connector_index: 0 },
  })
  return undefined
}

function portsOf({ node, read, how }: BuiltNode): Ports | undefined {
  const format = NODE_FORMATS.get(String(node.type))
  if (how === 'untouched' || format === undefined) return read?.ports
  const shaped = format.shape.safeParse(node)
  return shaped.success ? format.ports(shaped.data as never) : undefined
}
