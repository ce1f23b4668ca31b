// The warnings of the Test tab, which never block: the vendor's three, and the advised size.
// [D] saving-and-cloning-of-scenarios.
import type { Condition } from '../customers/filter-schemas.ts'
import type { Graph } from '../definition/graph.ts'
import type { ScenarioNode } from '../definition/node-schemas.ts'
import { sizeAdvice } from '../definition/size-advice.ts'
import { hasJinja } from '../jinja/index.ts'

export interface PreviewWarning {
  code: string
  node?: number
  message: string
}

type CustomersAt = ReadonlyMap<number, number>

export function warningsOf({ definition }: Graph, customersAt: CustomersAt): PreviewWarning[] {
  return [
    ...sizeAdvice(definition).map(({ code, message }) => ({ code, message })),
    ...definition.nodes.flatMap(node => warningOf(node, customersAt.get(node.id) ?? 0)),
    ...attributeWarning(definition.nodes, customersAt),
  ]
}

function warningOf(node: ScenarioNode, customers: number): PreviewWarning[] {
  const { id } = node
  if (node.type === 'condition' && customers > 100_000 && hasJinjaInside(node.if)) {
    const message = `Too many customers are processed by condition node #${id} containing Jinja.`
    return [{ code: 'jinja-condition', node: id, message }]
  }
  if (node.type === 'wait' && customers > 200_000 && hasJinja(node.period ?? node.until ?? '')) {
    const message = `Dynamic wait node #${id} is processing too many customers.`
    return [{ code: 'dynamic-wait', node: id, message }]
  }
  return []
}

const hasJinjaInside = ({ jinja, any = [], all = [], not }: Condition): boolean =>
  jinja !== undefined || [...any, ...all, ...(not === undefined ? [] : [not])].some(hasJinjaInside)

function attributeWarning(nodes: readonly ScenarioNode[], customersAt: CustomersAt): PreviewWarning[] {
  const written = nodes.reduce(
    (sum, node) =>
      node.type === 'set_attribute'
        ? sum + (customersAt.get(node.id) ?? 0) * Object.keys(node.attributes).length
        : sum,
    0,
  )
  if (written <= 1_000_000) return []
  return [{ code: 'set-attribute', message: 'Set attribute actions count exceeds the recommended limit.' }]
}
