// The contracts' command from outside: a process with its exit code, and one sentence on stderr for bad input. Which input
// gives which code and sentence is told in cli.test.ts, a process whose witnesses disagree in telemetry.test.ts.
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { OURS } from './support/command-environment.ts'

const CLI = fileURLToPath(new URL('../../contracts/cli.ts', import.meta.url))

interface Ended {
  code: number
  stdout: string
  stderr: string
}

function contracts(args: string[]): Promise<Ended> {
  const env = { ...process.env }
  for (const name of Object.keys(env)) {
    if (OURS.test(name) && name !== 'TALON_ONE_SPECS') delete env[name]
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

test('arguments that it does not know end npm run contracts with 64 and one sentence', async () => {
  const ended = await contracts(['--frobnicate'])

  expect(ended).toEqual({ code: 64, stdout: '', stderr: expect.stringMatching(/^Cannot .*\.\n$/) })
})
