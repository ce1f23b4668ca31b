import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { startSandbox } from '../../../harness/index.ts'
import { manyTests } from '../../support/one-of-many.ts'
import { isFull } from '../../support/thoroughness.ts'

const WORKERS = 8

const SCRIPT = fileURLToPath(new URL('../../support/one-of-many.ts', import.meta.url))

/** Each a process that knows the server by its URL. Node leaves the types out by itself where it can, which is soon done. */
async function inProcesses(url: string, count: number): Promise<string[]> {
  const share = Math.ceil(count / WORKERS)
  const loader = process.features.typescript ? [] : ['--import', 'tsx']
  const running = Array.from({ length: WORKERS }, async (_, worker) => {
    const range = [worker * share, Math.min(count, (worker + 1) * share)].map(String)
    const { stdout } = await promisify(execFile)(process.execPath, [...loader, SCRIPT, url, ...range])
    return JSON.parse(stdout) as string[]
  })
  return (await Promise.all(running)).flat()
}

test('tests that run at the same time on one server see nothing of each other', async () => {
  await using sandbox = await startSandbox({ clock: 'manual' })
  const before = await sandbox.snapshot()

  const complaints = isFull
    ? await inProcesses(sandbox.url, 100)
    : await manyTests(
        sandbox.url,
        Array.from({ length: 16 }, (_, n) => n),
        WORKERS,
      )

  expect(complaints).toEqual([])
  expect((await sandbox.worlds.list()).worlds).toHaveLength(1)
  expect(await sandbox.snapshot()).toBe(before)
})
