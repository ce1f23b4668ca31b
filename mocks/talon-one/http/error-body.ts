// The body of a refusal, in the shape of the API that was called.
import type { Exchange } from '../../kit/record-requests.ts'
import type { Refusal } from '../errors.ts'

const THIRD_PARTY = /^\/+(customer_engagement|braze|iterable|cdp|segment|emarsys|mparticle)(\/|$)/

/** [D] Integration API: of these a 400 is an ErrorResponse, which has no StatusCode. */
const PLAIN_400 = new Set([
  'updateCustomerSessionV2',
  'getCustomerSession',
  'reopenCustomerSession',
  'returnCartItems',
  'createReferral',
])

export function errorBody(refusal: Refusal, c: Exchange): unknown {
  if (THIRD_PARTY.test(c.req.path)) return refusal.thirdPartyBody(c.get('requestId'))
  return refusal.status === 400 && PLAIN_400.has(c.get('operation') ?? '') ? refusal.plainBody : refusal.body
}
