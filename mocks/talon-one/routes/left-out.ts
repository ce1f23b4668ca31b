// Operations that the sandbox does not emulate: each answers 501 by its name. They stand in the vendor's descriptions, or in what clients
// had before: [C] talon_one 4.3.0, and the SFCC cartridge, which calls multiple_attributes createAttributes.
import type { Api } from '../call.ts'
import { type Operation, operationName } from '../http/operation-list.ts'

/** By what their paths begin with: the rest of a path, then each method with its name. */
const LEFT_OUT: Readonly<Record<Api, Readonly<Record<string, string>>>> = {
  'third-party': {
    '/segment': `
      /customer_profile/{customerProfileId} PUT segment/updateCustomerProfile
      /customer_profile_v2/{customerProfileId} PUT segment/updateCustomerProfileV2
      /customer_profiles/audiences PUT segment/updateCustomerProfilesAudiences
      /v2/customer_profiles/audiences PUT segment/v2/updateCustomerProfilesAudiences
      /v2/customer_profiles/{customerProfileId} PUT segment/v2/updateCustomerProfile
      /customer_profiles/{customerProfileId}/audiences PUT segment/updateCustomerProfileAudiences  /event PUT segment/trackEvent
      /v2/events PUT segment/trackEventV2  /audiences POST segment/createAudience
      /audiences/{audienceId} PUT segment/updateAudience DELETE segment/deleteAudience
      /customer_sessions/{customerSessionId} PUT segment/updateCustomerSession
      /v2/customer_sessions/{customerSessionId} PUT segment/v2/updateCustomerSession`,
    '/emarsys': `
      /customer_profiles/coupons POST emarsys/getCoupon  /loyalty_programs/profile/balance POST emarsys/getLoyaltyProgramBalance
      /customer_profiles/audiences POST emarsys/v2/updateCustomerProfilesAudiences`,
    '': `
      /mparticle POST mparticle/sendevent`,
  },
  integration: {
    '': `
      /v1/integration/campaigns GET integrationGetAllCampaigns  /v1/customer_profiles/{integrationId}/achievements GET getCustomerAchievements
      /v1/customer_profiles/{integrationId}/achievements/{achievementId} GET getCustomerAchievementHistory
      /v1/loyalty_programs/{loyaltyProgramId}/profile/{integrationId}/delete_transactions POST deleteLoyaltyTransactionsFromLedgers
      /v1/loyalty_programs/{loyaltyProgramId}/activate_points POST activateLoyaltyPoints  /v1/best_prior_price POST bestPriorPrice
      /v1/catalogs/{catalogId}/sync PUT syncCatalog  /v2/integration/multiple_attributes PUT createAttributes
      /v3/events POST trackEventV3  /v3/events/{integrationId} GET getEventV3`,
  },
  management: {
    '/v1/applications/{applicationId}/campaigns/{campaignId}': `
      /rulesets POST createRuleset  /rulesets/{rulesetId} PUT updateRuleset DELETE deleteRuleset  /coupons_async POST createCouponsAsync
      /coupons_deletion_jobs POST createCouponsDeletionJob  /collections GET listCollections POST createCollection
      /collections/{collectionId} GET getCollection PUT updateCollection DELETE deleteCollection
      /collections/{collectionId}/import POST importCollection  /collections/{collectionId}/export GET exportCollectionItems
      /analytics GET getCampaignAnalytics  /value_maps/{valueMapId}/export GET exportCampaignValueMap  /stores/export GET exportCampaignStores
      /stores DELETE disconnectCampaignStores  /stores/import POST importCampaignStores
      /stores/budgets POST createCampaignStoreBudget GET listCampaignStoreBudgetLimits DELETE deleteCampaignStoreBudgets
      /stores/budgets/summary GET summarizeCampaignStoreBudget  /stores/budgets/import POST importCampaignStoreBudget
      /stores/budgets/export GET exportCampaignStoreBudgets  /achievements POST createAchievement GET listAchievements
      /achievements/{achievementId} GET getAchievement PUT updateAchievement DELETE deleteAchievement
      /achievements/{achievementId}/export GET exportAchievements
      /coupons_search POST getCouponsByAttributes  /coupons_search_advanced POST searchCouponsAdvanced`,
    '/v1/applications/{applicationId}': `
      /access_logs GET getAccessLogs  /events GET getApplicationEvents  /customer_activity_reports GET getCustomerActivityReports
      /coupons_search POST getCouponsByAttributesApplicationWide  /coupons_search_advanced POST searchCouponsAdvancedApplicationWide
      /campaigns_search POST getCampaignByAttributes  /experiments GET listExperiments  /experiments/{experimentId} GET getExperiment
      /create_campaign_from_template POST createCampaignFromTemplate  /collections GET listCollectionsInApplication
      /customer_search POST getApplicationCustomersByAttributes
      /customer_activity_reports/no_total GET getCustomerActivityReportsWithoutTotalCount
      /customer_activity_reports/{customerId} GET getCustomerActivityReport  /customers/{customerId}/analytics GET getCustomerAnalytics
      /sessions_search POST getApplicationSessionsByCustomerAttributes  /event_types GET getApplicationEventTypes  /price_history POST priceHistory
      /price_history/exclusions POST excludePriceHistory  /export_effects GET exportEffects  /export_customer_sessions GET exportCustomerSessions
      /stores GET listStores POST createStore  /stores/{storeId} GET getStore PUT updateStore DELETE deleteStore
      /cart_item_filters GET listApplicationCartItemFilters
      /cart_item_filters/{cartItemFilterId}/expressions/{expressionId} GET getApplicationCartItemFilterExpression
      /campaign_analytics/export GET exportApplicationCampaignAnalytics
      /achievement_progress/{integrationId} GET getCustomerProfileAchievementProgress`,
    '/v1/loyalty_programs/{loyaltyProgramId}': `
      /dashboard GET getDashboardStatistics  /import_points POST importLoyaltyPoints  /import_customers_tiers POST importLoyaltyCustomersTiers
      /import_join_dates POST importLoyaltyJoinDates  /profile/{integrationId}/export_log GET exportLoyaltyLedger
      /export_join_dates GET exportLoyaltyJoinDates  /export_customers_tiers GET exportCustomersTiers  /statistics GET getLoyaltyStatistics
      /export_customer_balances GET exportLoyaltyBalances  /export_customer_balance GET exportLoyaltyBalance  /import_cards POST importLoyaltyCards
      /cards/batch POST createBatchLoyaltyCards  /export_card_balances GET exportLoyaltyCardBalances  /cards GET getLoyaltyCards
      /cards/export GET exportLoyaltyCards  /cards/{loyaltyCardId} DELETE deleteLoyaltyCard PUT updateLoyaltyCard GET getLoyaltyCard
      /cards/{loyaltyCardId}/export_log GET exportLoyaltyCardLedger  /cards/{loyaltyCardId}/logs GET getLoyaltyCardTransactionLogs
      /cards/{loyaltyCardId}/transfer PUT transferLoyaltyCard`,
    '/v1/provisioning/scim': `
      /Groups GET scimGetGroups POST scimCreateGroup
      /Groups/{groupId} GET scimGetGroup DELETE scimDeleteGroup PUT scimReplaceGroupAttributes PATCH scimPatchGroup
      /Users GET scimGetUsers POST scimCreateUser
      /Users/{userId} GET scimGetUser DELETE scimDeleteUser PUT scimReplaceUserAttributes PATCH scimPatchUser
      /ResourceTypes GET scimGetResourceTypes  /ServiceProviderConfig GET scimGetServiceProviderConfig  /Schemas GET scimGetSchemas`,
    '/v2': `
      /invites POST createInviteV2  /roles GET listAllRolesV2  /roles/{roleId} GET getRoleV2 PUT updateRoleV2
      /achievements GET listAchievementsV2 POST createAchievementV2
      /achievements/{achievementId} GET getAchievementV2 PUT updateAchievementV2 DELETE deleteAchievementV2
      /achievements/{achievementId}/export GET exportAchievementV2`,
    '/v1': `
      /campaign_groups GET getCampaignGroups  /campaign_groups/{campaignGroupId} GET getCampaignGroup  /campaign_templates GET getCampaignTemplates
      /giveaways/pools/{poolId}/import POST importPoolGiveaways  /giveaways/pools/{poolId}/export GET exportPoolGiveaways
      /collections GET listAccountCollections POST createAccountCollection
      /collections/{collectionId} GET getAccountCollection PUT updateAccountCollection DELETE deleteAccountCollection
      /collections/{collectionId}/items GET getCollectionItems  /collections/{collectionId}/import POST importAccountCollection
      /collections/{collectionId}/export GET exportAccountCollectionItems  /customer_search/no_total POST getCustomersByAttributes
      /audiences GET getAudiences  /audiences/analytics GET getAudiencesAnalytics  /audiences/{audienceId}/memberships GET getAudienceMemberships
      /audiences/{audienceId}/memberships/import POST importAudiencesMemberships
      /audiences/{audienceId}/memberships/export GET exportAudiencesMemberships
      /attributes/{attributeId}/allowed_list/import POST importAllowedList  /catalogs/{catalogId}/items GET listCatalogItems
      /additional_costs POST createAdditionalCost GET getAdditionalCosts
      /additional_costs/{additionalCostId} GET getAdditionalCost PUT updateAdditionalCost  /webhooks GET getWebhooks
      /webhooks/{webhookId} GET getWebhook  /message_logs GET getMessageLogs  /event_types GET getEventTypes  /users GET getUsers
      /users/{userId} GET getUser PUT updateUser DELETE deleteUser  /provisioning/okta GET oktaEventHandlerChallenge
      /users/delete POST deleteUserByEmail  /users/activate POST activateUserByEmail  /users/deactivate POST deactivateUserByEmail
      /users/invite POST inviteUserExternal  /changes GET getChanges  /invite_emails POST createInviteEmail
      /password_recovery_emails POST createPasswordRecoveryEmail  /reset_password POST resetPassword  /accounts/{accountId} GET getAccount
      /accounts/{accountId}/analytics GET getAccountAnalytics  /access_logs GET getAllAccessLogs  /roles GET getAllRoles
      /roles/{roleId} GET getRole  /application_customer_search POST getApplicationCustomersByAttributes  /webhook_logs GET getWebhookLogs
      /webhook_activation_logs GET getWebhookActivationLogs  /exports GET getExports  /coupon_rejections GET generateCouponRejections`,
  },
}

function* named(api: Api, base: string, rows: string): Generator<Operation> {
  let path = ''
  let method = ''
  for (const word of rows.trim().split(/\s+/)) {
    if (word.startsWith('/')) path = base + word
    else if (word === word.toUpperCase()) method = word
    else yield { ...operationName(api, `${method} ${path} ${word}`), emulated: false }
  }
}

export const leftOut: readonly Operation[] = Object.entries(LEFT_OUT).flatMap(([api, bases]) =>
  Object.entries(bases).flatMap(([base, rows]) => [...named(api as Api, base, rows)]),
)
