// Operations of the vendor's descriptions that the sandbox does not emulate: each answers 501 by its name. A row is a path, then each
// method with its name.
import type { Api } from '../call.ts'
import { type Operation, operationName } from '../http/operation-list.ts'
import { LEFT_OUT_OF_MANAGEMENT } from './left-out-management.ts'

const INTEGRATION = [
  '/v1/integration/campaigns GET integrationGetAllCampaigns',
  '/v1/customer_profiles/{integrationId}/achievements GET getCustomerAchievements',
  '/v1/customer_profiles/{integrationId}/achievements/{achievementId} GET getCustomerAchievementHistory',
  '/v1/loyalty_programs/{loyaltyProgramId}/profile/{integrationId}/delete_transactions POST deleteLoyaltyTransactionsFromLedgers',
  '/v1/loyalty_programs/{loyaltyProgramId}/activate_points POST activateLoyaltyPoints',
  '/v1/best_prior_price POST bestPriorPrice',
  '/v1/catalogs/{catalogId}/sync PUT syncCatalog',
  '/v3/events POST trackEventV3',
  '/v3/events/{integrationId} GET getEventV3',
]

const THIRD_PARTY = [
  '/segment/customer_profile/{customerProfileId} PUT segment/updateCustomerProfile',
  '/segment/customer_profile_v2/{customerProfileId} PUT segment/updateCustomerProfileV2',
  '/segment/customer_profiles/audiences PUT segment/updateCustomerProfilesAudiences',
  '/segment/v2/customer_profiles/audiences PUT segment/v2/updateCustomerProfilesAudiences',
  '/segment/v2/customer_profiles/{customerProfileId} PUT segment/v2/updateCustomerProfile',
  '/segment/customer_profiles/{customerProfileId}/audiences PUT segment/updateCustomerProfileAudiences',
  '/segment/event PUT segment/trackEvent',
  '/segment/v2/events PUT segment/trackEventV2',
  '/segment/audiences POST segment/createAudience',
  '/segment/audiences/{audienceId} PUT segment/updateAudience DELETE segment/deleteAudience',
  '/segment/customer_sessions/{customerSessionId} PUT segment/updateCustomerSession',
  '/segment/v2/customer_sessions/{customerSessionId} PUT segment/v2/updateCustomerSession',
  '/mparticle POST mparticle/sendevent',
  '/emarsys/customer_profiles/coupons POST emarsys/getCoupon',
  '/emarsys/loyalty_programs/profile/balance POST emarsys/getLoyaltyProgramBalance',
  '/emarsys/customer_profiles/audiences POST emarsys/v2/updateCustomerProfilesAudiences',
]

const named = (api: Api, rows: readonly string[]) =>
  rows.flatMap(row => {
    const [path, ...methods] = row.split(' ')
    return methods.flatMap((method, at) =>
      at % 2 === 0
        ? [{ ...operationName(api, `${method} ${path} ${methods[at + 1]}`), emulated: false as const }]
        : [],
    )
  })

export const leftOut: readonly Operation[] = [
  ...named('third-party', THIRD_PARTY),
  ...named('integration', INTEGRATION),
  ...named('management', LEFT_OUT_OF_MANAGEMENT),
]
