// What a search has found, as data: what text, JSON lines, JUnit, SARIF and pages are made of.
import type { Finding } from './finding.ts'
import type { State } from './judge.ts'

export interface InvariantReport {
  name: string
  says: string
  state: State
  /** How many schedules break it. */
  broken: number
}

export interface Report {
  world: string
  scenarios: readonly string[]
  customers: readonly string[]
  /** How many disturbances one run may have. */
  depth: number
  planned: number
  run: number
  pruned: number
  /** False: a signal or a budget ended it before everything was tried. */
  isWhole: boolean
  /** Seeded cases that were run beside. */
  cases: number
  invariants: readonly InvariantReport[]
  findings: readonly Finding[]
}

export const isBroken = ({ invariants }: Report): boolean =>
  invariants.some(({ state }) => state === 'broken')
