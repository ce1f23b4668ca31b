// A pool of voucher codes as a world gives it, and what of several pools contradicts each other.
// [D] vouchers: codes are unique, a code is in one pool only, and the name of a pool has no spaces.
import { z } from 'zod'

/** [D] vouchers: spaces in the name cause errors. */
export const voucherPoolName = z
  .string()
  .regex(/^\S{1,200}$/, 'expected a name without spaces')
  .meta({ examples: ['spring'] })

/** What is printed in mails: a file of another encoding, or two lines in one, is none. */
export const voucherCode = z
  .string()
  .trim()
  .min(1)
  .max(1_000, 'expected a code of at most 1,000 characters')
  .regex(/^\P{Cc}*$/u, 'expected a code without control characters')
  .meta({ examples: ['SPRING-10'] })

export const voucherPoolSchema = z.strictObject({
  name: voucherPoolName.describe('The name that templates call it by, without spaces.'),
  codes: z.array(voucherCode).default([]).describe('The codes, in the order in which they are given out.'),
  file: z.string().min(1).optional().describe('A CSV of one column with a header, beside the world file.'),
  lowStock: z
    .int()
    .min(0)
    .optional()
    .describe('A note is made when no more than so many are left; without it, the setting lowVoucherStock.'),
})

export type VoucherPoolInput = z.output<typeof voucherPoolSchema>

interface Contradiction {
  path: (string | number)[]
  message: string
  input: unknown
  remedy: string
}

/** Names and codes that are given twice. */
export function* contradictionsOf(pools: readonly VoucherPoolInput[]): Generator<Contradiction> {
  const names = new Set<string>()
  const owners = new Map<string, string>()
  for (const [index, { name, codes }] of pools.entries()) {
    if (names.has(name)) {
      yield {
        path: [index, 'name'],
        message: 'expected every pool once, this name is given twice',
        input: name,
        remedy: 'Give each pool a name of its own.',
      }
    }
    names.add(name)
    for (const [at, code] of codes.entries()) {
      const owner = owners.get(code)
      owners.set(code, owner ?? name)
      if (owner === undefined) continue
      const where = owner === name ? 'this one is given twice' : `this one is in the pool "${owner}"`
      const message = `expected every code once, ${where}`
      const remedy = 'Take it out of one of the places.'
      yield { path: [index, 'codes', at], message, input: code, remedy }
    }
  }
}
