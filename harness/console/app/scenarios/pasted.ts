// What somebody pastes or drops: nodes of ours, a scenario as YAML or JSON, or the clipboard of the vendor's editor.

import { SandboxError } from '../../../../mocks/kit/sandbox-error.ts'
import type { joinedText } from '../../../scenario-text/joined-text.ts'
import type { ReadText } from '../../../scenario-text/read-text.ts'
import { client } from '../kit/api.ts'
import type { Draft } from './draft/draft.ts'
import { type Edited, editedOf, withPasted } from './draft/edited.ts'
import { type Piece, pieceIn } from './draft/pieces.ts'

export interface Pasted {
  piece: Piece
  /** Where it was a whole scenario: with its text, and how that goes into the text of another. */
  whole?: { draft: Draft; text: string; join: typeof joinedText }
  /** Where it came from the vendor's editor. */
  clipboard?: Record<string, unknown>
  /** What `import` says of it. */
  remarks: readonly string[]
}

export async function pastedFrom(text: string): Promise<Pasted> {
  const own = pieceIn(text)
  if (own !== undefined) return { piece: own, remarks: [] }
  if (!text.includes('copiedData')) {
    const [{ scenarioIn }, { joinedText: join }] = await Promise.all([
      import('../../../scenario-text/read-text.ts'),
      import('../../../scenario-text/joined-text.ts'),
    ])
    const { scenario, problem } = scenarioIn(text)
    if (scenario !== undefined) {
      const draft = scenario as unknown as Draft
      return { piece: draft, whole: { draft, text, join }, remarks: [] }
    }
    if (problem !== undefined) throw unreadable(problem)
  }
  return readByImport(text)
}

const unreadable = ({ message, line }: NonNullable<ReadText['problem']>) =>
  new SandboxError('invalid-scenario', `Cannot read what was pasted: line ${line}: ${message}`, {
    remedy: 'Paste nodes copied in Bloomreach’s scenario editor, or a scenario as YAML or JSON.',
  })

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
  if (before.draft.nodes.length > 0) return withAdded(before, pasted)
  if (whole === undefined) return withPasted({ ...before, clipboard }, piece)
  const draft = { ...whole.draft, name: whole.draft.name || before.draft.name }
  const source = isJson(whole.text) ? undefined : { text: whole.text, says: whole.draft }
  return { edited: editedOf(draft, {}, source), ids: draft.nodes.map(({ id }) => id) }
}

/** Beside what is there already; its comments come along. */
function withAdded(before: Edited, { piece, whole }: Pasted): { edited: Edited; ids: number[] } {
  const { edited, ids } = withPasted(before, piece)
  if (whole === undefined || isJson(whole.text)) return { edited, ids }
  const source = whole.join(before.draft, before.source, { text: whole.text, says: whole.draft, ids })
  return { edited: source === undefined ? edited : { ...edited, source }, ids }
}

const isJson = (text: string): boolean => text.trimStart().startsWith('{')

export const saidOf = ({ piece: { nodes }, remarks }: Pasted): string =>
  [`${nodes.length} ${nodes.length === 1 ? 'node' : 'nodes'} pasted.`, ...remarks].join(' ')
