// The warnings of the Test tab, which never block: what each type of node says of a crowd, and the advised size.
// [D] saving-and-cloning-of-scenarios.
import type { Graph } from '../definition/graph.ts'
import { onPaper, type ScenarioNode } from '../definition/node-schemas.ts'
import { sizeAdvice } from '../definition/size-advice.ts'
import { kindOf } from './nodes/index.ts'
import type { PreviewWarning } from './nodes/node-kind.ts'

type CustomersAt = ReadonlyMap<number, number>

export function warningsOf({ definition }: Graph, customersAt: CustomersAt): PreviewWarning[] {
  return [
    ...sizeAdvice(definition).map(({ code, message }) => ({ code, message })),
    ...definition.nodes.flatMap(node => kindOf(node).warnings(node, customersAt.get(node.id) ?? 0)),
    ...attributeWarning(definition.nodes, customersAt),
  ]
}

function attributeWarning(nodes: readonly ScenarioNode[], customersAt: CustomersAt): PreviewWarning[] {
  const written = nodes.reduce((sum, node) => {
    const { attributes = [] } = onPaper(node).size(node)
    return sum + (customersAt.get(node.id) ?? 0) * attributes.length
  }, 0)
  if (written <= 1_000_000) return []
  return [{ code: 'set-attribute', message: 'Set attribute actions count exceeds the recommended limit.' }]
}
