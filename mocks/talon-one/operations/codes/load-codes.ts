// Codes of a world file come in as an import of the Management API would bring them, under the same rules.
import { SandboxError } from '../../../kit/sandbox-error.ts'
import { formatCsv } from '../../csv.ts'
import type { Deployment } from '../../deployment.ts'
import { Refusal } from '../../errors.ts'
import type { Application } from '../../schemas/application.ts'
import type { Campaign } from '../../schemas/campaign.ts'
import type { WorldCodes } from '../../schemas/codes/world-codes.ts'
import { importCoupons } from './manage-coupons.ts'
import { importReferrals } from './manage-referrals.ts'

interface Target {
  application: Application
  campaign: Campaign
}

export async function loadCodes(
  deployment: Deployment,
  target: Target,
  { referrals, coupons }: WorldCodes,
): Promise<void> {
  try {
    if (referrals.length > 0) await importReferrals(deployment, target, referralsCsv(referrals))
    if (coupons.length > 0)
      await importCoupons(deployment, target, couponsCsv(coupons), { skipsDuplicates: false })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { id } = target.campaign
    throw new SandboxError(
      'invalid-world',
      `Cannot load the codes of the Talon.One campaign ${id}: ${error.words}.`,
      {
        remedy: 'The first code stands for line 2.',
        cause: error,
      },
    )
  }
}

const attributesText = (attributes: object): string =>
  Object.keys(attributes).length === 0 ? '' : JSON.stringify(attributes)

const referralsCsv = (referrals: WorldCodes['referrals']): string =>
  formatCsv([
    ['code', 'advocateprofileintegrationid', 'startdate', 'expirydate', 'limitval', 'attributes'],
    ...referrals.map(one => [
      one.code,
      one.advocateProfileIntegrationId,
      one.startDate,
      one.expiryDate,
      one.usageLimit,
      attributesText(one.attributes),
    ]),
  ])

const couponsCsv = (coupons: WorldCodes['coupons']): string =>
  formatCsv([
    ['value', 'recipientintegrationid', 'startdate', 'expirydate', 'limitval', 'discountlimit', 'attributes'],
    ...coupons.map(one => [
      one.value,
      one.recipientIntegrationId,
      one.startDate,
      one.expiryDate,
      one.usageLimit,
      one.discountLimit,
      attributesText(one.attributes),
    ]),
  ])
