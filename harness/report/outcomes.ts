// How a run ended for each customer of each scenario, from the journal's entries as they come.
import type { Entry } from '../../mocks/kit/journal.ts'

export type Verdict = 'passed' | 'suppressed' | 'waiting' | 'failed'

export interface Outcome {
  scenario: string
  /** Bloomreach's internal id. */
  customer: string
  verdict: Verdict
  message: string | undefined
}

/** Of several ways that one customer went, the worst is told. */
const WORSE: Record<Verdict, number> = { waiting: 0, passed: 1, suppressed: 2, failed: 3 }

export class Outcomes {
  readonly #byRun = new Map<string, Outcome>()

  take(entry: Entry): void {
    const { kind, customer, scenario } = entry
    if (customer === undefined || scenario === undefined) return
    const key = JSON.stringify([scenario, customer])
    if (kind === 'bloomreach.run-entered' && !this.#byRun.has(key))
      this.#byRun.set(key, {
        scenario: String(entry.scenarioName ?? scenario),
        customer,
        verdict: 'waiting',
        message: 'still waits',
      })
    const outcome = this.#byRun.get(key)
    const verdict = verdictOf(entry)
    if (outcome === undefined || verdict === undefined || WORSE[verdict] <= WORSE[outcome.verdict]) return
    outcome.verdict = verdict
    outcome.message = entry.message === undefined ? undefined : String(entry.message)
  }

  list(): Outcome[] {
    return [...this.#byRun.values()]
  }
}

function verdictOf({ kind, because }: Entry): Verdict | undefined {
  if (kind === 'bloomreach.undefined-printed') return 'failed'
  if (kind !== 'bloomreach.run-ended') return undefined
  return because === 'failed' || because === 'suppressed' ? because : 'passed'
}

export const isBad = ({ verdict }: Pick<Outcome, 'verdict'>): boolean =>
  verdict === 'failed' || verdict === 'waiting'
