// At which line of its file each node of a scenario is written, for as long as it still stands there.
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { readSourceFile, type SourceFile } from '../world/file.ts'
import type { Path } from '../world/path.ts'

interface Written {
  file?: string | undefined
  at: Path
  definition: { nodes: readonly { id: number }[] }
}

/** Pairs of a node and its line. */
export async function linesOf({ file, at, definition }: Written): Promise<[number, number][]> {
  const source = file === undefined ? undefined : await stillThere(file)
  if (source === undefined) return []
  return definition.nodes.flatMap(({ id }, index): [number, number][] => {
    const path = [...at, 'nodes', index]
    const { line } = source.locate(path)
    return line === undefined || idAt(source.data, path) !== id ? [] : [[id, line]]
  })
}

async function stillThere(file: string): Promise<SourceFile | undefined> {
  try {
    return await readSourceFile(file)
  } catch (error) {
    if (error instanceof SandboxError) return undefined
    throw error
  }
}

function idAt(data: unknown, path: Path): unknown {
  let value = data
  for (const step of [...path, 'id']) value = (value as Record<string | number, unknown> | undefined)?.[step]
  return value
}
