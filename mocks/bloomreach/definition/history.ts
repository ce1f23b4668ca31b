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
  const shownNodes = [hideSecrets(before).nodes, hideSecrets(after).nodes] as const
  const { nodes: oldNodes, connections: oldConnections, ...oldRest } = before
  const { nodes: newNodes, connections: newConnections, ...newRest } = after
  return {
    fields: changedFields(oldRest, newRest),
    nodes: nodeChanges(oldNodes, newNodes).map(change => withValues(change, shownNodes)),
    connections: {
      added: missingFrom(oldConnections, newConnections),
      removed: missingFrom(newConnections, oldConnections),
    },
  }
}

function nodeChanges(before: ScenarioDefinition['nodes'], after: ScenarioDefinition['nodes']): NodeChange[] {
  const ids = [...new Set([...before, ...after].map(({ id }) => id))].sort((a, b) => a - b)
  return ids.flatMap((id): NodeChange[] => {
    const old = before.find(node => node.id === id)
    const now = after.find(node => node.id === id)
    if (old === undefined) return [{ node: id, change: 'added' }]
    if (now === undefined) return [{ node: id, change: 'removed' }]
    const fields = changedFields(old, now)
    return fields.length === 0 ? [] : [{ node: id, change: 'changed', fields }]
  })
}

type Nodes = ScenarioDefinition['nodes']

function withValues(change: NodeChange, [before, after]: readonly [Nodes, Nodes]): NodeChange {
  if (change.fields === undefined) return change
  const [old, now] = [before, after].map(nodes => nodes.find(({ id }) => id === change.node) ?? {})
  const values = change.fields.map(name => [name, said(fieldOf(old, name), fieldOf(now, name))] as const)
  return { ...change, values: Object.fromEntries(values) }
}

const fieldOf = (node: object | undefined, name: string): unknown => (node as Record<string, unknown>)[name]

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

const missingFrom = (
  known: ScenarioDefinition['connections'],
  wanted: ScenarioDefinition['connections'],
): ScenarioDefinition['connections'] =>
  wanted.filter(connection => !known.some(other => isDeepStrictEqual(other, connection)))
