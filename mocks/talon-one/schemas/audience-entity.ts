// An audience as the Third-party API answers it. [D] CreateAndUpdateResponse.
import { ACCOUNT_ID } from '../deployment.ts'
import type { Audience } from './audience.ts'

export function thirdPartyAudience(audience: Audience) {
  return {
    id: audience.id,
    created: audience.created,
    accountId: ACCOUNT_ID,
    name: audience.name,
    integration: audience.integration,
    integrationId: audience.integrationId,
  }
}
