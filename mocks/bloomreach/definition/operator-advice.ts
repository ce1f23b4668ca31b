// Operators of filters that are readable here and are not the words of the vendor's editor.
import { vendorsWordFor } from '../customers/operators/index.ts'
import type { Finding } from './finding.ts'

/** Of every filter inside the value, wherever one may stand. */
export function operatorAdvice(value: unknown, path: readonly (string | number)[], node?: number): Finding[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => {
    const at = [...path, Array.isArray(value) ? Number(key) : key]
    const word = key === 'operator' && 'property' in value ? vendorsWordFor(String(part)) : undefined
    return word === undefined ? operatorAdvice(part, at, node) : [adviceFor(String(part), word, at, node)]
  })
}

const adviceFor = (operator: string, word: string, path: (string | number)[], node?: number): Finding => ({
  code: 'not-the-vendors-operator',
  path,
  ...(node === undefined ? {} : { node }),
  message: `The editor of the vendor has no operator "${operator}".`,
  remedy: `Write: ${word}.`,
})
