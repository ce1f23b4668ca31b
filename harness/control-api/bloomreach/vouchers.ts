// Data & Assets > Vouchers: which pools there are, who got which code, and imports.
import { z } from 'zod'
import { codesOf, leftIn, type VoucherPool } from '../../../mocks/bloomreach/vouchers/voucher-pools.ts'
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import { msToIso } from '../../../mocks/kit/time/duration.ts'
import { operation } from '../operation.ts'

const summary = z
  .object({
    name: z.string(),
    total: z.number().int(),
    left: z.number().int().describe('Not given to anybody yet.'),
    lowStock: z.number().int().describe('A note is made when no more are left.'),
  })
  .meta({ id: 'VoucherPool' })

const whole = summary
  .extend({
    given: z.array(
      z.object({
        code: z.string(),
        customer: z.string().describe('The internal id.'),
        at: z.string().describe('Virtual time.'),
      }),
    ),
  })
  .meta({ id: 'VoucherPoolWithCodes' })

const newVouchers = z
  .strictObject({
    csv: z.string().optional().describe('One column with a header.'),
    codes: z.array(z.string()).optional(),
  })
  .meta({ id: 'NewVouchers' })

const imported = z
  .object({
    imported: z.number().int(),
    ignored: z.number().int().describe('In this pool already.'),
    refused: z.array(z.object({ code: z.string(), reason: z.string() })),
  })
  .meta({ id: 'ImportedVouchers' })

const byName = z.object({ name: z.string().describe('Of the pool; has no spaces.') })

export type VoucherPoolSummary = z.output<typeof summary>
export type VoucherPoolWithCodes = z.output<typeof whole>
export type NewVouchers = z.input<typeof newVouchers>
export type ImportedVouchers = z.output<typeof imported>

const summaryOf = (pool: VoucherPool): VoucherPoolSummary => ({
  name: pool.name,
  total: pool.codes.length,
  left: leftIn(pool),
  lowStock: pool.lowStock,
})

export const voucherOperations = [
  operation({
    method: 'get',
    path: '/bloomreach/voucher-pools',
    id: 'listVoucherPools',
    summary: 'Lists the voucher pools and how many codes are left in each.',
    answer: z.object({ voucherPools: z.array(summary) }),
    run: (_, sandbox) => ({ voucherPools: sandbox.live().bloomreach.voucherPools.list().map(summaryOf) }),
  }),
  operation({
    method: 'get',
    path: '/bloomreach/voucher-pools/{name}',
    id: 'readVoucherPool',
    summary: 'Shows one voucher pool with who was given which code.',
    params: byName,
    answer: whole,
    run({ params }, sandbox) {
      const pool = sandbox.live().bloomreach.voucherPools.find(params.name)
      if (pool === undefined) throw noPool(params.name)
      const given = pool.given.map(({ at, ...voucher }) => ({ ...voucher, at: msToIso(at) }))
      return { ...summaryOf(pool), given }
    },
  }),
  operation({
    method: 'post',
    path: '/bloomreach/voucher-pools/{name}/import',
    id: 'importVouchers',
    summary:
      'Imports codes, as a CSV of one column with a header or as a list, into a pool that there is or a new one.',
    params: byName,
    body: newVouchers,
    answer: imported,
    run: ({ params, body }, sandbox) =>
      sandbox.live().bloomreach.voucherPools.import(params.name, codesOf(params.name, body)),
  }),
]

const noPool = (name: string) =>
  new SandboxError(
    'voucher-pool-not-found',
    `Cannot find the voucher pool ${JSON.stringify(name)}: there is none with this name.`,
    { remedy: 'GET /_sandbox/bloomreach/voucher-pools lists them.' },
  )
