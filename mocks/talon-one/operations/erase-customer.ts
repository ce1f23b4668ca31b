// [D] deleteCustomerData: all attributes of a profile, and of whatever refers to it in the Applications of the caller's environment.
import type { Call } from '../call.ts'
import type { Deployment } from '../deployment.ts'
import { environmentOf } from '../stores/profiles.ts'
import { knownProfile } from './touch-profile.ts'

export function eraseCustomer(deployment: Deployment, integrationId: string, call: Call): void {
  const environment = environmentOf(call.application)
  deployment.profiles.update(knownProfile(deployment, environment, integrationId), { attributes: {} })
  for (const application of deployment.applications.list()) {
    if (environmentOf(application) === environment) eraseWithin(deployment, application.id, integrationId)
  }
  const { causedBy } = call
  deployment.world.journal.append({ kind: 'talon-one.customer-erased', causedBy, profile: integrationId })
}

function eraseWithin(deployment: Deployment, applicationId: number, integrationId: string): void {
  const { coupons, events, referrals, sessions } = deployment
  for (const coupon of coupons.ofProfile(applicationId, integrationId))
    coupons.update(coupon, { attributes: {} })
  for (const event of [...events.ofApplication(applicationId)]) {
    if (event.profileIntegrationId === integrationId) events.erase(event)
  }
  for (const referral of [...referrals.all()]) {
    const { advocateProfileIntegrationId: advocate, friendProfileIntegrationId: friend } = referral
    const isConcerned = advocate === integrationId || friend === integrationId
    if (isConcerned && referral.applicationId === applicationId)
      referrals.update(referral, { attributes: {} })
  }
  for (const session of [...sessions.all()]) {
    const { content } = session
    if (session.applicationId !== applicationId || content.profileId !== integrationId) continue
    const cartItems = content.cartItems.map(({ attributes: _, ...item }) => item)
    sessions.update(session, { content: { ...content, attributes: {}, cartItems } })
  }
}
