// An Application and its API keys as the Management API shows them.
import { ACCOUNT_ID, type Deployment } from '../deployment.ts'
import type { ApiKey } from './api-key.ts'
import type { Application } from './application.ts'
import type { LoyaltyProgram } from './loyalty/loyalty-program.ts'

export function applicationEntity(deployment: Deployment, application: Application) {
  const { id, created, modified, name, description, timezone, currency, caseSensitivity, sandbox } =
    application
  const programs = deployment.loyaltyPrograms
    .list()
    .filter(({ subscribedApplications: subscribed }) => subscribed.length === 0 || subscribed.includes(id))
  return {
    id,
    created,
    modified,
    accountId: ACCOUNT_ID,
    name,
    description,
    timezone,
    currency,
    caseSensitivity,
    attributes: {},
    limits: [],
    attributesSettings: { mandatory: { campaigns: [], coupons: application.mandatoryAttributes.coupons } },
    sandbox,
    loyaltyPrograms: programs.map(loyaltyProgramEntity),
  }
}

export function loyaltyProgramEntity(program: LoyaltyProgram) {
  const { tiers, ...rest } = program
  return {
    ...rest,
    accountID: ACCOUNT_ID,
    tiers: tiers.map(tier => ({ ...tier, programID: program.id, created: program.created })),
  }
}

/** [D] talon-one-ts-sdk, ApplicationAPIKey. The key itself is shown once, by the call that makes it. */
export function apiKeyEntity(key: ApiKey) {
  const { id, title, expires, platform, type, timeOffset, createdBy, applicationId, created } = key
  return {
    title,
    expires,
    platform,
    type,
    timeOffset,
    id,
    createdBy,
    accountID: ACCOUNT_ID,
    applicationID: applicationId,
    created,
  }
}
