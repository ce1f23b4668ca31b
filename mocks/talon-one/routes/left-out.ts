// Operations of the vendor's descriptions that the sandbox does not emulate: each answers 501 by its name.
import type { Api } from '../call.ts'
import type { Method, Operations } from '../http/operation-list.ts'
import { LEFT_OUT_OF_INTEGRATION } from './left-out-integration.ts'
import { LEFT_OUT_OF_MANAGEMENT } from './left-out-management.ts'

const LEFT_OUT: [id: string, method: Method, path: string][] = [
  ['segment/updateCustomerProfile', 'PUT', '/segment/customer_profile/{customerProfileId}'],
  ['segment/updateCustomerProfileV2', 'PUT', '/segment/customer_profile_v2/{customerProfileId}'],
  ['segment/updateCustomerProfilesAudiences', 'PUT', '/segment/customer_profiles/audiences'],
  ['segment/v2/updateCustomerProfilesAudiences', 'PUT', '/segment/v2/customer_profiles/audiences'],
  ['segment/v2/updateCustomerProfile', 'PUT', '/segment/v2/customer_profiles/{customerProfileId}'],
  [
    'segment/updateCustomerProfileAudiences',
    'PUT',
    '/segment/customer_profiles/{customerProfileId}/audiences',
  ],
  ['segment/trackEvent', 'PUT', '/segment/event'],
  ['segment/trackEventV2', 'PUT', '/segment/v2/events'],
  ['segment/createAudience', 'POST', '/segment/audiences'],
  ['segment/updateAudience', 'PUT', '/segment/audiences/{audienceId}'],
  ['segment/deleteAudience', 'DELETE', '/segment/audiences/{audienceId}'],
  ['segment/updateCustomerSession', 'PUT', '/segment/customer_sessions/{customerSessionId}'],
  ['segment/v2/updateCustomerSession', 'PUT', '/segment/v2/customer_sessions/{customerSessionId}'],
  ['mparticle/sendevent', 'POST', '/mparticle'],
  ['emarsys/getCoupon', 'POST', '/emarsys/customer_profiles/coupons'],
  ['emarsys/getLoyaltyProgramBalance', 'POST', '/emarsys/loyalty_programs/profile/balance'],
  ['emarsys/v2/updateCustomerProfilesAudiences', 'POST', '/emarsys/customer_profiles/audiences'],
]

export function leftOutRoutes(operations: Operations): void {
  for (const [id, method, path] of LEFT_OUT) operations.leaveOut({ id, method, path, api: 'third-party' })
  leaveOutAll(operations, 'integration', LEFT_OUT_OF_INTEGRATION)
  leaveOutAll(operations, 'management', LEFT_OUT_OF_MANAGEMENT)
}

function leaveOutAll(operations: Operations, api: Api, lines: readonly string[]): void {
  for (const line of lines) {
    const [method, path = '', id = ''] = line.split(' ')
    operations.leaveOut({ id, method: method as Method, path, api })
  }
}
