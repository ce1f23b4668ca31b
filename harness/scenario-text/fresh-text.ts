// A scenario that came from no text, as YAML: what is short on one line, as people write it. Pure, and runs in a browser.
import { Document, isMap, visit } from 'yaml'
import type { WrittenScenario } from './written-scenario.ts'

const WRITING = { lineWidth: 120 } as const

export function freshText({
  name,
  description,
  tags,
  customerFilter,
  nodes,
  connections,
}: WrittenScenario): string {
  const document = new Document(given({ name, description, tags, customerFilter, nodes }))
  visit(document, {
    Pair(_, { key, value }) {
      if (String(key) === 'position' && isMap(value)) value.flow = true
    },
  })
  return `${document.toString(WRITING)}connections: ${waysText(connections)}\n`
}

export const waysText = (connections: WrittenScenario['connections']): string =>
  `[${connections.map(one => `[${one.map(partText).join(', ')}]`).join(', ')}]`

const partText = (part: number | string): string =>
  typeof part === 'number' ? String(part) : JSON.stringify(part)

const given = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
