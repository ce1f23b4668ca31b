// A folder for one test, gone when it ends.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A test that runs beside others hands in its own `onTestFinished`: Vitest's global one is whichever started last. */
export async function temporaryFolder(atTheEnd: typeof onTestFinished = onTestFinished): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'referral-sandbox-'))
  atTheEnd(() => rm(folder, { recursive: true, force: true }))
  return folder
}
