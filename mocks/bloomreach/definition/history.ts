// What changed between two versions of a scenario, as the version history highlights it. Pure.
import { isDeepStrictEqual } from 'node:util'
import type { ScenarioDefinition } from './definition.ts'
import { hideSecrets } from './secret-headers.ts'

export interface NodeChange {
  node: number
  change: 'added' | 'removed' | 'changed'
  /** Of a changed node: the fields that differ. */
  fields?: string[]
  /** What each of them said and says, without secrets; what is not there is left out. */
  values?: Record<string, Said>
}

interface Said {
  before?: unknown
  after?: unknown
}

export interface VersionDiff {
  /** Other than nodes and connections: name, description, tags, customerFilter. */
  fields: string[]
  nodes: NodeChange[]
  connections: { added: ScenarioDefinition['connections']; removed: ScenarioDefinition['connections'] }
}

export function diffOf(before: ScenarioDefinition, after: ScenarioDefinition): VersionDiff {
  const { nodes: oldNodes, connections: oldConnections, ...oldRest } = before
  const { nodes: newNodes, connections: newConnections, ...newRest } = after
  return {
    fields: changedFields(oldRest, newRest),
    nodes: nodeChanges(versionOf(before, oldNodes), versionOf(after, newNodes)),
    connections: {
      added: missingFrom(oldConnections, newConnections),
      removed: missingFrom(newConnections, oldConnections),
    },
  }
}

type Nodes = ScenarioDefinition['nodes']

/** The nodes by their ids, as they are and as they are shown. */
interface NodesById {
  own: ReadonlyMap<number, Nodes[number]>
  shown: ReadonlyMap<number, object>
}

const versionOf = (definition: ScenarioDefinition, nodes: Nodes): NodesById => ({
  own: byId(nodes),
  shown: byId(hideSecrets(definition).nodes),
})

const byId = (nodes: Nodes) => new Map(nodes.map(node => [node.id, node]))

function nodeChanges(before: NodesById, after: NodesById): NodeChange[] {
  const ids = [...new Set([...before.own.keys(), ...after.own.keys()])].sort((a, b) => a - b)
  return ids.flatMap((id): NodeChange[] => {
    const old = before.own.get(id)
    const now = after.own.get(id)
    if (old === undefined) return [{ node: id, change: 'added' }]
    if (now === undefined) return [{ node: id, change: 'removed' }]
    const fields = changedFields(old, now)
    const values = valuesOf(fields, before.shown.get(id), after.shown.get(id))
    return fields.length === 0 ? [] : [{ node: id, change: 'changed', fields, values }]
  })
}

const valuesOf = (fields: readonly string[], before: object | undefined, after: object | undefined) =>
  Object.fromEntries(fields.map(name => [name, said(fieldOf(before, name), fieldOf(after, name))]))

const fieldOf = (node: object | undefined, name: string): unknown =>
  (node as Record<string, unknown> | undefined)?.[name]

const said = (before: unknown, after: unknown): Said => ({
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
})

function changedFields(before: object, after: object): string[] {
  const [old, now] = [before as Record<string, unknown>, after as Record<string, unknown>]
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].filter(
    name => !isDeepStrictEqual(old[name], now[name]),
  )
}

function missingFrom(
  known: ScenarioDefinition['connections'],
  wanted: ScenarioDefinition['connections'],
): ScenarioDefinition['connections'] {
  const there = new Set(known.map(connection => JSON.stringify(connection)))
  return wanted.filter(connection => !there.has(JSON.stringify(connection)))
}
