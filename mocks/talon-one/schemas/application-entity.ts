// An Application and its API keys as the Management API shows them.
import { ACCOUNT_ID, type Deployment } from '../deployment.ts'
import type { ApiKey } from './api-key.ts'
import type { Application } from './application.ts'
import type { LoyaltyProgram } from './loyalty/loyalty-program.ts'

export function applicationEntity(
  { loyaltyPrograms }: Deployment,
  { mandatoryAttributes: { coupons }, ...application }: Application,
) {
  const isConnected = ({ subscribedApplications: ids }: LoyaltyProgram) =>
    ids.length === 0 || ids.includes(application.id)
  return {
    ...application,
    accountId: ACCOUNT_ID,
    attributes: {},
    limits: [],
    attributesSettings: { mandatory: { campaigns: [], coupons } },
    loyaltyPrograms: loyaltyPrograms.list().filter(isConnected).map(loyaltyProgramEntity),
  }
}

export const loyaltyProgramEntity = ({ tiers, ...program }: LoyaltyProgram) => ({
  ...program,
  accountID: ACCOUNT_ID,
  tiers: tiers.map(tier => ({ ...tier, programID: program.id, created: program.created })),
})

/** [D] talon-one-ts-sdk, ApplicationAPIKey. The key itself is shown once, by the call that makes it. */
export const apiKeyEntity = ({ key: _, applicationId: applicationID, ...shown }: ApiKey) => ({
  ...shown,
  accountID: ACCOUNT_ID,
  applicationID,
})
