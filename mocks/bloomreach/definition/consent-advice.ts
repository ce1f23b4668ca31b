// A message that names no consent category goes to customers who consented to nothing: allowed, and seldom meant.
import type { ScenarioDefinition } from './definition.ts'
import type { Finding } from './finding.ts'

const MESSAGES: ReadonlySet<string> = new Set(['email', 'sms', 'push'])

export const consentAdvice = ({ nodes }: Pick<ScenarioDefinition, 'nodes'>): Finding[] =>
  nodes.flatMap((node, index) => {
    const isOpen = 'generalConsent' in node && node.generalConsent === true
    const isNamed = 'consentCategory' in node && node.consentCategory !== undefined
    if (!MESSAGES.has(node.type) || isOpen || isNamed) return []
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
