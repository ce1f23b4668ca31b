// Reading back what the Integration API made: customer profiles, and who referred whom.
import { msToIso } from '../../../kit/time/duration.ts'
import type { Deployment } from '../../deployment.ts'
import { notFound, present } from '../../errors.ts'
import type { Operation } from '../../http/operation-list.ts'
import { countedPageOf, pageOf, readPage, type SortFields } from '../../http/paging.ts'
import { Query } from '../../http/query.ts'
import type { Application } from '../../schemas/application.ts'
import { profileEntity } from '../../schemas/profile.ts'
import type { Redemption } from '../../stores/codes/referrals.ts'
import { environmentOf, type Profile } from '../../stores/profiles.ts'
import { applicationOfPath, managed, pathId } from './manage.ts'

const APPLICATION = '/v1/applications/{applicationId}'

const PROFILES: SortFields<Profile> = { natural: 'id', fields: {} }
const FRIENDS = {
  natural: 'created',
  fields: { friendIntegrationId: (redemption: Redemption) => redemption.friendProfileIntegrationId },
  entity: (redemption: Redemption) => ({
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
  const { profiles, referrals, settings } = deployment

  return [
    route(`GET ${APPLICATION}/customers getApplicationCustomers`, c => {
      const application = applicationOfPath(c, deployment)
      const query = new Query(c.req.url, settings)
      const page = readPage(query)
      const integrationId = query.text('integrationId')
      const environment = environmentOf(application)
      const found =
        integrationId === undefined
          ? profiles.all()
          : [profiles.find(environment, integrationId)].filter(profile => profile !== undefined)
      const own = Iterator.from(found).filter(profile => profile.environment === environment)
      const entity = (profile: Profile) => applicationCustomer(deployment, application, profile)
      const listing = { ...PROFILES, entity }
      const isCounted = query.boolean('withTotalResultSize') === true
      return c.json(isCounted ? countedPageOf([...own], page, listing) : pageOf(own, page, listing))
    }),

    route(`GET ${APPLICATION}/customers/{customerId} getApplicationCustomer`, c => {
      const application = applicationOfPath(c, deployment)
      const profile = profileOf(deployment, pathId(c, 'customerId'))
      if (profile.environment !== environmentOf(application)) {
        throw notFound(
          'customer-not-found',
          `The customer ${profile.id} belongs to the ${profile.environment} environment.`,
          { customer: profile.id, environment: profile.environment },
        )
      }
      return c.json(applicationCustomer(deployment, application, profile))
    }),

    route('GET /v1/customers/no_total getCustomerProfiles', c => {
      const query = new Query(c.req.url, settings)
      const page = readPage(query)
      const environment = query.boolean('sandbox') === true ? 'sandbox' : 'live'
      const found = Iterator.from(profiles.all()).filter(profile => profile.environment === environment)
      const entity = (profile: Profile) => profileEntity(deployment, profile)
      return c.json(pageOf(found, page, { ...PROFILES, entity }))
    }),

    route('GET /v1/customers/{customerId} getCustomerProfile', c =>
      c.json(profileEntity(deployment, profileOf(deployment, pathId(c, 'customerId')))),
    ),

    route(`GET ${APPLICATION}/profile/{integrationId}/friends getApplicationCustomerFriends`, c => {
      const application = applicationOfPath(c, deployment)
      const query = new Query(c.req.url, settings)
      const page = readPage(query)
      const found = [...referrals.redemptionsOfAdvocate(application.id, c.req.param('integrationId') ?? '')]
      const isCounted = query.boolean('withTotalResultSize') === true
      return c.json((isCounted ? countedPageOf : pageOf)(found, page, FRIENDS))
    }),
  ]
}

const profileOf = ({ profiles }: Deployment, id: number): Profile =>
  present(profiles.get(id), 'customer-not-found', `No customer has the id ${id}.`, { customer: id })

/** [D] ApplicationCustomer: `advocateIntegrationId` is who referred this customer in the Application. */
function applicationCustomer(deployment: Deployment, application: Application, profile: Profile) {
  const [first] = deployment.referrals.redemptionsOfFriend(application.id, profile.integrationId)
  return { ...profileEntity(deployment, profile), advocateIntegrationId: first?.advocateProfileIntegrationId }
}
