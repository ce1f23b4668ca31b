// Creates one referral for each of many advocates: all of them, or none.
import type { Call } from '../../call.ts'
import type { Deployment } from '../../deployment.ts'
import type { Referral } from '../../stores/codes/referrals.ts'
import { allOrNone, newBatchId } from './batch.ts'
import { acceptNewReferral, createReferral, type NewReferral } from './create-referral.ts'

/** An advocate named twice gets two codes: no dedupe is documented anywhere. */
export async function createReferrals(
  deployment: Deployment,
  {
    advocates,
    ...input
  }: Omit<NewReferral, 'advocateProfileIntegrationId'> & { advocates: readonly string[] },
  call: Call,
): Promise<Referral[]> {
  const inputs = advocates.map(advocateProfileIntegrationId => ({ ...input, advocateProfileIntegrationId }))
  for (const one of inputs) acceptNewReferral(deployment, one, call)
  const batchId = newBatchId(deployment)
  return allOrNone(deployment.referrals, inputs, one => createReferral(deployment, { ...one, batchId }, call))
}
