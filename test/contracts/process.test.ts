// The contracts' command from outside: a process with its exit code, and one sentence on stderr for bad input.
import { execFile } from 'node:child_process'
import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { COMMITTED_PACTS } from '../../contracts/environment.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { OURS } from './support/contracts-command.ts'

const FILE = 'bloomreach-webhook-talon-one.json'
const CLI = fileURLToPath(new URL('../../contracts/cli.ts', import.meta.url))

interface Ended {
  code: number
  stdout: string
  stderr: string
}

function contracts(args: string[], more: Record<string, string> = {}): Promise<Ended> {
  const env: NodeJS.ProcessEnv = { ...process.env, ...more }
  for (const name of Object.keys(env)) {
    if (OURS.test(name) && !(name in more) && name !== 'TALON_ONE_SPECS') delete env[name]
  }
  return new Promise(resolve => {
    execFile(
      process.execPath,
      ['--import', import.meta.resolve('tsx'), CLI, ...args],
      { env, timeout: 60_000 },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    )
  })
}

/** Each file of a folder with what is in it. */
const contentOf = async (folder: string) =>
  Promise.all(
    (await readdir(folder)).sort().map(async name => [name, await readFile(join(folder, name), 'utf8')]),
  )

const SPOILED: [string, (pact: string) => string, number][] = [
  ['cut off', pact => pact.slice(0, 500), 65],
  ['with an unknown key', pact => pact.replace('"method"', '"verb"'), 65],
  ['of another version', pact => pact.replace('"version": "4.0"', '"version": "3.0.0"'), 65],
]

test.each(SPOILED)('a pact %s', async (_, spoil, code) => {
  const folder = await temporaryFolder()
  await cp(COMMITTED_PACTS, folder, { recursive: true })
  await writeFile(join(folder, FILE), spoil(await readFile(join(folder, FILE), 'utf8')))
  const before = await contentOf(folder)

  const ended = await contracts(['--pacts', folder])

  expect(ended).toEqual({ code, stdout: '', stderr: expect.stringMatching(/^Cannot .*\.\n$/) })
  expect(await contentOf(folder)).toEqual(before)
})

test('a description that is not there', async () => {
  const folder = await temporaryFolder()

  const ended = await contracts([], { TALON_ONE_SPECS: folder })

  expect(ended).toEqual({ code: 66, stdout: '', stderr: expect.stringMatching(/^Cannot .*\.\n$/) })
  expect(await readdir(folder)).toEqual([])
})

test('a tenant that is down', async () => {
  const ended = await contracts(['live', '--yes', '--only', 'tests-to-inbox'], {
    MAILPIT_URL: 'http://127.0.0.1:9',
    CONTRACTS_ALLOW_HOSTS: '127.0.0.1:9',
  })

  expect(ended.code).toBe(69)
  expect(ended.stderr).toMatch(/^Cannot reach 127\.0\.0\.1:9: .*\.\n$/)
})

test('arguments that it does not know', async () => {
  const ended = await contracts(['--frobnicate'])

  expect(ended).toEqual({ code: 64, stdout: '', stderr: expect.stringMatching(/^Cannot .*\.\n$/) })
})

test('an interaction that a witness denies is in the exit code of the process', async () => {
  const folder = await temporaryFolder()
  await cp(COMMITTED_PACTS, folder, { recursive: true })
  const pact = await readFile(join(folder, FILE), 'utf8')
  await writeFile(join(folder, FILE), pact.replace('"code": "ABCD-EFGH"', '"code": "OTHER"'))

  const ended = await contracts(['--only', 'bloomreach-to-talon-one', '--pacts', folder])

  expect(ended.stdout).toContain('the consumer disagrees on 1')
  expect(ended.code).toBe(1)
})
