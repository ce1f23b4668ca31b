// The nodes of the clipboard: those of the source in their order, then those that are new.
import { isDeepStrictEqual } from 'node:util'
import type { ScenarioDefinition } from '../../mocks/bloomreach/definition/definition.ts'
import { nodeSchema, type ScenarioNode } from '../../mocks/bloomreach/definition/node-schemas.ts'
import { isRefusal, type NodeFormat, type NodeInput } from '../import/clipboard/node-format.ts'
import { formatOf, NODE_FORMATS } from '../import/clipboard/nodes/index.ts'
import { standingAt } from '../import/clipboard/places.ts'
import type { ProjectIds } from '../import/clipboard/project-ids.ts'
import type { ReadVendorNode } from '../import/clipboard/read-node.ts'
import type { ReadScenario } from '../import/clipboard/scenario.ts'
import { patched } from './patch.ts'

type VendorFields = Readonly<Record<string, unknown>>

export interface BuiltNode {
  id: number
  node: VendorFields
  how: 'untouched' | 'patched' | 'new'
  /** What it was read from. */
  read?: ReadVendorNode
}

export interface Built {
  nodes: BuiltNode[]
  /** Why a node of the scenario cannot be written, by its id. */
  byHand: Map<number, string>
  guessed: string[]
}

export function buildNodes(definition: ScenarioDefinition, before: ReadScenario, ids: ProjectIds): Built {
  const now = new Map(definition.nodes.map(node => [node.id, node]))
  const built: Built = { nodes: [], byHand: new Map(), guessed: [] }
  const loose = new Set(before.loose.map(({ id }) => id))
  for (const read of before.read) {
    for (const { id } of read.nodes.slice(1)) now.delete(id)
    addKnown(read, { built, loose, ids, definition })
    now.delete(read.vendor.id)
  }
  for (const node of now.values()) addNew(node, { built, ids, at: built.nodes.length })
  return built
}

interface Known {
  built: Built
  loose: ReadonlySet<number>
  ids: ProjectIds
  definition: ScenarioDefinition
}

function addKnown(read: ReadVendorNode, { built, loose, ids, definition }: Known): void {
  const { id } = read.vendor
  const was = read.nodes.map(parsed)
  const is = was.map(node => definition.nodes.find(one => one.id === node.id))
  const keep = () => {
    const node = standingAt(read.vendor, is[0]?.position)
    built.nodes.push({ id, node, how: node === read.vendor ? 'untouched' : 'patched', read })
  }
  const isGone = is.every(node => node === undefined)
  if (isGone) {
    // A comment at the end of the scenario file holds it; one that was not there was taken out.
    if (was.length === 0 || loose.has(id)) keep()
    return
  }
  if (is.every((node, index) => isDeepStrictEqual(withoutPlace(node), withoutPlace(was[index])))) {
    keep()
    return
  }
  const [node] = is
  const [first] = was
  if (node === undefined || first === undefined || was.length > 1) {
    built.byHand.set(
      id,
      `${read.vendor.type} ${id}: change its times in the editor, for several nodes here stand for it.`,
    )
    return
  }
  if (node.type !== first.type) {
    addNew(node, { built, ids, at: built.nodes.length, place: read.vendor })
    return
  }
  const format = NODE_FORMATS.get(read.vendor.type)
  const change =
    format === undefined ? 'its form is not public' : changeOf(format, { was: first, is: node, ids })
  if (typeof change === 'string') built.byHand.set(id, byHand(node, change))
  else
    built.nodes.push({
      id,
      node: standingAt(withName(node, patched(read.vendor, change.was, change.is)), node.position),
      how: 'patched',
      read,
    })
}

/** Where a node stands changes nothing that it does. */
function withoutPlace(node: ScenarioNode | undefined): object | undefined {
  const { position: _, ...rest } = node ?? {}
  return node && rest
}

const parsed = (node: NodeInput): ScenarioNode => nodeSchema.parse(node)

interface Change {
  was: ScenarioNode
  is: ScenarioNode
  ids: ProjectIds
}

function changeOf(
  format: NodeFormat,
  { was, is, ids }: Change,
): { was: VendorFields; is: VendorFields } | string {
  const kept = changedKept(format, was, is)
  if (kept !== undefined) return kept
  const [before, after] = [format.write(was as never, ids), format.write(is as never, ids)]
  if (isRefusal(after)) return after.refused
  if (isRefusal(before)) return before.refused
  return { was: before, is: after }
}

/** Fields whose vendor's form is a guess: they go back as they came, or not at all. */
function changedKept(
  { keptOnly = [] }: NodeFormat,
  was: ScenarioNode | undefined,
  is: ScenarioNode,
): string | undefined {
  const of = (node: ScenarioNode | undefined, field: string) =>
    (node as Record<string, unknown> | undefined)?.[field]
  const field = keptOnly.find(one => !isDeepStrictEqual(of(was, one), of(is, one)))
  return field === undefined ? undefined : `the vendor’s form of its ${field} is not public`
}

interface New {
  built: Built
  ids: ProjectIds
  at: number
  /** The node whose place it takes. */
  place?: VendorFields
}

const GRID = 200

function addNew(node: ScenarioNode, { built, ids, at, place = {} }: New): void {
  const format = formatOf(node.type)
  if (format === undefined) {
    built.byHand.set(node.id, byHand(node, 'the form of this type is not public'))
    return
  }
  const kept = changedKept(format, undefined, node)
  const fields = kept === undefined ? format.write(node as never, ids) : { refused: kept }
  if (isRefusal(fields)) {
    built.byHand.set(node.id, byHand(node, fields.refused))
    return
  }
  const { x = GRID * (at + 1), y = GRID } = { ...place, ...node.position }
  const whole = { id: node.id, type: format.vendorType, ...format.defaults, ...fields, x, y }
  built.nodes.push({ id: node.id, node: withName(node, whole), how: 'new' })
  built.guessed.push(`Node ${node.id} (${format.vendorType}) is new: ${format.grade}.`)
}

const withName = ({ name }: ScenarioNode, node: VendorFields): VendorFields =>
  name === undefined || name === node.name ? node : { ...node, name }

const byHand = ({ id, type, name }: ScenarioNode, reason: string): string =>
  `${type} ${id}${name === undefined ? '' : ` ${JSON.stringify(name)}`}: ${reason}.`
