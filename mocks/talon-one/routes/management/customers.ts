// Reading back what the Integration API made: customer profiles, and who referred whom.
import { msToIso } from '../../../kit/time/duration.ts'
import type { Deployment } from '../../deployment.ts'
import { notFound, present } from '../../errors.ts'
import type { Operation } from '../../http/operation-list.ts'
import type { Listing } from '../../http/paging.ts'
import type { Application } from '../../schemas/application.ts'
import { profileEntity } from '../../schemas/profile.ts'
import type { Redemption } from '../../stores/codes/referrals.ts'
import { type Environment, environmentOf, type Profile } from '../../stores/profiles.ts'
import { APPLICATION, type ManagementCall, managed } from './manage.ts'

const FRIENDS: Listing<Redemption, unknown> = {
  natural: 'created',
  fields: { friendIntegrationId: redemption => redemption.friendProfileIntegrationId },
  entity: redemption => ({
    applicationId: redemption.applicationId,
    sessionId: redemption.sessionId,
    advocateIntegrationId: redemption.advocateProfileIntegrationId,
    friendIntegrationId: redemption.friendProfileIntegrationId,
    code: redemption.code,
    created: msToIso(redemption.at),
  }),
}

export function customerRoutes(deployment: Deployment): Operation[] {
  const route = managed(deployment)
  const { profiles, referrals } = deployment
  const ofEnvironment = (environment: Environment) =>
    Iterator.from(profiles.all()).filter(profile => profile.environment === environment)

  return [
    route(`GET ${APPLICATION}/customers getApplicationCustomers`, call => {
      const { application } = call
      const integrationId = call.query.text('integrationId')
      const environment = environmentOf(application)
      const found =
        integrationId === undefined
          ? ofEnvironment(environment)
          : [profiles.find(environment, integrationId)].filter(profile => profile !== undefined)
      const entity = (profile: Profile) => applicationCustomer(deployment, application, profile)
      return call.pageOrCounted(found, { natural: 'id', fields: {}, entity })
    }),

    route(`GET ${APPLICATION}/customers/{customerId} getApplicationCustomer`, call => {
      const { application } = call
      const profile = profileOf(call)
      if (profile.environment !== environmentOf(application)) {
        const { id: customer, environment } = profile
        const hint = `The customer ${customer} belongs to the ${environment} environment.`
        throw notFound('customer-not-found', hint, { customer, environment })
      }
      return call.json(applicationCustomer(deployment, application, profile))
    }),

    route('GET /v1/customers/no_total getCustomerProfiles', call => {
      const found = ofEnvironment(call.query.boolean('sandbox') === true ? 'sandbox' : 'live')
      const entity = (profile: Profile) => profileEntity(deployment, profile)
      return call.page(found, { natural: 'id', fields: {}, entity })
    }),

    route('GET /v1/customers/{customerId} getCustomerProfile', call =>
      call.json(profileEntity(deployment, profileOf(call))),
    ),

    route(`GET ${APPLICATION}/profile/{integrationId}/friends getApplicationCustomerFriends`, call => {
      const { id } = call.application
      return call.pageOrCounted(referrals.redemptionsOfAdvocate(id, call.part('integrationId')), FRIENDS)
    }),
  ]
}

function profileOf(call: ManagementCall): Profile {
  const id = call.id('customerId')
  const profile = call.deployment.profiles.get(id)
  return present(profile, 'customer-not-found', `No customer has the id ${id}.`, { customer: id })
}

/** [D] ApplicationCustomer: `advocateIntegrationId` is who referred this customer in the Application. */
function applicationCustomer(deployment: Deployment, application: Application, profile: Profile) {
  const [first] = deployment.referrals.redemptionsOfFriend(application.id, profile.integrationId)
  return { ...profileEntity(deployment, profile), advocateIntegrationId: first?.advocateProfileIntegrationId }
}
