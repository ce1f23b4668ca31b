// Puts a world's scenarios into the emulator; what is wrong with one is refused with file, line and column.
import type { Bloomreach } from '../../mocks/bloomreach/index.ts'
import { keptText } from '../scenario-text/handed-in.ts'
import type { ReadWorld } from './definition.ts'
import { refuse } from './findings.ts'

type Entries = NonNullable<NonNullable<ReadWorld['data']['bloomreach']>['scenarios']>

/** Answers the ids of the scenarios marked `start: true`. */
export async function loadScenarios(
  bloomreach: Bloomreach,
  entries: Entries,
  read: ReadWorld,
): Promise<string[]> {
  const toStart: string[] = []
  for (const [index, entry] of entries.entries()) {
    const file = read.scenarios.get(index)
    const { start, ...inline } = entry
    const definition: unknown = file?.data ?? inline
    const base = file === undefined ? ['bloomreach', 'scenarios', index] : []
    const source = file ?? read.source
    const findings = bloomreach.scenarios.findings(definition)
    if (findings.length > 0) {
      throw refuse(
        'the scenario',
        findings.map(({ code, path, message, remedy }) => ({
          code,
          place: source.locate([...base, ...path]),
          message,
          remedy,
        })),
      )
    }
    const { id } = bloomreach.scenarios.create(definition, keptText(source.textAt(base), definition))
    if (start) toStart.push(id)
  }
  return toStart
}
