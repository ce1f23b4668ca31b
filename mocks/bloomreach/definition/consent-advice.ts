// A message that names no consent category goes to customers who consented to nothing: allowed, and seldom meant.
import type { ScenarioDefinition } from './definition.ts'
import type { Finding } from './finding.ts'
import { actionOnPaper, isAction } from './node-schemas.ts'

export const consentAdvice = ({ nodes }: Pick<ScenarioDefinition, 'nodes'>): Finding[] =>
  nodes.flatMap((node, index) => {
    if (!isAction(node) || !actionOnPaper(node).isMessage) return []
    if (node.generalConsent === true || node.consentCategory !== undefined) return []
    return [
      {
        code: 'no-consent-category',
        path: ['nodes', index],
        node: node.id,
        message: `Node ${node.id} names no consent category, so that the ${node.type} goes to customers who consented to nothing.`,
        remedy: 'Add for example consentCategory: "newsletter", or generalConsent: true if that is meant.',
      },
    ]
  })
