// What is wrong with the graph of a scenario: ids, connections, nodes that nobody reaches, ways round that never wait.
import type { Connection, ScenarioDefinition } from './definition.ts'
import { DEFAULT_EXIT } from './exits.ts'
import type { Finding } from './finding.ts'
import { Graph } from './graph.ts'
import { loopsIn } from './graph-loops.ts'
import { isTrigger, onPaper, type ScenarioNode } from './node-schemas.ts'

/** Ids that are there twice: nothing else can be judged then. */
export function duplicateIds({ nodes }: ScenarioDefinition): Finding[] {
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

export function brokenConnections(definition: ScenarioDefinition): Finding[] {
  const nodes = new Map(definition.nodes.map(node => [node.id, node]))
  const seen = new Set<string>()
  return definition.connections.flatMap((connection, index) => {
    const findings = connectionFindings(nodes, connection, { index, seen })
    seen.add(keyOf(connection))
    return findings
  })
}

/** Two connections with one key are the same. */
const keyOf = ([from, to, exit = DEFAULT_EXIT]: Connection): string => `${from} ${to} ${exit}`

function connectionFindings(
  nodes: ReadonlyMap<number, ScenarioNode>,
  connection: Connection,
  { index, seen }: { index: number; seen: ReadonlySet<string> },
): Finding[] {
  const [from, to, exit = DEFAULT_EXIT] = connection
  const at = (position: number, code: string, node: number, message: string, remedy: string): Finding => ({
    code,
    path: ['connections', index, position],
    node,
    message,
    remedy,
  })
  const source = nodes.get(from)
  const target = nodes.get(to)
  if (source === undefined || target === undefined) {
    const [position, missing] = source === undefined ? [0, from] : [1, to]
    return [
      at(
        position,
        'dangling-connection',
        missing,
        `The connection [${connection.join(', ')}] names node ${missing}, which does not exist.`,
        `Use one of the ids ${idsOf(nodes)}.`,
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
  const exits = [...onPaper(source).exits(source).keys()]
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
  if (seen.has(keyOf(connection))) {
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

/** A sentence is no list. */
const MOST_NAMED = 20

function idsOf(nodes: ReadonlyMap<number, ScenarioNode>): string {
  const ids = [...nodes.keys()]
  const rest = ids.length - MOST_NAMED
  return rest > 0 ? `${ids.slice(0, MOST_NAMED).join(', ')} and ${rest} more` : ids.join(', ')
}

/** Of a graph whose connections are sound. */
export function flowFindings(definition: ScenarioDefinition): Finding[] {
  return [...triggerFindings(definition), ...reachFindings(definition), ...cycleFindings(definition)]
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
    if (onPaper(node).mayEnd || graph.successors(node.id).length > 0) return []
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

/** A way round that no wait interrupts would never end. */
function cycleFindings(definition: ScenarioDefinition): Finding[] {
  const { nodes } = definition
  const graph = new Graph(definition)
  const restless = nodes.filter(node => !onPaper(node).waits).map(({ id }) => id)
  const inLoop = new Set(loopsIn(restless, id => graph.successors(id)).flat())
  const index = nodes.findIndex(({ id }) => inLoop.has(id))
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
