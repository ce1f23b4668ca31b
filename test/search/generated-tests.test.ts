// The tests that a search writes, run as files: each fails on the flawed world and passes once that file holds the mended one.
import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import type { WorldDefinition } from '../../harness/index.ts'
import { replayOf } from '../../harness/search/files/files.ts'
import { testText } from '../../harness/search/files/test-text.ts'
import { INVARIANTS } from '../../harness/search/invariants/index.ts'
import { search } from '../../harness/search/search.ts'
import { readWorld } from '../../harness/world/definition.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { isFull, oneOf } from '../support/thoroughness.ts'
import { CODE_FLAWS } from './corpus/codes.ts'
import { JOURNEY_FLAWS } from './corpus/journeys.ts'
import { MAIL_FLAWS } from './corpus/mails.ts'
import { OTHER_FLAWS } from './corpus/others.ts'
import type { Flaw } from './corpus/parts.ts'

/** Node reads the rest of the sources by itself. */
const JSX = pathToFileURL(join(process.cwd(), 'test/support/jsx-in-node.ts')).href

const CORPUS = [...CODE_FLAWS, ...MAIL_FLAWS, ...OTHER_FLAWS, ...JOURNEY_FLAWS]
const CHOSEN = isFull ? CORPUS : oneOf(20, CORPUS, 7)

/** Where `referral-sandbox` is what stands in this repository. */
async function folderOfAProject(): Promise<string> {
  const folder = await temporaryFolder()
  const installed = join(folder, 'node_modules/referral-sandbox')
  await mkdir(installed, { recursive: true })
  const manifest = { name: 'referral-sandbox', type: 'module', exports: './index.js' }
  await writeFile(join(installed, 'package.json'), JSON.stringify(manifest))
  const source = pathToFileURL(join(process.cwd(), 'harness/index.ts')).href
  await writeFile(join(installed, 'index.js'), `export { replay } from '${source}'\n`)
  return folder
}

const writeWorld = (file: string, world: WorldDefinition) => writeFile(file, JSON.stringify(world))

/** The test of its counterexample, and the file of the world that it names. */
async function generate({ flawed, breaks }: Flaw, folder: string, index: number) {
  const file = join(folder, `${index}.world.json`)
  await writeWorld(file, flawed)
  const read = await readWorld(file)
  const { report } = await search({ read, seed: 'tutorial', depth: 1, customers: 3, invariants: INVARIANTS })
  const finding = report.findings.find(({ invariant }) => invariant === breaks)
  if (finding === undefined) throw new Error(`${breaks} holds`)
  const text = testText(replayOf(finding, { world: file, seed: 'tutorial', scenario: undefined }), 'node')
  expect(text.trim().split('\n').length).toBeLessThanOrEqual(15)
  const path = join(folder, `${String(index).padStart(2, '0')}.test.mjs`)
  await writeFile(path, text)
  return { file, path }
}

/** All of them in one process: how many passed, and how many failed. */
function counts(paths: readonly string[]): Promise<{ passed: number; failed: number }> {
  const args = ['--import', JSX, '--test', '--test-isolation=none', '--test-reporter=tap', ...paths]
  return new Promise(resolve => {
    execFile(process.execPath, args, { maxBuffer: 10_000_000 }, (_, out) => {
      const count = (what: string) => Number(new RegExp(`^# ${what} (\\d+)$`, 'm').exec(out)?.[1] ?? -1)
      resolve({ passed: count('pass'), failed: count('fail') })
    })
  })
}

test('each fails on the flawed world, and passes once its file holds the mended one', {
  timeout: 120_000,
}, async () => {
  const folder = await folderOfAProject()
  const generated = []
  for (const [index, flaw] of CHOSEN.entries()) generated.push(await generate(flaw, folder, index))
  const paths = generated.map(({ path }) => path)
  expect(await counts(paths)).toEqual({ passed: 0, failed: CHOSEN.length })

  for (const [index, { mended }] of CHOSEN.entries()) await writeWorld(generated[index]?.file ?? '', mended)
  expect(await counts(paths)).toEqual({ passed: CHOSEN.length, failed: 0 })
})
