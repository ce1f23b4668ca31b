// A customer profile on the wire. `loyaltyMemberships` is deprecated and stays out.
import { msToIso } from '../../kit/time/duration.ts'
import { ACCOUNT_ID, type Deployment } from '../deployment.ts'
import type { Profile } from '../stores/profiles.ts'

/** [D] Integration and Management API: CustomerProfile. */
export const profileEntity = (deployment: Deployment, profile: Profile) => ({
  ...thirdPartyProfile(deployment, profile),
  sandbox: profile.environment === 'sandbox',
})

/** [D] Third-party API: customerProfile. */
export function thirdPartyProfile({ audiences }: Deployment, profile: Profile) {
  return {
    id: profile.id,
    created: msToIso(profile.createdAt),
    integrationId: profile.integrationId,
    attributes: profile.attributes,
    accountId: ACCOUNT_ID,
    closedSessions: profile.closedSessions,
    totalSales: profile.totalSales,
    audienceMemberships: [...profile.audiences].flatMap(id => {
      const audience = audiences.get(id)
      return audience === undefined ? [] : [{ id, name: audience.name }]
    }),
    lastActivity: msToIso(profile.lastActivityAt),
  }
}
