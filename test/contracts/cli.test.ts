// The contracts' command line: what it says of bad input, in one sentence, and what it leaves alone.
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { COMMITTED_PACTS } from '../../contracts/environment.ts'
import { isFull } from '../support/thoroughness.ts'
import { runContracts } from './support/contracts-command.ts'

const FILE = 'bloomreach-webhook-talon-one.json'
const ONLY = ['--only', 'bloomreach-to-talon-one']
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pacts-'))
  await cp(COMMITTED_PACTS, folder, { recursive: true })
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Each file of the folder with what is in it. */
const content = async () =>
  Promise.all(
    (await readdir(folder)).sort().map(async name => [name, await readFile(join(folder, name), 'utf8')]),
  )

/** Runs on a folder that stays as it is, and hears one sentence. */
async function runUntouched(args: string[], env: Record<string, string> = {}) {
  const before = await content()
  const ran = await runContracts(args, env)
  expect(await content()).toEqual(before)
  expect(ran).toMatchObject({ stdout: '', stderr: expect.stringMatching(/^Cannot .*\.\n$/) })
  return ran
}

async function runWith(change: (text: string) => string) {
  const file = join(folder, FILE)
  await writeFile(file, change(await readFile(file, 'utf8')))
  return runUntouched([...ONLY, '--pacts', folder])
}

test('a pact that is cut off', async () => {
  const { code, stderr } = await runWith(text => text.slice(0, 500))

  expect(stderr).toMatch(/^Cannot read the pact bloomreach-webhook-talon-one\.json: it is no complete JSON /)
  expect(code).toBe(65)
})

test('a pact with an unknown key', async () => {
  const { code, stderr } = await runWith(text => text.replace('"method"', '"verb"'))

  expect(stderr).toMatch(
    /^Cannot use the pact bloomreach-webhook-talon-one\.json: .* at interactions\.0\.request/,
  )
  expect(code).toBe(65)
})

test('a pact of another version of the specification', async () => {
  const { code, stderr } = await runWith(text => text.replace('"version": "4.0"', '"version": "3.0.0"'))

  expect(stderr).toMatch(
    /it follows version "3\.0\.0" of the Pact specification, and these contracts use 4\.0\./,
  )
  expect(code).toBe(65)
})

test('a pact that is not there', async () => {
  await rm(join(folder, FILE))
  const { code, stderr } = await runUntouched([...ONLY, '--pacts', folder])

  expect(stderr).toMatch(/^Cannot read the pact bloomreach-webhook-talon-one\.json: ENOENT\. /)
  expect(code).toBe(66)
})

test('a description that is not where TALON_ONE_SPECS says', async () => {
  const { code, stderr } = await runUntouched(ONLY, { TALON_ONE_SPECS: folder })

  expect(stderr).toMatch(
    /^Cannot read the description talonone-third-party\.openapi\.yaml: it is not in .*\.\n$/,
  )
  expect(code).toBe(66)
})

test('a description that is broken', async () => {
  await writeFile(join(folder, 'talonone-third-party.openapi.yaml'), 'paths: [')
  const { code, stderr } = await runUntouched(ONLY, { TALON_ONE_SPECS: folder })

  expect(stderr).toMatch(/^Cannot use the description .*talonone-third-party\.openapi\.yaml: /)
  expect(code).toBe(65)
})

test.each([
  [['--only', 'nobody'], /^Cannot find the contract "nobody": /],
  [['publish'], /^Cannot do "publish": it is no command\./],
  [['--frobnicate'], /^Cannot read the arguments: /],
])('wrong arguments: %j', async (args, sentence) => {
  const { code, stderr } = await runUntouched(args)

  expect(stderr).toMatch(sentence)
  expect(code).toBe(64)
})

test('without the vendors’ files the descriptions in our own words agree', async () => {
  const { code, stdout } = await runContracts([
    '--own-words',
    ...(isFull ? [] : ['--only', 'backend-to-talon-one']),
  ])

  const [, heard] = /^(\d+) interactions: every witness that was asked agrees\.$/m.exec(stdout) ?? []
  // Those of the pacts, and at least the life of the JavaScript client.
  expect(Number(heard)).toBeGreaterThanOrEqual(isFull ? 37 + 16 : 5)
  expect(code).toBe(0)
})

test('a witness who disagrees is in the exit code and in the JUnit file', async () => {
  const file = join(folder, FILE)
  const text = await readFile(file, 'utf8')
  await writeFile(file, text.replace('"code": "ABCD-EFGH"', '"code": "OTHER"'))
  const junit = join(folder, 'junit.xml')
  const { code, stdout } = await runContracts([...ONLY, '--pacts', folder, '--junit', junit])

  expect(stdout).toContain('the consumer disagrees on 1')
  expect(code).toBe(1)
  expect(await readFile(junit, 'utf8')).toContain('<failure message="the consumer disagrees">')
})

test.runIf(isFull)('--update writes into an empty folder what is committed, file by file', async () => {
  const empty = join(folder, 'empty')
  const { code } = await runContracts(['--update', '--pacts', empty])

  const files = await readdir(empty)
  expect(files.sort()).toEqual((await readdir(COMMITTED_PACTS)).sort())
  for (const file of files) {
    expect(await readFile(join(empty, file), 'utf8')).toBe(
      await readFile(join(COMMITTED_PACTS, file), 'utf8'),
    )
  }
  expect(code).toBe(0)
})
