// What somebody pastes: nodes of ours, a scenario as YAML or JSON, or the clipboard of the vendor's editor.
import { client } from '../kit/api.ts'
import { type Piece, pieceIn } from './draft/pieces.ts'

export interface Pasted extends Piece {
  name?: string | undefined
  /** What `import` says of it. */
  remarks?: readonly string[]
}

export async function pieceFrom(text: string): Promise<Pasted> {
  const own = pieceIn(text)
  if (own !== undefined) return own
  if (!text.includes('copiedData')) {
    const { draftInYaml } = await import('./draft/yaml.ts')
    const { draft } = draftInYaml(text)
    if (draft !== undefined) return draft
  }
  const { nodes, connections, columns, remarks } = await client.scenarios.read(text)
  const { guessed, refused } = columns
  const doubts = [guessed > 0 && `${guessed} fields are guessed.`, refused > 0 && `${refused} are refused.`]
  return {
    nodes,
    connections: connections.map(([from, to, exit]) => (exit === undefined ? [from, to] : [from, to, exit])),
    remarks: [...remarks, ...doubts.filter(doubt => doubt !== false)],
  }
}
