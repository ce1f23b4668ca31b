// What a session holds after an update, and whether it may.

import { given } from '../../../kit/given.ts'
import type { Call } from '../../call.ts'
import type { Deployment } from '../../deployment.ts'
import { refuseWrongAttributes } from '../../rules/attribute-rules.ts'
import { withoutNulls } from '../../schemas/attribute.ts'
import type { NewCustomerSession, SessionContent } from '../../schemas/sessions/customer-session.ts'

/** [D] an empty referralCode discards the earlier one, leaving it out keeps it; the same for couponCodes. */
export function merged(earlier: SessionContent, input: NewCustomerSession): SessionContent {
  const { evaluableCampaignIds: _, state: __, attributes, ...content } = input
  const kept = attributes && { attributes: withoutNulls({ ...earlier.attributes, ...attributes }) }
  return { ...earlier, ...given(content), ...kept }
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
