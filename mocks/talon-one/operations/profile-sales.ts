// What a profile says of its sessions. [D] CustomerProfile: closedSessions and totalSales count all closed sessions and the
// money spent in them before discounts, and leave out cancelled and reopened ones.
import type { Deployment } from '../deployment.ts'
import { totalsOf } from '../schemas/sessions/customer-session.ts'
import { environmentOf } from '../stores/profiles.ts'
import type { CustomerSession } from '../stores/sessions/customer-sessions.ts'

/** `sessions` is -1 where one is taken back. */
export function countSale(
  { profiles, applications }: Deployment,
  { applicationId, content }: CustomerSession,
  sessions: 1 | -1,
): void {
  const application = applications.get(applicationId)
  const profile = application && profiles.find(environmentOf(application), content.profileId)
  if (profile === undefined) return
  profiles.update(profile, {
    closedSessions: profile.closedSessions + sessions,
    totalSales: profile.totalSales + sessions * totalsOf(content).total,
  })
}
