// What a type of node of the vendor's editor is to import and export: its shape, its fields, its ports and both ways.
import type { z } from 'zod'
import type { ScenarioInput } from '../../../mocks/bloomreach/definition/definition.ts'
import type { NodeOf, NodeType } from '../../../mocks/bloomreach/definition/node-schemas.ts'
import { type Columns, ignored, understood, unknownField } from '../columns.ts'
import type { ProjectIds } from './project-ids.ts'

export type NodeInput = ScenarioInput['nodes'][number]
export type ConnectionInput = [from: number, to: number, exit?: string]
type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never
export type UnplacedNode = WithoutId<NodeInput>

/** One node of ours, or several that stand for it; or why there is none. */
export type ReadNode = UnplacedNode | readonly UnplacedNode[] | Refusal
export interface Refusal {
  refused: string
}
export const refuse = (reason: string): Refusal => ({ refused: reason })
export const isRefusal = (read: object): read is Refusal => 'refused' in read

/** The index of a connector by the exit that it is here. */
export type Ports = ReadonlyMap<number, string>

export interface NodeFormat<S extends z.ZodType = z.ZodType, T extends NodeType = NodeType> {
  vendorType: string
  /** What it becomes. */
  type: T
  /** On what its shape rests. */
  grade: string
  isTrigger?: true
  shape: S
  columns: Columns
  ports(node: z.output<S>): Ports
  /** Whether which port is which exit is public, or a guess. */
  portsAreGuessed?: string
  read(node: z.output<S>, ids: ProjectIds): ReadNode
  /** The vendor's fields that say what ours says; what has no place there is refused. */
  write(node: NodeOf<T>, ids: ProjectIds): Record<string, unknown> | Refusal
  /** Our fields whose vendor's form is a guess: they go back as they came, or not at all. */
  keptOnly?: readonly string[]
  /** What a node that was not imported has beside them. */
  defaults: Readonly<Record<string, unknown>>
}

export const nodeFormat = <S extends z.ZodType, T extends NodeType>(format: NodeFormat<S, T>): NodeFormat =>
  format as unknown as NodeFormat

const PALETTE = ignored('the palette’s own, for the editor’s screen')

/** Of every node. [C] a copied scenario, app v1.310.0. */
export const COMMON_COLUMNS: Columns = {
  id: understood('id'),
  type: understood('type'),
  name: value => (value === '' ? ignored('no name') : understood('name')),
  version: ignored('how often it was saved'),
  label: PALETTE,
  icon: PALETTE,
  tourId: PALETTE,
  disabledTooltip: PALETTE,
  touched: PALETTE,
}

/** A field that has a place here only where it is empty. */
export const emptyOnly = (note: string) => (value: unknown) =>
  value === null || value === '' ? ignored(note) : unknownField(value)

/** Those of ours that the vendor's node has no place for. */
export const withoutPlace = (node: object, places: readonly string[]): string[] =>
  Object.entries(node)
    .filter(
      ([key, value]) => value !== undefined && !['id', 'type', 'name', 'position', ...places].includes(key),
    )
    .map(([key]) => key)

export const noPlaceFor = (fields: readonly string[]): Refusal =>
  refuse(`the public form of this node has no place for ${fields.join(', ')}`)
