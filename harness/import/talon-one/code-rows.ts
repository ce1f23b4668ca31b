// Codes of a Talon.One CSV, row by row: each a record of the world, or why it is none. [D] importReferrals, importCoupons and
// their exports.

import { given } from '../../../mocks/kit/given.ts'
import { readInstant } from '../../../mocks/talon-one/instant.ts'
import { worldCouponSchema, worldReferralSchema } from '../../../mocks/talon-one/schemas/codes/world-codes.ts'
import type { Pseudonyms } from '../personal/pseudonyms.ts'

export type Cells = ReadonlyMap<string, string>

export type ReadCode = { code: Record<string, unknown>; key: string } | { problem: string }

export function referralOf(cells: Cells, pseudonyms: Pseudonyms): ReadCode {
  const advocate = cells.get('advocateprofileintegrationid') ?? ''
  return checked(worldReferralSchema, cells.get('code') ?? '', {
    code: cells.get('code'),
    advocateProfileIntegrationId: advocate === '' ? undefined : pseudonyms.text(advocate),
    ...sharedOf(cells),
  })
}

export function couponOf(cells: Cells, pseudonyms: Pseudonyms): ReadCode {
  const recipient = cells.get('recipientintegrationid') ?? ''
  return checked(worldCouponSchema, cells.get('value') ?? '', {
    value: cells.get('value'),
    recipientIntegrationId: recipient === '' ? undefined : pseudonyms.text(recipient),
    discountLimit: numberOf(cells.get('discountlimit') ?? cells.get('discount_limitval')),
    ...sharedOf(cells),
  })
}

const sharedOf = (cells: Cells): object => ({
  startDate: instantOf(cells.get('startdate')),
  expiryDate: instantOf(cells.get('expirydate')),
  usageLimit: numberOf(cells.get('limitval')),
  attributes: attributesOf(cells.get('attributes')),
})

type Schema = typeof worldReferralSchema | typeof worldCouponSchema

function checked(schema: Schema, key: string, fields: Record<string, unknown>): ReadCode {
  const code = given(fields)
  const [issue] = schema.safeParse(code).error?.issues ?? []
  return issue === undefined ? { code, key } : { problem: `${issue.path.join('.')}: ${issue.message}` }
}

/** What is no number is kept, so that the schema refuses it. */
const numberOf = (cell: string | undefined): number | string | undefined =>
  cell === undefined || cell === '' ? undefined : /^-?\d{1,15}(\.\d{1,15})?$/.test(cell) ? Number(cell) : cell

/** [D] exportReferrals, example: "2021-09-10 09:21:06" as well as RFC 3339. */
function instantOf(cell: string | undefined): string | undefined {
  if (cell === undefined || cell === '') return undefined
  const spaced = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(cell) ? `${cell.replace(' ', 'T')}Z` : cell
  return readInstant(spaced) === undefined ? cell : spaced
}

function attributesOf(cell: string | undefined): unknown {
  if (cell === undefined || cell === '' || cell === '{}' || cell === 'null') return undefined
  try {
    return JSON.parse(cell)
  } catch {
    return cell
  }
}
