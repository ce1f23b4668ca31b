// Adds loyalty points for a profile on behalf of a third party. The addition itself is add-points.ts.

import type { Call } from '../call.ts'
import type { Deployment } from '../deployment.ts'
import { badRequest } from '../errors.ts'
import { readInstant } from '../instant.ts'
import { afterDuration } from '../rules/loyalty-duration.ts'
import type { AddPointsBody } from '../schemas/add-points.ts'
import { environmentOf } from '../stores/profiles.ts'
import { addPoints } from './add-points.ts'
import { profileBasedProgram } from './read-ledger.ts'
import { touchProfile } from './touch-profile.ts'

/** [D] pendingDuration and validityDuration count from now and from when the points become active. */
export function addPointsFor(deployment: Deployment, body: AddPointsBody, call: Call): void {
  const program = profileBasedProgram(deployment, call, body.loyaltyProgramId)
  if (body.subledgerId !== '' && !program.allowSubledger) {
    throw badRequest('no-subledgers', 'The loyalty program has no subledgers', {
      facts: { program: program.id },
    })
  }
  const startsAt = instantOf(body.pendingUntil, body.pendingDuration, call.now)
  const expiresAt = instantOf(body.validUntil, body.validityDuration, startsAt ?? call.now)
  const environment = environmentOf(call.application)
  touchProfile(deployment, environment, body.profileIntegrationId)
  const account = { programId: program.id, environment, integrationId: body.profileIntegrationId }
  addPoints(
    deployment,
    { program, account, causedBy: call.causedBy },
    { points: body.points, subledgerId: body.subledgerId, name: body.name, startsAt, expiresAt },
  )
}

function instantOf(
  until: string | undefined,
  duration: string | undefined,
  from: number,
): number | undefined {
  if (until !== undefined) return readInstant(until)?.at
  return duration === undefined ? undefined : duration === 'immediate' ? from : afterDuration(duration, from)
}
