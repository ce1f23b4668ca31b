// The control API's answer to a scenario that can never work: refused with everything `check` would say about it.
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { severityOf } from './finding.ts'
import type { HousesAtHand } from './scenario.ts'
import { findingsIn } from './scenario-findings.ts'

const MOST_TOLD = 200

/** Throws SandboxError `invalid-scenario` when there is an error; warnings alone refuse nothing. */
export async function refuseWrongScenario(input: unknown, houses: HousesAtHand): Promise<void> {
  const findings = await findingsIn(input, houses)
  if (!findings.some(({ code }) => severityOf(code) === 'error')) return
  const told = findings.slice(0, MOST_TOLD)
  const lines = told.map(({ code, message, remedy }) => `${message} ${remedy} (${code})`)
  if (told.length < findings.length) lines.push(`And ${findings.length - told.length} more.`)
  throw new SandboxError('invalid-scenario', `Cannot keep the scenario: ${lines.join(' ')}`, {
    hint: 'referral-sandbox check FILE shows each finding with its line.',
    findings: told,
  })
}
