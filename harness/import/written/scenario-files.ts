// The files of one imported scenario: the scenario as people read it, and the input beside it, from which export takes what
// nobody changed.
import { scenarioSchema } from '../../../mocks/bloomreach/definition/definition.ts'
import {
  brokenConnections,
  duplicateIds,
  flowFindings,
} from '../../../mocks/bloomreach/definition/graph-findings.ts'
import type { ReadScenario } from '../clipboard/scenario.ts'
import type { WrittenFile } from '../format.ts'
import type { InputFile } from '../input-file.ts'
import type { ScenarioEntry } from '../world-part.ts'
import { scenarioYaml } from './scenario-yaml.ts'

interface About {
  input: InputFile
  name: string
  /** What the input is, for people. */
  from: string
  /** The ending of the file that keeps an input which is no clipboard, and from which nothing is exported. */
  keptAs?: string
}

export const sourceOf = (scenarioFile: string): string =>
  scenarioFile.replace(/\.scenario\.ya?ml$/, '.source.json')

export function filesOfScenario(
  scenario: ReadScenario,
  { input, name, from, keptAs }: About,
): { files: WrittenFile[]; entry: ScenarioEntry; remarks: string[] } {
  const isWhole = scenario.nodes.length > 0
  const nodes = isWhole ? scenario.nodes : scenario.loose
  const connections = isWhole ? scenario.connections : scenario.looseConnections
  const loose = isWhole ? { nodes: scenario.loose, connections: scenario.looseConnections } : undefined
  const file = `${input.stem}.scenario.yaml`
  const source = { path: keptAs === undefined ? sourceOf(file) : `${input.stem}.${keptAs}`, text: input.text }
  if (nodes.length === 0) {
    return {
      files: [source],
      entry: { file, problem: 'there is no node' },
      remarks: ['No node could be read: there is no scenario file.'],
    }
  }
  const problem = problemOf({ name, nodes, connections })
  const about = `Imported from ${input.file.split(/[\\/]/).at(-1)}: ${from}.`
  const text = scenarioYaml({
    name,
    nodes,
    connections,
    loose,
    about,
    source: source.path,
    entries: scenario,
  })
  return {
    files: [{ path: file, text }, source],
    entry: { file, ...(problem === undefined ? {} : { problem }) },
    remarks: problem === undefined ? [] : [`The scenario cannot start as it stands: ${problem}`],
  }
}

function problemOf(input: object): string | undefined {
  const { success, data, error } = scenarioSchema.safeParse(input)
  if (!success) return error.issues[0]?.message ?? 'it is not valid'
  const findings = [...duplicateIds(data), ...brokenConnections(data)]
  const [first] = findings.length > 0 ? findings : flowFindings(data)
  return first?.message
}
