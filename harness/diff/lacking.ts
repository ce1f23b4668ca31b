// What the first side's scenarios name and the second side's world does not have: what a clone to another project would lack.
import { openWorld } from '../life.ts'
import type { ReadWorld } from '../world/definition.ts'

export interface Lacking {
  scenario: string
  /** A code of docs/check.md, such as `unknown-consent-category`. */
  code: string
  message: string
}

/** What stands in the template itself is lacking nowhere. */
const OF_TEMPLATES = new Set(['unknown-filter', 'unknown-test', 'unknown-variable', 'unknown-exit'])

export async function lackingIn(read: ReadWorld, from: ReadWorld): Promise<Lacking[]> {
  const { bloomreach } = read.data
  const empty = bloomreach === undefined ? bloomreach : { ...bloomreach, scenarios: [] }
  const life = await openWorld({ ...read, data: { ...read.data, bloomreach: empty }, scenarios: new Map() })
  try {
    return (from.data.bloomreach?.scenarios ?? []).flatMap(({ start: _, ...inline }, index) => {
      const definition: unknown = from.scenarios.get(index)?.data ?? inline
      const scenario = String((definition as { name?: unknown }).name)
      return life.bloomreach.scenarios
        .findings(definition)
        .filter(({ code }) => code.startsWith('unknown-') && !OF_TEMPLATES.has(code))
        .map(({ code, message }) => ({ scenario, code, message }))
    })
  } finally {
    await life.end()
  }
}
