// A scenario of ours as the editor's clipboard. What came from there and was not changed goes back as it came; what was changed
// is patched into it; what has no public form is told, and never written by guess.
import type { ScenarioDefinition } from '../../mocks/bloomreach/definition/definition.ts'
import { ProjectIds } from '../import/clipboard/project-ids.ts'
import { type ReadScenario, readScenario } from '../import/clipboard/scenario.ts'
import { type Built, buildNodes } from './build-nodes.ts'
import { buildWires } from './build-wires.ts'
import { selfCheck } from './self-check.ts'

export interface Clipboard {
  scenarioId: string
  appVersion: string
  copiedData: { nodes: Readonly<Record<string, unknown>>[]; connections: object[] }
}

export interface Exported {
  clipboard: Clipboard
  /** How many nodes went back as they came, were patched, and are new. */
  counts: Record<'untouched' | 'patched' | 'new', number>
  /** What has to be built by hand, a line each. */
  byHand: string[]
  /** What is worth knowing before it is pasted. */
  remarks: string[]
}

const NOWHERE = '000000000000000000000000'
/** [C] a copied scenario: the one build whose clipboard is public. */
const KNOWN_BUILD = 'v1.310.0-0-g00000000'

export const EVIDENCE =
  'The shape rests on one public copy of app v1.310.0. Paste into a draft of a test project and compare the counts of nodes and wires.'

/** `source` is the clipboard that the scenario was imported from. */
export function exportScenario(definition: ScenarioDefinition, source: unknown): Exported {
  const ids = new ProjectIds()
  const before = readScenario(partsOf(source), ids)
  const built = buildNodes(definition, before, ids)
  const wires = buildWires(definition, before, built)
  const { scenarioId = NOWHERE, appVersion = KNOWN_BUILD } = (source ?? {}) as Partial<Clipboard>
  const nodes = built.nodes.map(({ node }) => node)
  const clipboard = {
    ...(source as object),
    scenarioId,
    appVersion,
    copiedData: { ...copiedOf(source), nodes, connections: wires.wires },
  }
  selfCheck(clipboard.copiedData)
  return {
    clipboard,
    counts: countsOf(built),
    byHand: [...built.byHand.values(), ...wires.byHand],
    remarks: remarksOn(before, built, clipboard),
  }
}

const copiedOf = (source: unknown): object => ((source as Clipboard | undefined)?.copiedData ?? {}) as object

function partsOf(source: unknown) {
  const { nodes = [], connections = [] } = copiedOf(source) as { nodes?: unknown; connections?: unknown }
  return { nodes, connections, nodesPath: [], connectionsPath: [] }
}

const countsOf = ({ nodes }: Built): Exported['counts'] => ({
  untouched: nodes.filter(({ how }) => how === 'untouched').length,
  patched: nodes.filter(({ how }) => how === 'patched').length,
  new: nodes.filter(({ how }) => how === 'new').length,
})

function remarksOn(before: ReadScenario, { guessed }: Built, clipboard: Clipboard): string[] {
  const broken = before.entries.filter(
    ({ column, note }) => column === 'refused' && note.includes('left out'),
  )
  const left = [...new Set(broken.map(({ note }) => note))].map(note => `Not written back: ${note}.`)
  const secrets = JSON.stringify(clipboard).match(/FILL_IN_SECRET_\d+/g) ?? []
  const open = [...new Set(secrets)].map(name => `Fill in ${name} in the editor: secrets are never kept.`)
  return [...left, ...guessed, ...open]
}
