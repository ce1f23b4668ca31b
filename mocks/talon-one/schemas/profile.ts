// A customer profile on the wire. [D] Integration API: CustomerProfile. `loyaltyMemberships` is deprecated and stays out.
import { msToIso } from '../../kit/duration.ts'
import { ACCOUNT_ID, type Deployment } from '../deployment.ts'
import type { Profile } from '../profiles.ts'

export function profileEntity({ audiences }: Deployment, profile: Profile) {
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
    sandbox: profile.environment === 'sandbox',
  }
}
