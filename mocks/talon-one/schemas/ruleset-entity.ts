// The ruleset of a campaign, as far as the sandbox's list of rules can be said in the vendor's two languages. [D] Ruleset (Talang) and
// RulesetV2 (blocks). Which function of Talang takes a referral code is in no public ruleset: those names are guesses.
import { type Deployment, USER_ID } from '../deployment.ts'
import { type Campaign, rulesetIdOf } from './campaign.ts'
import { type EffectTable, type RuleEffect, rowOf } from './rule-effect.ts'

interface SaidRule {
  title: string
  cause: Cause
  effects: readonly RuleEffect[]
}
type Cause = { check: 'coupon' | 'referral' } | { event: string } | undefined

/** In the order of the indexes that effects name. */
function rulesOf(campaign: Campaign): SaidRule[] {
  const { advocate, friend } = campaign.referralEffects
  return [
    { title: 'Referral code is valid', cause: { check: 'referral' }, effects: [...friend, ...advocate] },
    { title: 'Coupon code is valid', cause: { check: 'coupon' }, effects: campaign.couponEffects },
    ...campaign.rules.map(({ name, on, eventType, effects }) => ({
      title: name,
      cause: on === 'session_closed' ? undefined : { event: eventType ?? EVENTS[on] },
      effects,
    })),
  ]
}

const EVENTS = { profile_updated: 'talon_profile_updated', event: 'any' } as const

const shared = (campaign: Campaign) => ({
  id: rulesetIdOf(campaign),
  created: campaign.created,
  userId: USER_ID,
  campaignId: campaign.id,
  activatedAt: campaign.updated,
})

export const rulesetEntity = (campaign: Campaign) => ({
  ...shared(campaign),
  rbVersion: 'v2',
  activate: true,
  bindings: [],
  strikethroughRules: [],
  rules: rulesOf(campaign).map(({ title, cause, effects }) => ({
    title,
    bindings: [],
    condition: ['and', ...conditions(cause)],
    effects: effects.map(effect => ['catch', ['noop'], rowOf(TALANG, effect)]),
  })),
})

function conditions(cause: Cause): unknown[] {
  if (cause === undefined) return [['=', ['.', 'Session', 'State'], 'closed']]
  if ('check' in cause) return [[`${cause.check}Valid`]]
  return [['=', ['.', 'Event', 'Type'], cause.event]]
}

const TALANG: EffectTable<unknown[]> = {
  discount: ({ name, value }) => ['setDiscount', name, value],
  itemDiscount: ({ name, value, sku = 'all' }) => ['setDiscountPerItem', name, value, sku],
  freeItem: ({ sku, name }) => ['addFreeItem', sku, name],
  notification: ({ notificationType, title, body }) => ['showNotification', notificationType, title, body],
  custom: ({ effectId, name }) => ['customEffect', effectId, name],
  webhook: ({ webhookId }) => ['triggerWebhook', webhookId],
  points: effect => ['addLoyaltyPoints', ...pointsOf(effect)],
  deductPoints: effect => ['deductLoyaltyPoints', ...pointsOf(effect)],
  coupon: ({ usageLimit }) => ['createCoupon', usageLimit],
  referral: ({ usageLimit = 0 }) => ['createReferral', usageLimit],
}

const pointsOf = ({
  loyaltyProgramId,
  subledgerId,
  name,
  points,
}: RuleEffect & { type: `${string}oints` }) => [loyaltyProgramId, subledgerId, name, points]

export const rulesetV2Entity = (deployment: Deployment, campaign: Campaign) => ({
  ...shared(campaign),
  strikethroughRules: [],
  selectors: [],
  bundles: [],
  parameters: [],
  promotionRules: rulesOf(campaign).map(({ title, cause, effects }, index) => ({
    id: `rule-${index}`,
    title,
    blocks: [...checks(cause), ...effects.map(effect => rowOf(BLOCKS, effect, deployment, campaign))].map(
      (block, at) => ({ id: `rule-${index}-block-${at}`, ...block }),
    ),
  })),
})

function checks(cause: Cause) {
  if (cause === undefined) return [{ type: 'passthrough', expression: conditions(cause)[0] }]
  return 'check' in cause
    ? [{ type: cause.check === 'coupon' ? 'checkCoupon' : 'checkReferral', redeem: true, onFailure: [] }]
    : [{ type: 'checkEvent', eventType: cause.event, matchers: [], onFailure: [] }]
}

/** What has no block, such as points, is told as raw Talang, which the description allows for. */
const passedThrough = (effect: RuleEffect) => ({ type: 'passthrough', expression: rowOf(TALANG, effect) })
const target = { type: 'cart' }

const BLOCKS: EffectTable<object, [deployment: Deployment, campaign: Campaign]> = {
  discount: ({ name, value }) => ({ type: 'awardDiscount', name, value, partial: false, target }),
  itemDiscount: passedThrough,
  freeItem: ({ sku, name }) => ({ type: 'awardItem', sku, name, quantity: '1' }),
  notification: ({ notificationType, title, body }) => ({
    type: 'showNotification',
    notificationType,
    title,
    body,
  }),
  custom({ effectId: id, name, payload: params }) {
    return { type: 'triggerCustomEffect', customEffect: { id, name, title: name }, params, target }
  },
  webhook: ({ webhookId: id, webhookName: title }) => ({
    type: 'triggerWebhook',
    webhook: { id, title },
    params: {},
  }),
  points: passedThrough,
  deductPoints: passedThrough,
  coupon({ usageLimit }, { settings }, { id: campaignId, couponSettings }) {
    const pattern = couponSettings?.couponPattern ?? settings.referralPattern
    const recipientId = '{{$Profile.IntegrationId}}'
    return { type: 'createCoupon', campaignId, recipientId, storeInSession: false, usageLimit, pattern }
  },
  referral(effect, { settings }, { id: campaignId, referralSettings }) {
    const pattern = referralSettings?.couponPattern ?? settings.referralPattern
    const usageLimit = effect.usageLimit ?? settings.defaultUsageLimit
    return { type: 'createReferral', campaignId, friendId: '', storeInSession: false, usageLimit, pattern }
  },
}
