// Audiences are created, renamed, emptied and deleted.
import type { Call } from '../call.ts'
import type { Deployment } from '../deployment.ts'
import { conflict } from '../errors.ts'
import type { Audience } from '../schemas/audience.ts'
import { audiencesAfter, externalAudience } from './change-audiences.ts'

export interface ExternalAudience {
  audienceId: string
  audienceName: string
}

export type NewAudience = Omit<Audience, 'created' | 'id' | 'sandbox'> & { sandbox?: boolean | undefined }

/** Live or sandbox as the caller says, or else as the Application of the key. */
export async function createAudience(
  deployment: Deployment,
  { sandbox, ...audience }: NewAudience,
  { application }: Call,
): Promise<Audience> {
  refuseKnownAudience(deployment, audience)
  return deployment.audiences.create({ ...audience, sandbox: sandbox ?? application.sandbox })
}

/** The id in the path names the audience; the body may give it another. */
export async function renameAudience(
  deployment: Deployment,
  externalId: string,
  { audienceId, audienceName }: ExternalAudience,
): Promise<Audience> {
  const audience = externalAudience(deployment, externalId)
  if (audienceId !== externalId) refuseKnownAudience(deployment, { ...audience, integrationId: audienceId })
  return deployment.audiences.update(audience.id, { name: audienceName, integrationId: audienceId })
}

/** [D] cdp/deleteAudience: "also removes any associations recorded between a customer profile and this audience". */
export function deleteAudience(deployment: Deployment, id: number): void {
  removeMembers(deployment, id)
  deployment.audiences.delete(id)
}

export function removeMembers({ profiles }: Deployment, id: number): void {
  for (const profile of profiles.all()) {
    profiles.update(profile, { audiences: audiencesAfter(profile, { adds: [], deletes: [id] }) })
  }
}

/** [D] createAudienceV2, 409: one of this id is there for this integration. One of a world may say none and counts for each. */
function refuseKnownAudience(
  { audiences }: Deployment,
  { integration, integrationId }: Pick<Audience, 'integration' | 'integrationId'>,
): void {
  if (integrationId === undefined) return
  const isKnown = (known: Audience) =>
    known.integrationId === integrationId && (known.integration ?? integration) === integration
  if (!audiences.list().some(isKnown)) return
  // [D] Third-party API, example of 409.
  throw conflict('audience-exists', `The audience with the ID '${integrationId}' already exists`, {
    facts: { audience: integrationId },
  })
}
