// The loyalty ledger of a profile as the Third-party API shows it.
import type { Call } from '../../call.ts'
import type { Deployment } from '../../deployment.ts'
import { badRequest, present } from '../../errors.ts'
import { loyaltyEntity, programsOf, thirdPartyLedger } from '../../schemas/loyalty/loyalty.ts'
import type { LoyaltyProgram } from '../../schemas/loyalty/loyalty-program.ts'
import { environmentOf } from '../../stores/profiles.ts'
import { knownProfile } from '../touch-profile.ts'

/** [D] "only works with profile-based loyalty programs". What an unknown program or profile gets is not documented: 404. */
export function profileBasedProgram(deployment: Deployment, call: Call, programId: number): LoyaltyProgram {
  const { id: application } = call.application
  const found = programsOf(deployment, call.application).find(({ id }) => id === programId)
  const hint = `The Application ${application} is connected to no loyalty program ${programId}.`
  const program = present(found, 'loyalty-program-not-found', hint, { application, program: programId })
  if (!program.cardBased) return program
  throw badRequest('card-based-program', 'The loyalty program is card-based', {
    facts: { program: program.id },
    hint: `This call works with profile-based programs; "${program.name}" is card-based.`,
  })
}

export function readLedger(
  deployment: Deployment,
  { programId, integrationId }: { programId: number; integrationId: string },
  call: Call,
) {
  const program = profileBasedProgram(deployment, call, programId)
  knownProfile(deployment, environmentOf(call.application), integrationId)
  const { programs } = loyaltyEntity(deployment, call.application, integrationId, {
    now: call.now,
    ledger: thirdPartyLedger,
  })
  return programs[String(program.id)]
}
