// A scenario as the sandbox shows it becomes a draft, and a draft what is saved. Pure.
import type { EditorNodeType } from '../../../../control-api/scenarios/scenario-editor.ts'
import { isSame } from '../../../../scenario-text/same.ts'
import type { Draft, DraftConnection, DraftNode } from './draft.ts'

type Shown = Readonly<Record<string, unknown>>

const KEPT = ['name', 'description', 'tags', 'customerFilter'] as const

/** Without what every scenario has, and without fields that say no more than their default. */
export function draftOf(shown: Shown, nodeTypes: readonly EditorNodeType[]): Draft {
  const defaults = new Map(nodeTypes.map(({ type, schema }) => [type, defaultsIn(schema)]))
  const own = KEPT.flatMap(name => (isSaid(shown[name]) ? [[name, shown[name]]] : []))
  return {
    ...(Object.fromEntries(own) as unknown as Draft),
    nodes: (shown.nodes as DraftNode[]).map(node => withoutDefaults(node, defaults.get(node.type))),
    connections: shown.connections as DraftConnection[],
  }
}

const isSaid = (value: unknown): boolean =>
  value !== undefined && !(Array.isArray(value) && value.length === 0)

type Defaults = ReadonlyMap<string, unknown>

function defaultsIn(schema: Readonly<Record<string, unknown>>): Defaults {
  const fields = Object.entries((schema.properties ?? {}) as Record<string, { default?: unknown }>)
  return new Map(fields.flatMap(([name, field]) => ('default' in field ? [[name, field.default]] : [])))
}

function withoutDefaults(node: DraftNode, defaults: Defaults | undefined): DraftNode {
  const told = Object.entries(node).filter(
    ([name, value]) => !(defaults?.has(name) === true && isSame(defaults.get(name), value)),
  )
  return Object.fromEntries(told) as unknown as DraftNode
}
