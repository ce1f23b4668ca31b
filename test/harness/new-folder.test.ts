// A folder with those above it: made, found, or refused in time.
import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newFolder } from '../../harness/new-folder.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

test('a folder is made with those above it, once', async () => {
  const path = join(await temporaryFolder(), 'a/b/c')

  await newFolder(path)
  await newFolder(path)

  expect((await stat(path)).isDirectory()).toBe(true)
})

test('below a file there is none', async () => {
  const file = join(await temporaryFolder(), 'file')
  await writeFile(file, '')

  await expect(newFolder(join(file, 'a/b'))).rejects.toMatchObject({ code: 'ENOTDIR' })
})

test.runIf(process.platform === 'linux')('where none can be made, it says so', async () => {
  await expect(newFolder('/proc/none/at/all')).rejects.toMatchObject({ code: 'ENOENT' })
})
