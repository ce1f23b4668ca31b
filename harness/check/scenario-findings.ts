// Everything that `check` finds in one scenario of a world that runs; of one that is half done, what can be said of its readable nodes.

import { type ScenarioDefinition, scenarioSchema } from '../../mocks/bloomreach/definition/definition.ts'
import { ownFieldsOf } from '../../mocks/bloomreach/definition/own-fields.ts'
import { readableIn } from '../../mocks/bloomreach/definition/readable.ts'
import type { ScenarioFinding } from './finding.ts'
import { type HousesAtHand, staticFindings, surroundingsOf } from './scenario.ts'

/** Beyond its shape only where that is right. */
export async function findingsIn(input: unknown, houses: HousesAtHand): Promise<ScenarioFinding[]> {
  const { findings, whole } = judged(input, houses)
  return whole === undefined
    ? findings
    : [...findings, ...(await staticFindings(whole, surroundingsOf(houses)))]
}

/** The same, while somebody writes it. */
export async function findingsWhileWritten(
  input: unknown,
  houses: HousesAtHand,
): Promise<{ findings: ScenarioFinding[]; readable: ScenarioDefinition }> {
  const { findings, whole } = judged(input, houses)
  if (whole !== undefined) {
    const more = await staticFindings(whole, surroundingsOf(houses))
    return { findings: [...findings, ...more], readable: whole }
  }
  const { definition, places } = readableIn(input)
  const more = await staticFindings(definition, surroundingsOf(houses))
  return {
    findings: [...findings, ...more.map(finding => ({ ...finding, path: placed(finding.path, places) }))],
    readable: definition,
  }
}

/** Where it stands in what was given, of which unreadable nodes were left out. */
function placed(path: ScenarioFinding['path'], places: readonly number[]): ScenarioFinding['path'] {
  const [section, index, ...rest] = path
  if (section !== 'nodes' || typeof index !== 'number') return path
  return [section, places[index] ?? index, ...rest]
}

function judged(
  input: unknown,
  { bloomreach }: HousesAtHand,
): { findings: ScenarioFinding[]; whole: ScenarioDefinition | undefined } {
  const findings: ScenarioFinding[] = bloomreach.scenarios.findings(input)
  if (findings.some(isOfItsShape)) return { findings, whole: undefined }
  return { findings, whole: scenarioSchema.safeParse(ownFieldsOf(input)).data }
}

/** What a scenario of a wrong shape is told already; it is not read once more. */
const isOfItsShape = ({ code }: ScenarioFinding): boolean =>
  code === 'unknown-key' || code === 'invalid-field' || code === 'scenario-too-large'
