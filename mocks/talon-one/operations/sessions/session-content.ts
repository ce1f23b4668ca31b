// What a session holds after an update, and whether it may.
import type { Call } from '../../call.ts'
import type { Deployment } from '../../deployment.ts'
import { refuseWrongAttributes } from '../../rules/attribute-rules.ts'
import { withoutNulls } from '../../schemas/attribute.ts'
import type { NewCustomerSession, SessionContent } from '../../schemas/sessions/customer-session.ts'

/** [D] an empty referralCode discards the earlier one, leaving it out keeps it; the same for couponCodes. */
export function merged(earlier: SessionContent, input: NewCustomerSession): SessionContent {
  return {
    profileId: input.profileId ?? earlier.profileId,
    storeIntegrationId: input.storeIntegrationId ?? earlier.storeIntegrationId,
    couponCodes: input.couponCodes ?? earlier.couponCodes,
    referralCode: input.referralCode ?? earlier.referralCode,
    loyaltyCards: input.loyaltyCards ?? earlier.loyaltyCards,
    cartItems: input.cartItems ?? earlier.cartItems,
    additionalCosts: input.additionalCosts ?? earlier.additionalCosts,
    identifiers: input.identifiers ?? earlier.identifiers,
    statedTotal: input.statedTotal ?? earlier.statedTotal,
    experimentVariantAllocations: input.experimentVariantAllocations ?? earlier.experimentVariantAllocations,
    attributes:
      input.attributes === undefined
        ? earlier.attributes
        : withoutNulls({ ...earlier.attributes, ...input.attributes }),
  }
}

export function refuseWrongSessionAttributes(
  deployment: Deployment,
  { application }: Call,
  input: NewCustomerSession,
): void {
  refuseWrongAttributes(deployment, application, { entity: 'CustomerSession' }, input.attributes ?? {})
  for (const [index, { attributes = {} }] of (input.cartItems ?? []).entries()) {
    const at = `/cartItems/${index}`
    refuseWrongAttributes(deployment, application, { entity: 'CartItem', at }, attributes)
  }
}
