// Which limits of a campaign the rule engine counts. Any other is refused when the campaign is made, rather than never reached.
import type { Limit } from '../schemas/campaign.ts'

const COUNTED = [
  /^(create|redeem)(Referral|Coupon)$/,
  /^(create|redeem)LoyaltyPoints(Effect)?$/,
  /^setDiscount(Effect)?$/,
  /^(addFreeItemEffect|customEffect|callApi)$/,
]

/** What the sandbox cannot count, in words; undefined when it can. */
export function uncounted({ action, entities }: Limit): string | undefined {
  if (!COUNTED.some(names => names.test(action))) return `limits on ${action}`
  const other = action === 'redeemCoupon' ? 'Referral' : action === 'redeemReferral' ? 'Coupon' : undefined
  return entities.some(entity => entity === other) ? `limits on ${action} per ${other}` : undefined
}
