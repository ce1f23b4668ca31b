// How large the vendor advises a scenario to be. Advice never blocks; the hard limit is a finding.
// [D] creating-a-basic-scenario: at most 100 nodes, ideally under 30, and at most 25 email nodes counting language versions.
import type { ScenarioDefinition } from './definition.ts'
import { onPaper } from './node-schemas.ts'

// [C] the palette of the editor: at most 5 segmentation forks.
const ADVISED = { nodes: 100, emails: 25, forks: 5 } as const

export interface Advice {
  code: 'many-nodes' | 'many-email-nodes' | 'many-segmentation-forks'
  message: string
  remedy: string
}

export function sizeAdvice({ nodes }: Pick<ScenarioDefinition, 'nodes'>): Advice[] {
  const sizes = nodes.map(node => onPaper(node).size(node))
  const emails = sizes.reduce((sum, { mails = 0 }) => sum + mails, 0)
  const forks = sizes.reduce((sum, { forks: own = 0 }) => sum + own, 0)
  const advice: Advice[] = []
  if (nodes.length > ADVISED.nodes) {
    const message = `The scenario has ${nodes.length} nodes; at most ${ADVISED.nodes} are advised, ideally fewer than 30.`
    advice.push({ code: 'many-nodes', message, remedy: 'Split the scenario.' })
  }
  if (emails > ADVISED.emails) {
    const message = `The scenario has ${emails} email nodes, counting language versions; at most ${ADVISED.emails} are advised.`
    advice.push({ code: 'many-email-nodes', message, remedy: 'Split the scenario.' })
  }
  if (forks > ADVISED.forks) {
    const message = `The scenario has ${forks} segmentation forks; the editor allows ${ADVISED.forks}.`
    advice.push({ code: 'many-segmentation-forks', message, remedy: 'Use conditions on segments instead.' })
  }
  return advice
}
