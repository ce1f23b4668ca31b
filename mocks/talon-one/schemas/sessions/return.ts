// A return of cart items in requests and answers. [D] ReturnIntegrationRequest, Return.
import { z } from 'zod'
import { msToIso } from '../../../kit/time/duration.ts'
import { ACCOUNT_ID, type Deployment, USER_ID } from '../../deployment.ts'
import { environmentOf } from '../../stores/profiles.ts'
import type { CustomerSession, Return } from '../../stores/sessions/customer-sessions.ts'

export const newReturnSchema = z.object({
  returnedCartItems: z
    .array(
      z.object({
        position: z.int().min(0).optional(),
        quantity: z.int().min(1).optional(),
        sku: z.string().min(1).optional(),
      }),
    )
    .min(1)
    .max(1_000),
})

export function returnEntity(
  { applications, profiles }: Deployment,
  session: CustomerSession,
  { id, eventId, createdAt, items }: Return,
) {
  const application = applications.get(session.applicationId)
  const profileIntegrationId = session.content.profileId
  const profile = application && profiles.find(environmentOf(application), profileIntegrationId)
  return {
    id,
    created: msToIso(createdAt),
    applicationId: session.applicationId,
    accountId: ACCOUNT_ID,
    returnedCartItems: items,
    eventId,
    sessionId: session.id,
    sessionIntegrationId: session.integrationId,
    profileId: profile?.id,
    profileIntegrationId,
    createdBy: USER_ID,
  }
}
