// A scenario that came from no text, as YAML: what is short on one line, as people write it. Pure, and runs in a browser.

import { given } from '../../mocks/kit/given.ts'
import { yamlText } from '../import/written/yaml-text.ts'
import type { WrittenScenario } from './written-scenario.ts'

export function freshText({ connections, ...own }: WrittenScenario): string {
  const { name, description, tags, customerFilter, nodes } = own
  return `${yamlText(given({ name, description, tags, customerFilter, nodes }))}connections: ${waysText(connections)}\n`
}

export const waysText = (connections: WrittenScenario['connections']): string =>
  `[${connections.map(one => `[${one.map(partText).join(', ')}]`).join(', ')}]`

const partText = (part: number | string): string =>
  typeof part === 'number' ? String(part) : JSON.stringify(part)
