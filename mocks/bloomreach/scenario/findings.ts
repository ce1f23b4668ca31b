// What is wrong with a scenario beyond its shape: its graph, and what it names that does not exist.
// Templates and the called APIs are judged elsewhere, by those who know them.
import type { z } from 'zod'
import { type Connection, type ScenarioDefinition, scenarioSchema } from './definition.ts'
import { DEFAULT_EXIT, exitsOf, Graph } from './graph.ts'
import { isAction, isTrigger, type ScenarioNode } from './node-schemas.ts'

export interface Finding {
  code: string
  /** Into the definition. */
  path: (string | number)[]
  node?: number
  message: string
  remedy: string
}

/** Names that a scenario may refer to. */
export interface Known {
  authentications: readonly string[]
  presets: readonly string[]
  consentCategories: readonly string[]
  frequencyPolicies: readonly string[]
  throughputPolicies: readonly string[]
  /** [D] creating-a-basic-scenario: there is a hard limit on the size. */
  nodeLimit?: number
}

/** Shape first; only a definition of the right shape is looked at further. */
export function findingsOf(
  input: unknown,
  known: Known,
): { definition?: ScenarioDefinition; findings: Finding[] } {
  const parsed = scenarioSchema.safeParse(input)
  if (!parsed.success) return { findings: shapeFindings(parsed.error, input) }
  return { definition: parsed.data, findings: scenarioFindings(parsed.data, known) }
}

function scenarioFindings(definition: ScenarioDefinition, known: Known): Finding[] {
  const first = [...sizeFindings(definition, known), ...duplicateIds(definition)]
  if (first.length > 0) return first
  const connections = definition.connections.flatMap((connection, index) =>
    connectionFindings(definition, connection, index),
  )
  const references = [
    ...conditionFindings(definition.customerFilter, ['customerFilter'], known),
    ...definition.nodes.flatMap((node, index) => referenceFindings(node, index, known)),
  ]
  if (connections.length > 0) return [...connections, ...references]
  return [
    ...triggerFindings(definition),
    ...reachFindings(definition),
    ...cycleFindings(definition),
    ...references,
  ]
}

function shapeFindings(error: z.ZodError, input: unknown): Finding[] {
  return error.issues.flatMap(issue => {
    const path = issue.path.map(part => (typeof part === 'symbol' ? String(part) : part))
    const node = nodeAt(path, input)
    const base = { path, ...(node === undefined ? {} : { node }) }
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map(key => ({
        ...base,
        code: 'unknown-key',
        path: [...path, key],
        message: `${JSON.stringify(key)} is not a field of ${path.length === 0 ? 'the scenario' : path.join('.')}.`,
        remedy: 'Remove it, or correct its spelling.',
      }))
    }
    return [
      {
        ...base,
        code: 'invalid-field',
        message: `${path.length === 0 ? 'The scenario' : path.join('.')}: ${issue.message}.`.replace(
          '..',
          '.',
        ),
        remedy: 'Correct the value.',
      },
    ]
  })
}

function nodeAt(path: (string | number)[], input: unknown): number | undefined {
  const [section, index] = path
  if (section !== 'nodes' || typeof index !== 'number') return undefined
  const nodes = (input as { nodes?: { id?: unknown }[] }).nodes
  const id = nodes?.[index]?.id
  return typeof id === 'number' ? id : undefined
}

function sizeFindings({ nodes }: ScenarioDefinition, { nodeLimit }: Known): Finding[] {
  if (nodeLimit === undefined || nodes.length <= nodeLimit) return []
  return [
    {
      code: 'scenario-too-large',
      path: ['nodes'],
      message: `internal error about scenario size limit: ${nodes.length} nodes, at most ${nodeLimit}.`,
      remedy: 'Split the scenario.',
    },
  ]
}

function duplicateIds({ nodes }: ScenarioDefinition): Finding[] {
  const seen = new Set<number>()
  return nodes.flatMap((node, index) => {
    if (!seen.has(node.id)) {
      seen.add(node.id)
      return []
    }
    return [
      {
        code: 'duplicate-node-id',
        path: ['nodes', index, 'id'],
        node: node.id,
        message: `Two nodes have the id ${node.id}.`,
        remedy: 'Give each node its own id.',
      },
    ]
  })
}

function connectionFindings(
  { nodes, connections }: ScenarioDefinition,
  connection: Connection,
  index: number,
): Finding[] {
  const [from, to, exit = DEFAULT_EXIT] = connection
  const at = (position: number, code: string, node: number, message: string, remedy: string): Finding => ({
    code,
    path: ['connections', index, position],
    node,
    message,
    remedy,
  })
  const source = nodes.find(({ id }) => id === from)
  const target = nodes.find(({ id }) => id === to)
  const ids = nodes.map(({ id }) => id).join(', ')
  if (source === undefined || target === undefined) {
    const [position, missing] = source === undefined ? [0, from] : [1, to]
    return [
      at(
        position,
        'dangling-connection',
        missing,
        `The connection [${connection.join(', ')}] names node ${missing}, which does not exist.`,
        `Use one of the ids ${ids}.`,
      ),
    ]
  }
  if (isTrigger(target)) {
    return [
      at(
        1,
        'connection-into-trigger',
        to,
        `Node ${to} is a trigger: nothing leads into it.`,
        'Connect to another node.',
      ),
    ]
  }
  const exits = exitsOf(source)
  if (!exits.includes(exit)) {
    const names = exits.map(name => (name === DEFAULT_EXIT ? 'no name' : JSON.stringify(name))).join(', ')
    return [
      at(
        exit === DEFAULT_EXIT ? 0 : 2,
        'unknown-exit',
        from,
        exit === DEFAULT_EXIT
          ? `Node ${from} has no exit without a name.`
          : `Node ${from} has no exit ${JSON.stringify(exit)}.`,
        `Name an exit of the ${source.type} node: ${names}.`,
      ),
    ]
  }
  const twin = connections.findIndex(([f, t, e = DEFAULT_EXIT]) => f === from && t === to && e === exit)
  if (twin < index) {
    return [
      at(
        0,
        'duplicate-connection',
        from,
        `The connection [${connection.join(', ')}] is there twice.`,
        'Remove one.',
      ),
    ]
  }
  return []
}

/** [D] creating-a-basic-scenario: at least one trigger and one action; several flows are possible. */
function triggerFindings({ nodes }: ScenarioDefinition): Finding[] {
  if (nodes.some(isTrigger)) return []
  return [
    {
      code: 'no-trigger',
      path: ['nodes'],
      message: 'The scenario has no trigger, so no customer ever enters it.',
      remedy: 'Add a node such as { id: 1, type: now }.',
    },
  ]
}

function reachFindings(definition: ScenarioDefinition): Finding[] {
  const graph = new Graph(definition)
  const reached = new Set<number>()
  const open = graph.triggers.map(({ id }) => id)
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id)) continue
    reached.add(id)
    open.push(...graph.successors(id))
  }
  return definition.nodes.flatMap((node, index) => {
    const path = ['nodes', index]
    if (!reached.has(node.id) && !isTrigger(node)) {
      return [
        {
          code: 'unreachable-node',
          path,
          node: node.id,
          message: `No customer reaches node ${node.id} (${node.type}): no trigger leads to it.`,
          remedy: `Connect a node to it, for example [1, ${node.id}], or remove it.`,
        },
      ]
    }
    // A trigger or an operator at the end of a path does nothing for anyone.
    const mayEnd = isAction(node) || node.type === 'set_attribute' || node.type === 'add_event'
    if (mayEnd || graph.successors(node.id).length > 0) return []
    return [
      {
        code: 'missing-connection',
        path,
        node: node.id,
        message: `Nothing follows node ${node.id} (${node.type}): customers who reach it end there.`,
        remedy: 'Connect it to the next node, or remove it.',
      },
    ]
  })
}

/** A way round that no wait interrupts would never end: what is left when ends are taken away again and again. */
function cycleFindings({ nodes, connections }: ScenarioDefinition): Finding[] {
  let left = new Set(nodes.filter(({ type }) => type !== 'wait').map(({ id }) => id))
  for (let size = -1; size !== left.size; ) {
    size = left.size
    const leading = new Set(connections.filter(([, to]) => left.has(to)).map(([from]) => from))
    const reached = new Set(connections.filter(([from]) => left.has(from)).map(([, to]) => to))
    left = new Set([...left].filter(id => leading.has(id) && reached.has(id)))
  }
  const index = nodes.findIndex(({ id }) => left.has(id))
  const node = nodes[index]
  if (node === undefined) return []
  return [
    {
      code: 'cycle-without-wait',
      path: ['nodes', index],
      node: node.id,
      message: `Customers go round through node ${node.id} without ever waiting.`,
      remedy: 'Put a wait node into the loop, or remove a connection.',
    },
  ]
}

/** Every `consent` of a condition, with the way that leads to it. */
function consentsIn(
  condition: unknown,
  path: (string | number)[],
): { name: string; path: (string | number)[] }[] {
  if (typeof condition !== 'object' || condition === null) return []
  return Object.entries(condition).flatMap(([key, part]) => {
    const inside = [...path, Array.isArray(condition) ? Number(key) : key]
    return key === 'consent' && typeof part === 'string'
      ? [{ name: part, path: inside }]
      : consentsIn(part, inside)
  })
}

function conditionFindings(
  condition: unknown,
  path: (string | number)[],
  known: Known,
  node?: number,
): Finding[] {
  return consentsIn(condition, path)
    .filter(({ name }) => !known.consentCategories.includes(name))
    .map(consent => ({
      code: 'unknown-consent-category',
      path: consent.path,
      ...(node === undefined ? {} : { node }),
      message: `A condition names the consent category ${JSON.stringify(consent.name)}, which does not exist.`,
      remedy:
        known.consentCategories.length === 0
          ? 'Create the consent category first.'
          : `Use one of: ${known.consentCategories.join(', ')}.`,
    }))
}

function referenceFindings(node: ScenarioNode, index: number, known: Known): Finding[] {
  if (node.type === 'condition') return conditionFindings(node.if, ['nodes', index, 'if'], known, node.id)
  if (!isAction(node)) return []
  const dangling = (
    field: string,
    what: string,
    name: string | undefined,
    names: readonly string[],
  ): Finding[] => {
    if (name === undefined || names.includes(name)) return []
    return [
      {
        code: `unknown-${what.replaceAll(' ', '-')}`,
        path: ['nodes', index, field],
        node: node.id,
        message: `Node ${node.id} names the ${what} ${JSON.stringify(name)}, which does not exist.`,
        remedy: names.length === 0 ? `Create the ${what} first.` : `Use one of: ${names.join(', ')}.`,
      },
    ]
  }
  const gates = [
    ...dangling('consentCategory', 'consent category', node.consentCategory, known.consentCategories),
    ...dangling('frequencyPolicy', 'frequency policy', node.frequencyPolicy, known.frequencyPolicies),
  ]
  if (node.type !== 'webhook') return gates
  return [
    ...gates,
    ...dangling('authentication', 'authentication', node.authentication, known.authentications),
    ...dangling('preset', 'webhook preset', node.preset, known.presets),
    ...dangling('throughputPolicy', 'throughput policy', node.throughputPolicy, known.throughputPolicies),
  ]
}
