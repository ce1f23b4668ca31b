// Creates, changes, copies and deletes campaigns, and tells whoever subscribed to it.
import { z } from 'zod'
import { given } from '../../kit/given.ts'
import type { Deployment } from '../deployment.ts'
import { badRequest, invalidField, notEmulated } from '../errors.ts'
import { readInstant } from '../instant.ts'
import {
  notifyCampaignCreated,
  notifyCampaignDeleted,
  notifyCampaignUpdated,
} from '../notification-payloads.ts'
import { refuseWrongAttributes } from '../rules/attribute-rules.ts'
import { uncounted } from '../rules/counted-limits.ts'
import type { Application } from '../schemas/application.ts'
import { type Campaign, campaignSchema, rulesetIdOf, sentLimit } from '../schemas/campaign.ts'
import { sentCodeSettings } from '../schemas/codes/codes.ts'

const shape = campaignSchema.omit({ id: true, applicationId: true, created: true, updated: true }).shape
const tags = z.array(z.string().min(1).max(50)).max(50)
const codes = { couponSettings: sentCodeSettings.optional(), referralSettings: sentCodeSettings.optional() }
/** [D] UpdateCampaign: described, and without a counterpart here. */
const unheard = {
  activeRulesetId: z.int().optional(),
  linkedStoreIds: z.array(z.int()).optional(),
  reevaluateOnReturn: z.boolean().optional(),
}
const STAGED = 'staged'
const state = z.enum([...campaignSchema.shape.state.unwrap().options, STAGED])

/**
 * [D] NewCampaign of the older JavaScript SDK: name, state, tags, features and limits are required. The effects are
 * the sandbox's own fields, taken here as in a world file.
 */
export const newCampaignSchema = z.object({
  ...shape,
  ...codes,
  ...unheard,
  state: state.default('enabled'),
  tags,
  limits: z.array(sentLimit),
})
export type NewCampaign = z.output<typeof newCampaignSchema>

/** [D] UpdateCampaign: the same four are required; what is left out stays. */
export const updateCampaignSchema = z
  .object({
    ...Object.fromEntries(Object.entries(shape).map(([name, schema]) => [name, withoutDefault(schema)])),
  })
  .extend({
    ...codes,
    ...unheard,
    state: state.optional(),
    name: shape.name,
    features: shape.features.unwrap(),
    tags,
    limits: z.array(sentLimit),
  }) as unknown as z.ZodType<
  Pick<NewCampaign, 'features' | 'limits' | 'name' | 'tags'> & Partial<NewCampaign>
>

/** What is kept of a campaign; what would change how it is evaluated is refused by name. */
function heard<T extends Partial<NewCampaign>>(
  { activeRulesetId, linkedStoreIds = [], reevaluateOnReturn = false, state: wanted, ...campaign }: T,
  own?: number,
) {
  if (wanted === STAGED) throw notEmulated('staging of campaigns', 'No campaign here is ever staged.')
  if (linkedStoreIds.length > 0) throw notEmulated('linkedStoreIds of campaigns')
  if (reevaluateOnReturn) {
    throw notEmulated('reevaluateOnReturn of campaigns', 'None here is evaluated again on a return.')
  }
  if (activeRulesetId !== undefined && activeRulesetId !== own) {
    throw invalidField('/activeRulesetId', `the rulesets of the campaign are: ${own ?? 'none yet'}`)
  }
  return { ...campaign, ...(wanted === undefined ? {} : { state: wanted }) }
}

/** An absent field of an update must stay absent, not become a default. */
function withoutDefault(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodDefault ? (schema.unwrap() as z.ZodType).optional() : schema
}

export async function createCampaign(
  deployment: Deployment,
  application: Application,
  input: NewCampaign,
  causedBy: number,
): Promise<Campaign> {
  refuseWrongCampaign(deployment, application, input)
  const { state = 'enabled', ...given } = heard(input)
  const campaign = await deployment.campaigns.create({ ...given, state, applicationId: application.id })
  journal(deployment, 'created', campaign, causedBy)
  notifyCampaignCreated(deployment, campaign, causedBy)
  return campaign
}

export async function updateCampaign(
  deployment: Deployment,
  campaign: Campaign,
  input: z.output<typeof updateCampaignSchema>,
  causedBy: number,
): Promise<Campaign> {
  const application = deployment.applications.get(campaign.applicationId) as Application
  refuseWrongCampaign(deployment, application, { ...campaign, ...input })
  const changed = await deployment.campaigns.update(campaign.id, heard(input, rulesetIdOf(campaign)))
  journal(deployment, 'updated', changed, causedBy)
  notifyCampaignUpdated(deployment, { old: campaign, changed }, causedBy)
  return changed
}

/** Its codes go with it: what a session says to them from then on is ReferralNotFound. */
export function deleteCampaign(deployment: Deployment, campaign: Campaign, causedBy: number): void {
  for (const referral of [...deployment.referrals.ofCampaign(campaign.id)])
    deployment.referrals.delete(referral)
  deployment.campaigns.delete(campaign.id)
  journal(deployment, 'deleted', campaign, causedBy)
  notifyCampaignDeleted(deployment, campaign, causedBy)
}

export interface CampaignCopy {
  name?: string | undefined
  description?: string | undefined
  startTime?: string | undefined
  endTime?: string | undefined
  evaluationGroupId?: number | undefined
  tags?: string[] | undefined
}

/** [D] CampaignCopy: the name defaults to "Copy of" the original's. The codes are not copied. */
export function copyCampaign(
  deployment: Deployment,
  { id: _, applicationId: __, created: ___, updated: ____, ...copied }: Campaign,
  { application, changes }: { application: Application; changes: CampaignCopy },
  causedBy: number,
): Promise<Campaign> {
  const input = { ...copied, name: `Copy of ${copied.name}`, ...given(changes) } as NewCampaign
  return createCampaign(deployment, application, input, causedBy)
}

function refuseWrongCampaign(
  deployment: Deployment,
  application: Application,
  campaign: Omit<Campaign, 'applicationId' | 'created' | 'id' | 'state' | 'updated'>,
): void {
  const { attributes, referralEffects, couponEffects, rules, limits } = campaign
  const start = readInstant(campaign.startTime ?? '')?.at
  const end = readInstant(campaign.endTime ?? '')?.at
  if (start !== undefined && end !== undefined && end <= start) {
    throw invalidField('/endTime', 'must be after startTime')
  }
  refuseWrongAttributes(deployment, application, { entity: 'Campaign' }, attributes)
  const unheard = limits.map(uncounted).find(what => what !== undefined)
  if (unheard !== undefined) throw notEmulated(unheard)
  const effects = [
    ...referralEffects.advocate,
    ...referralEffects.friend,
    ...couponEffects,
    ...rules.flatMap(rule => rule.effects),
  ]
  for (const effect of effects) {
    if (effect.type !== 'points' && effect.type !== 'deductPoints') continue
    const program = deployment.loyaltyPrograms.get(effect.loyaltyProgramId)
    if (program?.cardBased === true) throw notEmulated('effects on the points of cards')
    if (program === undefined) {
      throw badRequest(
        'loyalty-program-not-found',
        `The loyalty program ${effect.loyaltyProgramId} does not exist`,
        { facts: { program: effect.loyaltyProgramId } },
      )
    }
  }
}

function journal({ world }: Deployment, what: string, campaign: Campaign, causedBy: number): void {
  world.journal.append({
    kind: `talon-one.campaign-${what}`,
    causedBy,
    campaignId: campaign.id,
    applicationId: campaign.applicationId,
    state: campaign.state,
  })
}
