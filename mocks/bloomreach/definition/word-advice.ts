// Words that are readable here and that the vendor's editor does not know.
import { vendorsWordFor } from '../customers/operators/index.ts'
import type { Finding, Path } from './finding.ts'

/** Of every filter inside the value, wherever one may stand. */
export function operatorAdvice(value: unknown, path: Path): Finding[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => {
    const at = [...path, Array.isArray(value) ? Number(key) : key]
    const word = key === 'operator' && 'property' in value ? vendorsWordFor(String(part)) : undefined
    return word === undefined
      ? operatorAdvice(part, at)
      : [notTheVendors(`operator "${part}"`, at, `Write: ${word}.`)]
  })
}

export const notTheVendors = (what: string, path: Path, remedy: string): Finding => ({
  code: 'not-the-vendors-word',
  path,
  message: `The editor of the vendor has no ${what}.`,
  remedy,
})
