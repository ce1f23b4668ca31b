// [D] deleteCustomerData: all attributes of a profile, and of whatever refers to it in the Applications of the caller's environment.
import type { Call } from '../call.ts'
import type { Deployment } from '../deployment.ts'
import { unknownProfile } from '../errors.ts'
import { environmentOf } from '../stores/profiles.ts'

export function eraseCustomer(deployment: Deployment, integrationId: string, call: Call): void {
  const environment = environmentOf(call.application)
  const profile = deployment.profiles.find(environment, integrationId)
  if (profile === undefined) throw unknownProfile(integrationId)
  deployment.profiles.update(profile, { attributes: {} })
  for (const application of deployment.applications.list()) {
    if (environmentOf(application) === environment) eraseWithin(deployment, application.id, integrationId)
  }
  deployment.world.journal.append({
    kind: 'talon-one.customer-erased',
    causedBy: call.causedBy,
    profile: integrationId,
  })
}

function eraseWithin(deployment: Deployment, applicationId: number, integrationId: string): void {
  const { coupons, events, referrals, sessions } = deployment
  for (const coupon of coupons.ofProfile(applicationId, integrationId))
    coupons.update(coupon, { attributes: {} })
  for (const event of [...events.ofApplication(applicationId)]) {
    if (event.profileIntegrationId === integrationId) events.erase(event)
  }
  for (const referral of [...referrals.all()]) {
    const isOfBoth = [referral.advocateProfileIntegrationId, referral.friendProfileIntegrationId].includes(
      integrationId,
    )
    if (isOfBoth && referral.applicationId === applicationId) referrals.update(referral, { attributes: {} })
  }
  for (const session of [...sessions.all()]) {
    const { content } = session
    if (session.applicationId !== applicationId || content.profileId !== integrationId) continue
    const cartItems = content.cartItems.map(({ attributes: _, ...item }) => item)
    sessions.update(session, { content: { ...content, attributes: {}, cartItems } })
  }
}
