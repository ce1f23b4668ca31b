// What changed between two versions of a scenario, as the version history highlights it. Pure.
import { isDeepStrictEqual } from 'node:util'
import type { ScenarioDefinition } from './definition.ts'

export interface NodeChange {
  node: number
  change: 'added' | 'removed' | 'changed'
  /** Of a changed node: the fields that differ. */
  fields?: string[]
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
    nodes: nodeChanges(oldNodes, newNodes),
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
