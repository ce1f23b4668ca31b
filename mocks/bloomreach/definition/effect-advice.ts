// Settings of a node that another one of its settings makes void: accepted by the vendor, and without effect.
import type { Finding, Path } from './finding.ts'

export type Void = readonly [field: string, because: string]

export const withoutEffect = (node: number, path: Path, voids: readonly Void[]): Finding[] =>
  voids.map(([field, because]) => ({
    code: 'setting-without-effect',
    path: [...path, field],
    node,
    message: `The ${field} of node ${node} has no effect: ${because}.`,
    remedy: 'Remove it, or change the other setting.',
  }))

interface Addressed {
  recipients: 'matching' | { manual: string }
  frequencyPolicy?: string | undefined
}

export const voidPolicy = ({ recipients, frequencyPolicy }: Addressed): Void[] =>
  recipients === 'matching' || frequencyPolicy === undefined
    ? []
    : [['frequencyPolicy', 'recipients who are set manually are outside frequency policies']]
