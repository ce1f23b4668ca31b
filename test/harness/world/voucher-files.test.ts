// Voucher pools from CSV files of a world, and over the control API.
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type NewVouchers, startSandbox } from '../../../harness/index.ts'

async function worldWith(csv: string, pools = '[{ name: off, file: codes.csv }]'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vouchers-'))
  await writeFile(join(folder, 'codes.csv'), csv)
  const world = join(folder, 'my.world.yaml')
  await writeFile(world, `bloomreach:\n  voucherPools: ${pools}\n`)
  return world
}

test('a pool of a world reads its codes from a CSV beside it, and a reset gives them back', async () => {
  const world = await worldWith(
    'code\nA\nB\nA\n',
    '[{ name: off, codes: [Z], file: codes.csv, lowStock: 1 }]',
  )
  await using sandbox = await startSandbox({ world, listen: false })

  expect(await sandbox.vouchers.list()).toEqual({
    voucherPools: [{ name: 'off', total: 3, left: 3, lowStock: 1 }],
  })
  await sandbox.vouchers.import('off', { csv: 'code\nC\n' })
  await sandbox.reset()
  expect((await sandbox.vouchers.get('off')).total).toBe(3)
})

test.each([
  ['code,x\nA,1\n', '[{ name: off, file: codes.csv }]', /codes\.csv:1:1: .*one column/],
  ['code\nA\n', '[{ name: off, file: nothing.csv }]', /my\.world\.yaml:2:\d+: .*no such file/],
  [
    'code\nB\nA\n',
    '[{ name: on, codes: [A] }, { name: off, file: codes.csv }]',
    /codes\.csv:3:1: .*pool "on"/,
  ],
])('a CSV such as %j is refused with its place', async (csv, pools, message) => {
  const world = await worldWith(csv, pools)

  await expect(startSandbox({ world, listen: false })).rejects.toThrow(message)
})

test('codes are imported over the control API; what is wrong is refused and nothing is kept', async () => {
  await using sandbox = await startSandbox({ listen: false })

  expect(await sandbox.vouchers.import('10%off', { csv: 'code\nA\nB\n' })).toEqual({
    imported: 2,
    ignored: 0,
    refused: [],
  })
  expect(await sandbox.vouchers.import('other', { codes: ['B', 'C'] })).toMatchObject({
    imported: 1,
    refused: [{ code: 'B' }],
  })
  const wrong: [string, NewVouchers][] = [
    ['two words', { codes: ['D'] }],
    ['10%off', { csv: 'a,b\nc,d\n' }],
    ['10%off', { codes: ['D', ' '] }],
    ['new', {}],
  ]
  for (const [name, body] of wrong) {
    await expect(sandbox.vouchers.import(name, body)).rejects.toMatchObject({ code: 'invalid-vouchers' })
  }
  expect((await sandbox.vouchers.get('10%off')).left).toBe(2)
  await expect(sandbox.vouchers.get('none')).rejects.toMatchObject({ code: 'voucher-pool-not-found' })
})
