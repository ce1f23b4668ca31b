// What a profile says of its sessions. [D] CustomerProfile: closedSessions and totalSales count all closed sessions and the
// money spent in them before discounts, and leave out cancelled and reopened ones.

import type { Deployment } from '../deployment.ts'
import { totalsOf } from '../schemas/sessions/customer-session.ts'
import { environmentOf } from '../stores/profiles.ts'
import type { CustomerSession } from '../stores/sessions/customer-sessions.ts'

export const countSale = (deployment: Deployment, session: CustomerSession): void =>
  add(deployment, session, 1)

export const uncountSale = (deployment: Deployment, session: CustomerSession): void =>
  add(deployment, session, -1)

function add(
  { profiles, applications }: Deployment,
  { applicationId, content }: CustomerSession,
  sessions: 1 | -1,
): void {
  const application = applications.get(applicationId)
  const profile =
    application === undefined ? undefined : profiles.find(environmentOf(application), content.profileId)
  if (profile === undefined) return
  profiles.update(profile, {
    closedSessions: profile.closedSessions + sessions,
    totalSales: profile.totalSales + sessions * totalsOf(content).total,
  })
}
