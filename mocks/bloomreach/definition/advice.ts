// What works and still is worth a word: size, ways round that nobody leaves, words that the vendor's editor does not know.
// Advice never blocks.
import type { ScenarioDefinition } from './definition.ts'
import type { Finding } from './finding.ts'
import { loopAdvice } from './loop-advice.ts'
import { operatorAdvice } from './operator-advice.ts'
import { sizeAdvice } from './size-advice.ts'

export const adviceOn = (definition: ScenarioDefinition): Finding[] => [
  ...sizeAdvice(definition).map(advice => ({ ...advice, path: ['nodes'] })),
  ...loopAdvice(definition),
  ...operatorAdvice(definition.customerFilter, ['customerFilter']),
  ...definition.nodes.flatMap((node, index) => operatorAdvice(node, ['nodes', index], node.id)),
]
