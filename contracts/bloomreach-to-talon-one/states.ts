// What must be true before each interaction, set through Talon.One's own APIs.
import type { Provider } from '../court/contract.ts'
import type { TalonOneTenant } from '../tenants/talon-one.ts'

export function talonOneStates(tenant: TalonOneTenant): Provider['states'] {
  return {
    'a running campaign with referrals': async () => ({ campaignId: await tenant.campaignId() }),
    'a running campaign with coupons': async () => ({
      applicationId: await tenant.applicationId(),
      campaignId: await tenant.campaignId(),
    }),
    'the customer has a profile': async () => {
      const customer = tenant.newId('customer')
      await tenant.createProfile(customer)
      return { customer }
    },
    'the customer has no profile': async () => ({ customer: tenant.newId('nobody') }),
    'the customer has loyalty points': async () => {
      const customer = tenant.newId('customer')
      await tenant.createProfile(customer)
      await tenant.addPoints(customer, 25)
      return { customer, loyaltyProgramId: await tenant.loyaltyProgramId() }
    },
    'a campaign that is not running': async () => ({
      applicationId: await tenant.applicationId(),
      campaignId: await tenant.disabledCampaignId(),
    }),
    'a card-based loyalty program': async () => ({ loyaltyProgramId: await tenant.cardProgramId() }),
    'the key belongs to no Application': async () => ({}),
    'the customer holds the referral code of an advocate': async () => {
      const [advocate, friend] = [tenant.newId('advocate'), tenant.newId('friend')]
      for (const profile of [advocate, friend]) await tenant.createProfile(profile)
      const code = await tenant.createReferral(advocate)
      return { friend, code, sessionId: tenant.newId('session') }
    },
    'the session of the code is closed already': async () => {
      const [advocate, friend] = [tenant.newId('advocate'), tenant.newId('friend')]
      for (const profile of [advocate, friend]) await tenant.createProfile(profile)
      const code = await tenant.createReferral(advocate)
      const sessionId = tenant.newId('session')
      await tenant.closeSession(sessionId, friend)
      return { friend, code, sessionId }
    },
    'a code that does not exist': async () => {
      const friend = tenant.newId('friend')
      await tenant.createProfile(friend)
      return { friend, code: 'NOT-A-CODE', sessionId: tenant.newId('session') }
    },
  }
}
