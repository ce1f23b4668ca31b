// Audiences that a third party creates, renames and deletes.

import { msToIso } from '../../kit/duration.ts'
import type { Call } from '../call.ts'
import type { Deployment } from '../deployment.ts'
import { conflict } from '../errors.ts'
import type { Audience } from '../schemas/audience.ts'
import { externalAudience, findExternalAudience } from './change-audiences.ts'

export interface ExternalAudience {
  audienceId: string
  audienceName: string
}

/** `integration` names the platform, as its header does. */
export async function createAudience(
  deployment: Deployment,
  { audienceId, audienceName }: ExternalAudience,
  integration: string,
  call: Call,
): Promise<Audience> {
  refuseKnownAudience(deployment, audienceId)
  return deployment.audiences.create({
    id: deployment.audiences.nextId(),
    name: audienceName,
    integration,
    integrationId: audienceId,
    createdIn3rdParty: true,
    sandbox: call.application.sandbox,
    created: msToIso(deployment.world.clock.now()),
  })
}

/** The id in the path names the audience; the body may give it another. */
export async function renameAudience(
  deployment: Deployment,
  externalId: string,
  { audienceId, audienceName }: ExternalAudience,
): Promise<Audience> {
  const audience = externalAudience(deployment, externalId)
  if (audienceId !== externalId) refuseKnownAudience(deployment, audienceId)
  return deployment.audiences.update(audience.id, { name: audienceName, integrationId: audienceId })
}

/** [D] cdp/deleteAudience: "also removes any associations recorded between a customer profile and this audience". */
export function deleteAudience(deployment: Deployment, id: number): void {
  const { audiences, profiles } = deployment
  for (const profile of profiles.all()) {
    if (!profile.audiences.has(id)) continue
    const left = new Set(profile.audiences)
    left.delete(id)
    profiles.update(profile, { audiences: left })
  }
  audiences.delete(id)
}

/** [D] Third-party API, example of 409. */
function refuseKnownAudience(deployment: Deployment, externalId: string): void {
  if (findExternalAudience(deployment, externalId) !== undefined) {
    throw conflict('audience-exists', `The audience with the ID '${externalId}' already exists`, {
      facts: { audience: externalId },
    })
  }
}
