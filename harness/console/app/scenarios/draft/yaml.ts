// The scenario as YAML and back. Where it came from a text with comments, what is changed is changed in that text, and the comments
// stay where they are. Pure.
import { type Document, isMap, isSeq, parseDocument, stringify, type YAMLMap } from 'yaml'
import type { Draft, DraftConnection, DraftNode } from './draft.ts'
import { isSame } from './same.ts'

export interface ReadYaml {
  draft?: Draft
  /** Line and column from 1. */
  problem?: { message: string; line: number; column: number }
}

/** Keys of a world file's entry that are none of the scenario's. */
const OF_THE_WORLD = ['start', 'file', 'id']

export function draftInYaml(text: string): ReadYaml {
  const document = parseDocument(text)
  const [error] = document.errors
  if (error !== undefined) {
    const [{ line, col } = { line: 1, col: 1 }] = error.linePos ?? []
    return { problem: { message: error.message.split('\n')[0] ?? '', line, column: col } }
  }
  const value = plain(document)
  if (typeof value !== 'object' || value === null || !Array.isArray((value as Partial<Draft>).nodes))
    return { problem: { message: 'A scenario has a name and a list of nodes.', line: 1, column: 1 } }
  const { name, connections, ...rest } = value as Record<string, unknown>
  for (const key of OF_THE_WORLD) delete rest[key]
  const draft = {
    ...rest,
    name: String(name ?? ''),
    connections: Array.isArray(connections) ? connections : [],
  }
  return { draft: draft as unknown as Draft }
}

function plain(document: Document): unknown {
  try {
    return document.toJS()
  } catch {
    // More aliases than anybody writes.
    return undefined
  }
}

/** `source` is the text that it came from. */
export function yamlOf(draft: Draft, source: string | undefined): string {
  if (source === undefined) return freshYaml(draft)
  const document = parseDocument(source)
  if (document.errors.length > 0 || !isMap(document.contents)) return freshYaml(draft)
  if (isSame(draftInYaml(source).draft, draft)) return source
  const { nodes, connections, ...own } = draft
  for (const [name, value] of Object.entries(own)) setIn(document, [name], value)
  for (const name of ['description', 'tags', 'customerFilter']) if (!(name in own)) document.delete(name)
  setNodes(document, nodes)
  setConnections(document, connections)
  return document.toString({ lineWidth: 120 })
}

function freshYaml({ name, description, tags, customerFilter, nodes, connections }: Draft): string {
  const head = stringify(given({ name, description, tags, customerFilter }), { lineWidth: 120 })
  const body = stringify({ nodes }, { lineWidth: 120 })
  const ways = connections.map(one => `[${one.map(part => flowText(part)).join(', ')}]`)
  return `${head}${body}connections: [${ways.join(', ')}]\n`
}

const flowText = (part: number | string | undefined): string =>
  typeof part === 'number' ? String(part) : JSON.stringify(part)

const given = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

function setIn(document: Document, path: readonly (string | number)[], value: unknown): void {
  const before = document.getIn(path)
  const known = isMap(before) || isSeq(before) ? before.toJS(document) : before
  if (!isSame(known, value)) document.setIn(path, value)
}

function setNodes(document: Document, nodes: readonly DraftNode[]): void {
  const list = document.get('nodes')
  if (!isSeq(list)) {
    document.set('nodes', nodes)
    return
  }
  const idOf = (item: unknown) => (isMap(item) ? (item as YAMLMap).get('id') : undefined)
  const wanted = new Set(nodes.map(({ id }) => id))
  list.items = list.items.filter(item => wanted.has(Number(idOf(item))))
  for (const node of nodes) {
    const item = list.items.find(one => Number(idOf(one)) === node.id)
    if (item === undefined) list.items.push(document.createNode(node))
    else if (isMap(item)) setFields(document, item as YAMLMap, node)
  }
}

function setFields(document: Document, item: YAMLMap, node: DraftNode): void {
  const before = item.toJS(document) as Record<string, unknown>
  for (const name of Object.keys(before)) if (!(name in node)) item.delete(name)
  for (const [name, value] of Object.entries(node))
    if (!isSame(before[name], value)) item.set(name, document.createNode(value))
}

function setConnections(document: Document, connections: readonly DraftConnection[]): void {
  const list = document.get('connections')
  const known = isSeq(list) ? (list.toJS(document) as unknown[]) : []
  if (isSame(known, connections)) return
  document.set(
    'connections',
    document.createNode(
      connections.map(one => [...one]),
      { flow: true },
    ),
  )
}
