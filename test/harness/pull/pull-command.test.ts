// `pull talon-one` as a person calls it: a process of its own, real requests, and the waits between them.
import { execFile } from 'node:child_process'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { startSandbox } from '../../../harness/index.ts'
import { accountWorld } from '../../support/second-account.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const run = promisify(execFile)

test('a pull waits for the rate in between and comes to its end', async () => {
  const sandbox = await startSandbox({ world: accountWorld(1), clock: 'manual' })
  onTestFinished(() => sandbox.stop())
  const folder = await temporaryFolder()
  const { TALON_ONE_MANAGEMENT_KEY } = sandbox.environment()
  const args = [
    'pull',
    'talon-one',
    '--yes',
    '--url',
    sandbox.url,
    '--allow-host',
    '127.0.0.1',
    '--out',
    folder,
  ]

  const { code, stdout } = await run(process.execPath, ['bin/referral-sandbox.js', ...args], {
    env: { ...process.env, TALON_ONE_MANAGEMENT_KEY },
  }).then(
    ({ stdout }) => ({ code: 0, stdout }),
    (error: { code: number; stdout: string }) => error,
  )

  expect(code).toBe(1)
  expect(stdout).toContain('talon-one.world.yaml')
  await access(join(folder, 'talon-one.world.yaml'))
  const { requests } = await sandbox.requests.list()
  expect(new Set(requests.map(({ method }) => method))).toEqual(new Set(['GET']))
})
