// What there is to exercise in a scenario: each node, connection and exit, each answer of a webhook, each way of a template, and each
// value that a mail prints, with something and with nothing. Pure.
import type { ScenarioDefinition } from '../../mocks/bloomreach/definition/definition.ts'
import { onPaper, type ScenarioNode } from '../../mocks/bloomreach/definition/node-schemas.ts'
import { templateWays, valuesPrinted } from './templates.ts'

export const KINDS = [
  'node',
  'connection',
  'exit',
  'webhook answer',
  'template branch',
  'printed value',
] as const
export type Kind = (typeof KINDS)[number]

export interface Item {
  readonly kind: Kind
  /** As `hits` names it. */
  readonly key: string
  readonly node: number
  /** In words: "#3 answered: retried". */
  readonly says: string
}

/** How Bloomreach tells the answers to a webhook apart. */
const ANSWERS = ['accepted', 'retried', 'failed', 'stops the others'] as const
export type Answer = (typeof ANSWERS)[number]

export const nodeKey = (node: number): string => `node ${node}`
export const connectionKey = (from: number, to: number): string => `connection ${from} ${to}`
export const exitKey = (node: number, exit: string): string => `exit ${node} ${exit}`
export const answerKey = (node: number, answer: Answer): string => `answer ${node} ${answer}`
export const wayKey = (node: number, tag: string, way: number): string => `way ${node} ${way} ${tag}`
export const valueKey = (node: number, name: string, has: 'value' | 'nothing'): string =>
  `value ${node} ${has} ${name}`

export function itemsOf({ nodes, connections }: Pick<ScenarioDefinition, 'nodes' | 'connections'>): Item[] {
  const of = new Map<string, Item>()
  const add = (item: Item) => of.set(item.key, item)
  for (const node of nodes)
    add({ kind: 'node', key: nodeKey(node.id), node: node.id, says: `#${node.id} ${node.type}` })
  for (const [from, to] of connections)
    add({ kind: 'connection', key: connectionKey(from, to), node: from, says: `#${from} to #${to}` })
  for (const node of nodes) for (const item of insideOf(node)) add(item)
  return [...of.values()]
}

function insideOf(node: ScenarioNode): Item[] {
  const exits = [...onPaper(node).exits(node).values()]
  const ofExits = [...new Set(exits)].length < 2 ? [] : [...new Set(exits)]
  return [
    ...ofExits.map(
      (exit): Item => ({
        kind: 'exit',
        key: exitKey(node.id, exit),
        node: node.id,
        says: `#${node.id} left by ${exit === '' ? 'its first exit' : JSON.stringify(exit)}`,
      }),
    ),
    ...(node.type === 'webhook' ? ANSWERS : []).map(
      (answer): Item => ({
        kind: 'webhook answer',
        key: answerKey(node.id, answer),
        node: node.id,
        says: `#${node.id} answered: ${answer}`,
      }),
    ),
    ...templateWays(node).map(
      ({ tag, way, says }): Item => ({
        kind: 'template branch',
        key: wayKey(node.id, tag, way),
        node: node.id,
        says: `#${node.id} {% ${tag} %}: ${says}`,
      }),
    ),
    ...valuesPrinted(node).flatMap(name =>
      (['value', 'nothing'] as const).map(
        (has): Item => ({
          kind: 'printed value',
          key: valueKey(node.id, name, has),
          node: node.id,
          says: `#${node.id} {{ ${name} }} with ${has === 'value' ? 'a value' : 'nothing'}`,
        }),
      ),
    ),
  ]
}
