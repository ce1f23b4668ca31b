// What works and still is worth a word: size, ways round that nobody leaves, messages without a consent, words that the vendor's
// editor does not know, and what each type of node says of itself. Advice never blocks.
import { consentAdvice } from './consent-advice.ts'
import type { ScenarioDefinition } from './definition.ts'
import type { Finding } from './finding.ts'
import { loopAdvice } from './loop-advice.ts'
import { onPaper } from './node-schemas.ts'
import { sizeAdvice } from './size-advice.ts'
import { operatorAdvice } from './word-advice.ts'

export const adviceOn = (definition: ScenarioDefinition): Finding[] => [
  ...sizeAdvice(definition).map(advice => ({ ...advice, path: ['nodes'] })),
  ...loopAdvice(definition),
  ...consentAdvice(definition),
  ...operatorAdvice(definition.customerFilter, ['customerFilter']),
  ...definition.nodes.flatMap((node, index) => [
    ...onPaper(node).advice(node, ['nodes', index]),
    ...operatorAdvice(node, ['nodes', index]).map(finding => ({ ...finding, node: node.id })),
  ]),
]
