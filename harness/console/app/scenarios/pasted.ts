// What somebody pastes or drops: nodes of ours, a scenario as YAML or JSON, or the clipboard of the vendor's editor.
import type { WrittenScenario } from '../../../scenario-text/written-scenario.ts'
import { client } from '../kit/api.ts'
import type { Draft } from './draft/draft.ts'
import { type Edited, editedOf, withPasted } from './draft/edited.ts'
import { type Piece, pieceIn } from './draft/pieces.ts'

export interface Pasted {
  piece: Piece
  /** Where it was a whole scenario: with its text. */
  whole?: { draft: Draft; text: string }
  /** Where it came from the vendor's editor. */
  clipboard?: Record<string, unknown>
  /** What `import` says of it. */
  remarks: readonly string[]
}

export async function pastedFrom(text: string): Promise<Pasted> {
  const own = pieceIn(text)
  if (own !== undefined) return { piece: own, remarks: [] }
  if (!text.includes('copiedData')) {
    const { scenarioIn } = await import('../../../scenario-text/read-text.ts')
    const { scenario } = scenarioIn(text)
    if (scenario !== undefined) return wholeOf(scenario, text)
  }
  return readByImport(text)
}

function wholeOf(scenario: WrittenScenario, text: string): Pasted {
  const draft = scenario as unknown as Draft
  return { piece: draft, whole: { draft, text }, remarks: [] }
}

async function readByImport(text: string): Promise<Pasted> {
  const { nodes, connections, columns, remarks } = await client.scenarios.read(text)
  const { guessed, refused } = columns
  const doubts = [guessed > 0 && `${guessed} fields are guessed.`, refused > 0 && `${refused} are refused.`]
  return {
    piece: {
      nodes,
      connections: connections.map(([from, to, exit]) =>
        exit === undefined ? [from, to] : [from, to, exit],
      ),
    },
    remarks: [...remarks, ...doubts.filter(doubt => doubt !== false)],
    clipboard: JSON.parse(text) as Record<string, unknown>,
  }
}

/** On an empty canvas a whole scenario stands as it is, with its comments; otherwise its nodes are added. */
export function withPastedIn(before: Edited, pasted: Pasted): { edited: Edited; ids: number[] } {
  const { piece, whole, clipboard } = pasted
  if (before.draft.nodes.length > 0) return withPasted(before, piece)
  if (whole === undefined) return withPasted({ ...before, clipboard }, piece)
  const draft = { ...whole.draft, name: whole.draft.name || before.draft.name }
  const isYaml = !whole.text.trimStart().startsWith('{')
  const source = isYaml ? { text: whole.text, says: whole.draft } : undefined
  return { edited: editedOf(draft, {}, source), ids: draft.nodes.map(({ id }) => id) }
}

export const saidOf = ({ piece: { nodes }, remarks }: Pasted): string =>
  [`${nodes.length} ${nodes.length === 1 ? 'node' : 'nodes'} pasted.`, ...remarks].join(' ')
