// Codes of a world file come in as an import of the Management API would bring them, under the same rules.
import { SandboxError } from '../../../kit/sandbox-error.ts'
import type { Deployment } from '../../deployment.ts'
import { Refusal } from '../../errors.ts'
import type { WorldCodes } from '../../schemas/codes/world-codes.ts'
import type { ImportTarget } from './import-codes.ts'
import { importCoupons } from './manage-coupons.ts'
import { importReferrals } from './manage-referrals.ts'

export async function loadCodes(
  deployment: Deployment,
  target: ImportTarget,
  { referrals, coupons }: WorldCodes,
): Promise<void> {
  try {
    if (referrals.length > 0) await importReferrals(deployment, target, referrals.map(referralRow))
    const rows = coupons.map(couponRow)
    if (rows.length > 0) await importCoupons(deployment, target, rows, { skipsDuplicates: false })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { id } = target.campaign
    throw new SandboxError(
      'invalid-world',
      `Cannot load the codes of the Talon.One campaign ${id}: ${error.words}.`,
      { remedy: 'The first code stands for line 2.', cause: error },
    )
  }
}

const referralRow = (one: WorldCodes['referrals'][number]) => ({
  code: one.code,
  advocateprofileintegrationid: one.advocateProfileIntegrationId,
  ...shared(one),
})

const couponRow = (one: WorldCodes['coupons'][number]) => ({
  value: one.value,
  recipientintegrationid: one.recipientIntegrationId,
  discountlimit: one.discountLimit,
  ...shared(one),
})

const shared = (one: WorldCodes['coupons' | 'referrals'][number]) => ({
  startdate: one.startDate,
  expirydate: one.expiryDate,
  limitval: one.usageLimit,
  attributes: one.attributes,
})
