import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync, gzipSync, zstdDecompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../harness/index.ts'
import { atRest } from '../support/at-rest.ts'
import { stateIn } from '../support/snapshot-state.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

async function played(): Promise<Sandbox> {
  const sandbox = await startSandbox({ listen: false, clock: 'manual', seed: 'own' })
  await sandbox.startScenarios()
  await atRest(sandbox)
  return sandbox
}

const begun = (world: string) => startSandbox({ listen: false, clock: 'manual', world })

test('a world that begins with a snapshot is the same to the byte, with its seed, its mails and what waits', async () => {
  const file = join(await temporaryFolder(), 'world.snapshot')
  await using sandbox = await played()
  await sandbox.saveTo(file)

  await using again = await begun(file)

  expect(await again.snapshot()).toBe(await sandbox.snapshot())
  await sandbox.clock.advance('1h')
  await again.clock.advance('1h')
  expect(await again.inbox.list()).toEqual(await sandbox.inbox.list())
  expect((await again.inbox.list()).length).toBeGreaterThan(0)
  await again.reset()
  expect((await again.clock.state()).pending.length).toBeGreaterThan(0)
})

test('the control API answers such a file', async () => {
  const file = join(await temporaryFolder(), 'world.snapshot')
  await using sandbox = await played()

  const answer = await sandbox.fetch('/_sandbox/snapshots', { method: 'POST' })
  await writeFile(file, new Uint8Array(await answer.arrayBuffer()))

  expect(answer.status).toBe(200)
  await using again = await begun(file)
  expect(stateIn(await again.snapshot())).toBe(stateIn(await sandbox.snapshot()))
})

test('the text of a snapshot is one too, and so is what gzip made of it', async () => {
  const folder = await temporaryFolder()
  await using sandbox = await played()
  const text = await sandbox.snapshot()
  await writeFile(join(folder, 'plain.snapshot'), text)
  await writeFile(join(folder, 'packed.snapshot'), gzipSync(text))

  for (const name of ['plain', 'packed']) {
    await using again = await begun(join(folder, `${name}.snapshot`))
    expect(await again.snapshot()).toBe(text)
  }
})

test('a scenario that was started goes on, and is not started again', async () => {
  const file = join(await temporaryFolder(), 'world.snapshot')
  await using sandbox = await played()
  await sandbox.saveTo(file)
  await using again = await begun(file)

  await again.startScenarios()

  const { scenarios } = await again.scenarios.list()
  expect(scenarios.map(({ status }) => status)).toEqual(['active'])
})

describe('a file that cannot be used is one sentence', () => {
  const change = (bytes: Buffer, from: string, to: string) => {
    const text = bytes.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b]))
      ? gunzipSync(bytes)
      : zstdDecompressSync(bytes)
    return Buffer.from(text.toString('utf8').replace(from, to))
  }

  test.each([
    ['cut', (bytes: Buffer) => bytes.subarray(0, -20), 'it was cut or altered'],
    ['altered', (bytes: Buffer) => change(bytes, 'ada@', 'eve@'), 'it was cut or altered'],
    ['newer', (bytes: Buffer) => change(bytes, '"format":3', '"format":4'), 'it is of the format 4'],
    [
      'cut after a line',
      (bytes: Buffer) => change(bytes, /\n[^\n]*\n$/.exec(String(change(bytes, '', '')))?.[0] ?? '', '\n'),
      'it was cut or altered',
    ],
  ])('%s', async (_, spoil, reason) => {
    const file = join(await temporaryFolder(), 'world.snapshot')
    await using sandbox = await played()
    await sandbox.saveTo(file)
    await writeFile(file, spoil(await readFile(file)))

    await expect(begun(file)).rejects.toMatchObject({ code: 'invalid-snapshot' })
    await expect(begun(file)).rejects.toThrow(`Cannot restore the snapshot: ${reason}`)
  })

  test('a place where nothing can be written leaves the old file', async () => {
    const file = join(await temporaryFolder(), 'world.snapshot')
    await using sandbox = await played()
    await sandbox.saveTo(file)

    const saving = sandbox.saveTo(join(file, 'below-a-file'))

    await expect(saving).rejects.toMatchObject({ code: 'file-not-written' })
    await using again = await begun(file)
    expect(await again.snapshot()).toBe(await sandbox.snapshot())
  })
})
