// Joins a profile to a loyalty program. [D] joinLoyaltyProgram: an unknown profile is created first; joining twice fails.
import type { Call } from '../../call.ts'
import type { Deployment } from '../../deployment.ts'
import { badRequest } from '../../errors.ts'
import type { LoyaltyProgram } from '../../schemas/loyalty/loyalty-program.ts'
import { environmentOf } from '../../stores/profiles.ts'
import { touchProfile } from '../touch-profile.ts'

export function joinProgram(
  deployment: Deployment,
  { id: programId }: LoyaltyProgram,
  integrationId: string,
  { application, causedBy }: Call,
): void {
  const { loyalty, world } = deployment
  const environment = environmentOf(application)
  const account = { programId, environment, integrationId }
  if (loyalty.isMember(account)) {
    throw badRequest('already-joined', 'The customer profile is already joined to the loyalty program')
  }
  touchProfile(deployment, environment, integrationId)
  loyalty.join(account)
  world.journal.append({ kind: 'talon-one.program-joined', causedBy, programId, profile: integrationId })
}
