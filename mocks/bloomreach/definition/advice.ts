// What works and still is worth a word: size, ways round that nobody leaves, messages without a consent, words that the vendor's editor does not know,
// settings without effect. Advice never blocks.
import { consentAdvice } from './consent-advice.ts'
import type { ScenarioDefinition } from './definition.ts'
import { effectAdvice } from './effect-advice.ts'
import type { Finding } from './finding.ts'
import { loopAdvice } from './loop-advice.ts'
import { sizeAdvice } from './size-advice.ts'
import { operatorAdvice, wordAdvice } from './word-advice.ts'

export const adviceOn = (definition: ScenarioDefinition): Finding[] => [
  ...sizeAdvice(definition).map(advice => ({ ...advice, path: ['nodes'] })),
  ...loopAdvice(definition),
  ...consentAdvice(definition),
  ...operatorAdvice(definition.customerFilter, ['customerFilter']),
  ...definition.nodes.flatMap((node, index) => [
    ...wordAdvice(node, ['nodes', index]),
    ...effectAdvice(node, ['nodes', index]),
  ]),
]
