// Adds loyalty points for a profile on behalf of a third party. The addition itself is add-points.ts.
import type { Call } from '../../call.ts'
import type { Deployment } from '../../deployment.ts'
import { badRequest } from '../../errors.ts'
import type { Instant } from '../../instant.ts'
import { afterDuration } from '../../rules/loyalty-duration.ts'
import type { AddPointsBody, ManagedPointsBody } from '../../schemas/loyalty/add-points.ts'
import type { LoyaltyProgram } from '../../schemas/loyalty/loyalty-program.ts'
import { environmentOf } from '../../stores/profiles.ts'
import { touchProfile } from '../touch-profile.ts'
import { addPoints, NEVER } from './add-points.ts'
import { profileBasedProgram } from './read-ledger.ts'

export function addPointsFor(deployment: Deployment, body: AddPointsBody, call: Call): void {
  const program = profileBasedProgram(deployment, call, body.loyaltyProgramId)
  refuseMissingSubledger(program, body.subledgerId)
  const environment = environmentOf(call.application)
  touchProfile(deployment, environment, body.profileIntegrationId)
  const account = { programId: program.id, environment, integrationId: body.profileIntegrationId }
  addPointsWithLife(deployment, { program, account, causedBy: call.causedBy }, body, call.now)
}

export function refuseMissingSubledger({ id, allowSubledger }: LoyaltyProgram, subledgerId: string): void {
  if (subledgerId === '' || allowSubledger) return
  throw badRequest('no-subledgers', 'The loyalty program has no subledgers', { facts: { program: id } })
}

/** [D] pendingDuration and validityDuration count from now and from when the points become active. */
export function addPointsWithLife(
  deployment: Deployment,
  to: Parameters<typeof addPoints>[1],
  body: ManagedPointsBody,
  now: number,
): void {
  const { points, subledgerId, name } = body
  const startsAt = instantOf(body.pendingUntil, body.pendingDuration, now)
  const expiresAt = instantOf(body.validUntil, body.validityDuration, startsAt ?? now)
  addPoints(deployment, to, { points, subledgerId, name, startsAt, expiresAt })
}

function instantOf(
  until: Instant | undefined,
  duration: string | undefined,
  from: number,
): number | undefined {
  if (until !== undefined) return until.at
  if (duration === undefined) return undefined
  if (duration === 'unlimited') return NEVER
  return duration === 'immediate' ? from : afterDuration(duration, from)
}
