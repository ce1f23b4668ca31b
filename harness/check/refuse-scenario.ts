// The control API's answer to a scenario that can never work: refused with everything `check` would say about it.
import { scenarioSchema } from '../../mocks/bloomreach/definition/definition.ts'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { type ScenarioFinding, severityOf } from './finding.ts'
import { type HousesAtHand, staticFindings, surroundingsOf } from './scenario.ts'

const MOST_TOLD = 200

/** Throws SandboxError `invalid-scenario` when there is an error; warnings alone refuse nothing. */
export async function refuseWrongScenario(input: unknown, houses: HousesAtHand): Promise<void> {
  const findings: ScenarioFinding[] = houses.bloomreach.scenarios.findings(input)
  const parsed = findings.some(isOfItsShape) ? undefined : scenarioSchema.safeParse(ownFieldsOf(input))
  if (parsed?.success) findings.push(...(await staticFindings(parsed.data, surroundingsOf(houses))))
  if (!findings.some(({ code }) => severityOf(code) === 'error')) return
  const told = findings.slice(0, MOST_TOLD)
  const lines = told.map(({ code, message, remedy }) => `${message} ${remedy} (${code})`)
  if (told.length < findings.length) lines.push(`And ${findings.length - told.length} more.`)
  throw new SandboxError('invalid-scenario', `Cannot keep the scenario: ${lines.join(' ')}`, {
    hint: 'referral-sandbox check FILE shows each finding with its line.',
    findings: told,
  })
}

/** What a scenario of a wrong shape is told already; it is not read once more. */
const isOfItsShape = ({ code }: ScenarioFinding): boolean =>
  code === 'unknown-key' || code === 'invalid-field' || code === 'scenario-too-large'

/** Without what GET adds to a definition. */
function ownFieldsOf(input: unknown): unknown {
  if (typeof input !== 'object' || input === null) return input
  const own = Object.keys(scenarioSchema.shape)
  return Object.fromEntries(Object.entries(input).filter(([key]) => own.includes(key)))
}
