// A checkout whose cache cannot be written says so, without a stack.
import { execFile } from 'node:child_process'
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from './support/temporary-folder.ts'

const RUN = "await (await import('./bin/checkout.js')).bundledCheckout()"

test('a cache that cannot be written is one sentence', async () => {
  const root = await temporaryFolder()
  for (const folder of ['bin', 'harness', 'mocks', 'node_modules']) await mkdir(join(root, folder))
  for (const file of ['checkout.js', 'bundle.js'])
    await copyFile(new URL(`../bin/${file}`, import.meta.url), join(root, 'bin', file))
  await writeFile(join(root, 'package.json'), '{"type":"module"}')
  await writeFile(join(root, 'node_modules', '.cache'), 'no folder')

  const ended = await new Promise(resolve => {
    execFile(process.execPath, ['--input-type=module', '-e', RUN], { cwd: root }, (error, _, stderr) =>
      resolve({ code: error?.code, stderr }),
    )
  })

  expect(ended).toEqual({
    code: 1,
    stderr: expect.stringMatching(
      /^Cannot start from the sources: \S+ cannot be written \(ENOTDIR\)\. [^\n]+\n$/,
    ),
  })
})
