// An audience on the wire. [D] Audience of the Integration API, CreateAndUpdateResponse of the Third-party API.
import { ACCOUNT_ID } from '../deployment.ts'
import type { Audience } from './audience.ts'

export const audienceEntity = (audience: Audience) => ({ accountId: ACCOUNT_ID, ...audience })

export const thirdPartyAudience = ({ id, created, name, integration, integrationId }: Audience) => ({
  id,
  created,
  accountId: ACCOUNT_ID,
  name,
  integration,
  integrationId,
})
