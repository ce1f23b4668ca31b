// The contracts' command from outside: a process with its exit code, and one sentence on stderr for bad input. Which input
// gives which code and sentence is told in cli.test.ts.
import { execFile } from 'node:child_process'
import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, test } from 'vitest'
import { COMMITTED_PACTS } from '../../contracts/environment.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { OURS } from './support/command-environment.ts'

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
      { env, timeout: 110_000 },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    )
  })
}

describe.concurrent('npm run contracts', () => {
  test('arguments that it does not know end it with 64 and one sentence', async ({ expect }) => {
    const ended = await contracts(['--frobnicate'])

    expect(ended).toEqual({ code: 64, stdout: '', stderr: expect.stringMatching(/^Cannot .*\.\n$/) })
  })

  test('an interaction that a witness denies is in the exit code of the process', async ({
    expect,
    onTestFinished,
  }) => {
    const folder = await temporaryFolder(onTestFinished)
    await cp(COMMITTED_PACTS, folder, { recursive: true })
    const pact = await readFile(join(folder, FILE), 'utf8')
    await writeFile(join(folder, FILE), pact.replace('"code": "ABCD-EFGH"', '"code": "OTHER"'))

    const ended = await contracts(['--only', 'bloomreach-to-talon-one', '--pacts', folder])

    expect(ended.stdout).toContain('the consumer disagrees on 1')
    expect(ended.code).toBe(1)
  })
})
