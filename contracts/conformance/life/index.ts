// One life of a referral programme that meets every served operation and every answer it declares, each held against the description.
import type { TalonOne } from '../../../mocks/talon-one/index.ts'
import type { Witness } from '../witness.ts'
import { judgeIntegration } from './integration.ts'
import { judgeManagement } from './management.ts'
import { judgeMissingKeys, judgeRateLimits } from './refusals.ts'
import { setStage } from './stage.ts'
import { judgeBraze, judgeCustomerData, judgeCustomerEngagement, judgeIterable } from './third-parties.ts'

export async function judgeEveryOperation(): Promise<{ witness: Witness; talonOne: TalonOne }> {
  const stage = await setStage()
  await judgeCustomerEngagement(stage)
  await judgeBraze(stage)
  await judgeIterable(stage)
  await judgeCustomerData(stage)
  await judgeIntegration(stage)
  await judgeManagement(stage)
  await judgeMissingKeys(stage)
  await judgeRateLimits(stage)
  return stage
}
