// The ruleset of a campaign, as far as the sandbox's list of rules can be said in the vendor's two languages. [D] Ruleset (Talang) and
// RulesetV2 (blocks). Which function of Talang takes a referral code is in no public ruleset: those names are guesses.
import { type Deployment, USER_ID } from '../deployment.ts'
import { type Campaign, rulesetIdOf } from './campaign.ts'
import type { RuleEffect } from './rule-effect.ts'

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
    effects: effects.map(effect => ['catch', ['noop'], talangOf(effect)]),
  })),
})

function conditions(cause: Cause): unknown[] {
  if (cause === undefined) return [['=', ['.', 'Session', 'State'], 'closed']]
  if ('check' in cause) return [[`${cause.check}Valid`]]
  return [['=', ['.', 'Event', 'Type'], cause.event]]
}

function talangOf(effect: RuleEffect): unknown[] {
  switch (effect.type) {
    case 'discount':
      return ['setDiscount', effect.name, effect.value]
    case 'itemDiscount':
      return ['setDiscountPerItem', effect.name, effect.value, effect.sku ?? 'all']
    case 'freeItem':
      return ['addFreeItem', effect.sku, effect.name]
    case 'notification':
      return ['showNotification', effect.notificationType, effect.title, effect.body]
    case 'custom':
      return ['customEffect', effect.effectId, effect.name]
    case 'webhook':
      return ['triggerWebhook', effect.webhookId]
    case 'points':
      return ['addLoyaltyPoints', effect.loyaltyProgramId, effect.subledgerId, effect.name, effect.points]
    case 'deductPoints':
      return ['deductLoyaltyPoints', effect.loyaltyProgramId, effect.subledgerId, effect.name, effect.points]
    case 'coupon':
      return ['createCoupon', effect.usageLimit]
    case 'referral':
      return ['createReferral', effect.usageLimit ?? 0]
  }
}

export const rulesetV2Entity = (deployment: Deployment, campaign: Campaign) => ({
  ...shared(campaign),
  strikethroughRules: [],
  selectors: [],
  bundles: [],
  parameters: [],
  promotionRules: rulesOf(campaign).map(({ title, cause, effects }, index) => ({
    id: `rule-${index}`,
    title,
    blocks: [...checks(cause), ...effects.map(effect => blockOf(deployment, campaign, effect))].map(
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
function blockOf({ settings }: Deployment, campaign: Campaign, effect: RuleEffect) {
  const recipient = '{{$Profile.IntegrationId}}'
  switch (effect.type) {
    case 'discount':
      return {
        type: 'awardDiscount',
        name: effect.name,
        value: effect.value,
        partial: false,
        target: { type: 'cart' },
      }
    case 'freeItem':
      return { type: 'awardItem', sku: effect.sku, name: effect.name, quantity: '1' }
    case 'notification': {
      const { notificationType, title, body } = effect
      return { type: 'showNotification', notificationType, title, body }
    }
    case 'custom': {
      const { effectId: id, name, payload: params } = effect
      return {
        type: 'triggerCustomEffect',
        customEffect: { id, name, title: name },
        params,
        target: { type: 'cart' },
      }
    }
    case 'webhook':
      return {
        type: 'triggerWebhook',
        webhook: { id: effect.webhookId, title: effect.webhookName },
        params: {},
      }
    case 'coupon': {
      const pattern = campaign.couponSettings?.couponPattern ?? settings.referralPattern
      const { usageLimit } = effect
      return {
        type: 'createCoupon',
        campaignId: campaign.id,
        recipientId: recipient,
        storeInSession: false,
        usageLimit,
        pattern,
      }
    }
    case 'referral': {
      const pattern = campaign.referralSettings?.couponPattern ?? settings.referralPattern
      const usageLimit = effect.usageLimit ?? settings.defaultUsageLimit
      return {
        type: 'createReferral',
        campaignId: campaign.id,
        friendId: '',
        storeInSession: false,
        usageLimit,
        pattern,
      }
    }
    default:
      return { type: 'passthrough', expression: talangOf(effect) }
  }
}
