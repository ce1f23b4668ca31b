// An audience on the wire. [D] Audience of the Integration API, CreateAndUpdateResponse of the Third-party API.
import { ACCOUNT_ID } from '../deployment.ts'
import type { Audience } from './audience.ts'

export const audienceEntity = ({ subscribedApplicationsIds: ids, ...audience }: Audience) => ({
  accountId: ACCOUNT_ID,
  ...audience,
  ...(ids.length === 0 ? {} : { subscribedApplicationsIds: ids }),
})

export const thirdPartyAudience = ({ id, created, name, integration, integrationId }: Audience) => ({
  id,
  created,
  accountId: ACCOUNT_ID,
  name,
  integration,
  integrationId,
})
