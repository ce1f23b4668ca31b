// The wires of the clipboard: each judged and named by its exit, or refused with the edge. [C] notes on a copied scenario: the
// editor drops a wire with a wrong connector in silence, so nothing of that kind may pass here.
import { z } from 'zod'
import {
  columnsOf,
  type Entry,
  guessed,
  ignored,
  type Path,
  refused,
  understood,
  type Verdict,
} from '../columns.ts'
import type { ReadVendorNode } from './read-node.ts'

const end = z.looseObject({ node_id: z.int(), connector_index: z.int() })
const wireShape = z.looseObject({ source: end, destination: end })
export type Wire = z.output<typeof wireShape>

export interface ReadWires {
  wires: Wire[]
  entries: Entry[]
}

export function readWires(value: unknown, nodes: ReadonlyMap<number, ReadVendorNode>, path: Path): ReadWires {
  if (value === null) return { wires: [], entries: columnsOf(value, { '': ignored('no wires') }, path) }
  if (!Array.isArray(value))
    return { wires: [], entries: columnsOf(value, { '': refused('it is no list') }, path) }
  const seen = new Set<string>()
  const wires: Wire[] = []
  const entries = value.flatMap((item, index) => {
    const read = wireShape.safeParse(item)
    const problem = read.success
      ? problemOf(read.data, nodes, seen)
      : 'it is no wire: source and destination with node_id and connector_index'
    if (read.success && problem === undefined) wires.push(read.data)
    const verdict =
      problem === undefined
        ? verdictOf(read.data as Wire, nodes)
        : refused(`${read.success ? edgeOf(read.data) : 'this wire'} is left out: ${problem}`)
    return columnsOf(item, verdict.column === 'refused' ? { '': verdict } : columns(verdict), [
      ...path,
      index,
    ])
  })
  return { wires, entries }
}

const columns = (verdict: Verdict) => ({
  'source.node_id': understood('connections'),
  'source.connector_index': verdict,
  'destination.node_id': understood('connections'),
  'destination.connector_index': understood('connections'),
})

const edgeOf = ({ source, destination }: Wire): string =>
  `the wire ${source.node_id} (connector ${source.connector_index}) → ${destination.node_id}`

const keyOf = ({ source, destination }: Wire): string =>
  `${source.node_id} ${source.connector_index} ${destination.node_id}`

function problemOf(
  wire: Wire,
  nodes: ReadonlyMap<number, ReadVendorNode>,
  seen: Set<string>,
): string | undefined {
  const { source, destination } = wire
  const [from, to] = [nodes.get(source.node_id), nodes.get(destination.node_id)]
  if (from === undefined) return `there is no node ${source.node_id}`
  if (to === undefined) return `there is no node ${destination.node_id}`
  if (destination.connector_index !== 0) return `wires end at connector 0, not ${destination.connector_index}`
  if (to.isTrigger) return `node ${destination.node_id} is a trigger`
  if (from.ports !== undefined && !from.ports.has(source.connector_index)) {
    return `node ${source.node_id} (${from.vendor.type}) has the connectors ${[...from.ports.keys()].join(', ')}`
  }
  if (seen.has(keyOf(wire))) return 'it is there twice'
  seen.add(keyOf(wire))
  return undefined
}

function verdictOf({ source }: Wire, nodes: ReadonlyMap<number, ReadVendorNode>): Verdict {
  const from = nodes.get(source.node_id)
  if (from?.ports === undefined) return guessed('an exit of its own number', 'what leaves by this connector')
  if (from.portsAreGuessed === undefined) return understood('connections')
  return guessed(from.portsAreGuessed, 'that the wire leaves where it should')
}
