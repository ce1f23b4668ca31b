// One node of the clipboard: ours, and the column of each of its fields; a stub in its place where it cannot be read.
import { nodeSchema } from '../../../mocks/bloomreach/definition/node-schemas.ts'
import { type Columns, columnsOf, type Entry, type Path, refused } from '../columns.ts'
import {
  COMMON_COLUMNS,
  isRefusal,
  type NodeFormat,
  type NodeInput,
  type Ports,
  type Refusal,
  refuse,
  type UnplacedNode,
} from './node-format.ts'
import { NODE_FORMATS } from './nodes/index.ts'
import { placeColumns, placeOf } from './places.ts'
import type { ProjectIds } from './project-ids.ts'

export type VendorNode = Readonly<Record<string, unknown>> & { id: number; type: string }

export interface ReadVendorNode {
  vendor: VendorNode
  /** The first has the vendor's id; several stand for one of the vendor's. */
  nodes: NodeInput[]
  entries: Entry[]
  isTrigger: boolean
  /** Undefined for a type whose connectors nobody knows. */
  ports: Ports | undefined
  portsAreGuessed?: string
  /** Why it is a stub, or a trigger that is not there. */
  reason?: string
}

export interface NodePlace {
  path: Path
  ids: ProjectIds
  /** Draws an id that no node of the input has. */
  freeId(): number
}

export function readNode(vendor: VendorNode, place: NodePlace): ReadVendorNode {
  const format = NODE_FORMATS.get(vendor.type)
  if (format === undefined) return stub(vendor, place, refuse('the form of its type is not public'))
  const shaped = format.shape.safeParse(vendor)
  if (!shaped.success) {
    const [issue] = shaped.error.issues
    const where = issue?.path.join('.') ?? ''
    return stub(vendor, place, refuse(`${where || 'it'} is not as the public form has it`), format)
  }
  const read = format.read(shaped.data as never, place.ids)
  if (isRefusal(read)) return stub(vendor, place, read, format, format.ports(shaped.data as never))
  const nodes = placed(Array.isArray(read) ? read : [read as UnplacedNode], vendor, place)
  const problem = problemOf(nodes)
  if (problem !== undefined) return stub(vendor, place, refuse(problem), format)
  return {
    vendor,
    nodes,
    ports: format.ports(shaped.data as never),
    isTrigger: format.isTrigger === true,
    entries: columnsOf(vendor, columnsFor(format, vendor), place.path),
    ...(format.portsAreGuessed === undefined ? {} : { portsAreGuessed: format.portsAreGuessed }),
  }
}

const columnsFor = (format: NodeFormat, vendor: VendorNode): Columns => ({
  ...COMMON_COLUMNS,
  ...placeColumns(vendor),
  ...format.columns,
})

const placed = (read: readonly UnplacedNode[], vendor: VendorNode, { freeId }: NodePlace): NodeInput[] =>
  read.map(
    (node, index) =>
      ({
        id: index === 0 ? vendor.id : freeId(),
        ...(typeof vendor.name === 'string' && vendor.name !== '' ? { name: vendor.name } : {}),
        ...node,
        ...placeOf(vendor, index),
      }) as NodeInput,
  )

/** What our own schema has against it. */
function problemOf(nodes: readonly NodeInput[]): string | undefined {
  for (const node of nodes) {
    const [issue] = nodeSchema.safeParse(node).error?.issues ?? []
    if (issue !== undefined) return `${issue.path.join('.') || 'it'}: ${issue.message}`
  }
  return undefined
}

/** Of a trigger nothing holds the place: nobody would enter by it. */
function stub(
  vendor: VendorNode,
  place: NodePlace,
  { refused: reason }: Refusal,
  format?: NodeFormat,
  ports?: Ports,
): ReadVendorNode {
  const entries = columnsOf(vendor, { ...placeColumns(vendor), '': refused(reason) }, place.path)
  const isTrigger = format?.isTrigger === true
  if (isTrigger) return { vendor, nodes: [], entries, ports, isTrigger, reason }
  const held = { type: 'not_imported', vendorType: vendor.type, reason } as const
  const more = format?.portsAreGuessed === undefined ? {} : { portsAreGuessed: format.portsAreGuessed }
  return { vendor, nodes: placed([held], vendor, place), entries, ports, isTrigger, reason, ...more }
}
