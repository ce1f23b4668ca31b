// `check FILE…`: validates worlds and scenarios without running them. 0 clean, 1 findings, 2 unreadable.

import { scenarioSchema } from '../mocks/bloomreach/scenario/definition.ts'
import { SandboxError } from '../mocks/kit/sandbox-error.ts'
import { checkWorld } from './sandbox.ts'
import { readSourceFile } from './world-file.ts'
import { parseSource } from './world-findings.ts'

const UNREADABLE = new Set(['unreadable-file', 'syntax-error'])

export async function checkFiles(files: readonly string[]): Promise<number> {
  if (files.length === 0) {
    throw new SandboxError(
      'invalid-option',
      'Cannot check: no file is named. Write for example: referral-sandbox check my.world.yaml.',
    )
  }
  let code = 0
  for (const file of files) {
    try {
      await checkFile(file)
      console.log(`${file}: no findings`)
    } catch (error) {
      if (!(error instanceof SandboxError)) throw error
      console.log(error.message)
      code = Math.max(code, UNREADABLE.has(error.code) ? 2 : 1)
    }
  }
  return code
}

/** A file with `nodes` is a scenario; everything else is a world. */
async function checkFile(file: string): Promise<void> {
  const source = await readSourceFile(file)
  if (typeof source.data !== 'object' || source.data === null || !('nodes' in source.data))
    return checkWorld(file)
  parseSource(scenarioSchema, source, 'the scenario')
}
