// Writes what the README shows of a run: `npm run schemas`, after the trace has changed.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { withoutProfile } from './refused-world.ts'
import { SHOWN_SEARCH, shownFinding, shownRefusal, shownRun } from './shown-run.ts'

const readme = await readFile('README.md', 'utf8')
const folder = await mkdtemp(join(tmpdir(), 'readme-'))
const refused = await withoutProfile(folder)
const blocks = [
  shownRun(await printedBy('run')),
  shownRefusal(await printedBy('run', '--world', refused)),
  shownFinding(await printedBy(...SHOWN_SEARCH)),
]
await writeFile(
  'README.md',
  readme.replaceAll(/(?<=^```text\n)[\s\S]*?(?=\n```$)/gm, () => blocks.shift() ?? ''),
)
await rm(folder, { recursive: true })

/** Also where the run exits with 1, because a customer failed. */
async function printedBy(...command: string[]): Promise<string> {
  const args = ['bin/referral-sandbox.js', ...command]
  const { stdout } = await promisify(execFile)(process.execPath, args).catch(
    (error: { stdout: string }) => error,
  )
  return stdout
}
