// The active ruleset of each campaign, as an input of the import.
import { type InputFile, inputOf } from '../import/input-file.ts'
import { type Fields, isObject } from '../import/shapes.ts'
import type { PulledCampaign } from './pulled-campaign.ts'
import type { Walk } from './walk.ts'

/** [D] the active one, in blocks; where those are not served, in Talang. */
export async function activeRulesets(campaigns: readonly PulledCampaign[], walk: Walk): Promise<InputFile[]> {
  const inputs: InputFile[] = []
  let hasBlocks = true
  for (const { id, applicationId, name, activeRulesetId } of campaigns) {
    if (activeRulesetId === undefined) continue
    const path = `/applications/${applicationId}/campaigns/${id}/rulesets/${activeRulesetId}`
    const blocks = hasBlocks ? await walk.one(`/v2${path}`) : undefined
    if (blocks === 'not served') hasBlocks = false
    const ruleset = isRuleset(blocks) ? blocks : await walk.one(`/v1${path}`)
    if (!isRuleset(ruleset)) {
      walk.absent.push(`the rules of campaign ${id} ${JSON.stringify(name)}`)
      continue
    }
    const own = { campaignId: id, ...ruleset }
    inputs.push({
      ...inputOf(`rules-of-campaign-${id}.json`, JSON.stringify(own)),
      as: 'talon-one-rulesets',
    })
  }
  return inputs
}

const isRuleset = (value: unknown): value is Fields =>
  isObject(value) && (Array.isArray(value.promotionRules) || Array.isArray(value.rules))
