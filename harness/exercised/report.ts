// How much of each scenario was exercised, and what was not.
import type { ExercisedScenario } from './folder.ts'
import { type Item, itemsOf, KINDS, type Kind } from './items.ts'

export interface Counted {
  covered: number
  all: number
}

export interface ScenarioCoverage {
  name: string
  file: string | undefined
  of: Record<Kind, Counted>
  total: Counted
  /** What no run has come to. */
  missing: readonly (Item & { line?: number })[]
}

export interface CoverageReport {
  scenarios: readonly ScenarioCoverage[]
  total: Counted
}

export function coverageReport(all: readonly ExercisedScenario[]): CoverageReport {
  const scenarios = all.map(coverageOf)
  return { scenarios, total: sumOf(scenarios.map(({ total }) => total)) }
}

function coverageOf({ name, file, definition, lines, hits }: ExercisedScenario): ScenarioCoverage {
  const items = itemsOf(definition)
  const lineOf = new Map(lines)
  const counted = (some: readonly Item[]): Counted => ({
    covered: some.filter(({ key }) => hits[key] !== undefined).length,
    all: some.length,
  })
  const of = Object.fromEntries(KINDS.map(kind => [kind, counted(items.filter(item => item.kind === kind))]))
  const missing = items
    .filter(({ key }) => hits[key] === undefined)
    .map(item => ({ ...item, ...(lineOf.has(item.node) && { line: lineOf.get(item.node) as number }) }))
  return { name, file, of: of as Record<Kind, Counted>, total: counted(items), missing }
}

const sumOf = (parts: readonly Counted[]): Counted => ({
  covered: parts.reduce((sum, { covered }) => sum + covered, 0),
  all: parts.reduce((sum, { all }) => sum + all, 0),
})

/** Of nothing, everything is covered. */
export const percentOf = ({ covered, all }: Counted): number => (all === 0 ? 100 : (covered / all) * 100)
