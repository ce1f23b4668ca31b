// How large the vendor advises a scenario to be. Advice never blocks; the hard limit is a finding.
// [D] creating-a-basic-scenario: at most 100 nodes, ideally under 30, and at most 25 email nodes counting language versions.
import type { ScenarioDefinition } from './definition.ts'

const ADVISED = { nodes: 100, emails: 25 } as const

export interface Advice {
  code: 'many-nodes' | 'many-email-nodes'
  message: string
  remedy: string
}

export function sizeAdvice({ nodes }: Pick<ScenarioDefinition, 'nodes'>): Advice[] {
  const emails = nodes.reduce(
    (sum, node) => sum + (node.type === 'email' ? 1 + Object.keys(node.languages ?? {}).length : 0),
    0,
  )
  const advice: Advice[] = []
  if (nodes.length > ADVISED.nodes) {
    const message = `The scenario has ${nodes.length} nodes; at most ${ADVISED.nodes} are advised, ideally fewer than 30.`
    advice.push({ code: 'many-nodes', message, remedy: 'Split the scenario.' })
  }
  if (emails > ADVISED.emails) {
    const message = `The scenario has ${emails} email nodes, counting language versions; at most ${ADVISED.emails} are advised.`
    advice.push({ code: 'many-email-nodes', message, remedy: 'Split the scenario.' })
  }
  return advice
}
