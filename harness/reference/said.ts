// What `check` says of a snippet with a mistake in it.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkFile } from '../check/check-file.ts'
import type { Mistake } from './mistakes.ts'

export interface Said {
  right: string
  wrong: string
  /** Its code and sentences. */
  finding: string
}

/** `file` gives the kind of the file: my.world.yaml or my.scenario.yaml. */
export async function saidOf(snippet: string, mistakes: readonly Mistake[], file: string): Promise<Said[]> {
  const folder = await mkdtemp(join(tmpdir(), 'referral-sandbox-reference-'))
  try {
    const said: Said[] = []
    for (const [right, wrong] of mistakes) {
      if (!snippet.includes(right)) throw new Error(`The snippet has no ${JSON.stringify(right)}.`)
      const path = join(folder, file)
      await writeFile(path, snippet.replace(right, wrong))
      said.push({ right, wrong, finding: (await firstFinding(path)).replaceAll(`${folder}/`, '') })
    }
    return said
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function firstFinding(path: string): Promise<string> {
  const [first] = await checkFile(path)
  if (first === undefined) throw new Error(`Nothing is said of ${path}.`)
  const { line, column, code, message, remedy } = first
  return `${line}:${column} \`${code}\`: ${message} ${remedy}`
}
