// Operations of the Integration API that the vendor describes and the sandbox does not emulate: method, path, name.
export const LEFT_OUT_OF_INTEGRATION = [
  'GET /v1/integration/campaigns integrationGetAllCampaigns',
  'GET /v1/customer_profiles/{integrationId}/achievements getCustomerAchievements',
  'GET /v1/customer_profiles/{integrationId}/achievements/{achievementId} getCustomerAchievementHistory',
  'POST /v1/loyalty_programs/{loyaltyProgramId}/profile/{integrationId}/delete_transactions deleteLoyaltyTransactionsFromLedgers',
  'POST /v1/loyalty_programs/{loyaltyProgramId}/activate_points activateLoyaltyPoints',
  'POST /v1/best_prior_price bestPriorPrice',
  'PUT /v1/catalogs/{catalogId}/sync syncCatalog',
  'POST /v3/events trackEventV3',
  'GET /v3/events/{integrationId} getEventV3',
]
