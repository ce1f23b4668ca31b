// Blocks of a rule in V2. [D] RulesetV2 of the SDKs: checks, then effects; that they run in order and stop at the first check
// that fails is a guess. A block that the sandbox has not, or a value that is an expression, refuses the whole rule.
import { isObject } from '../shapes.ts'
import type { Cause, RuleOrReason } from './rule.ts'

type Block = Readonly<Record<string, unknown>>

export function ruleOfBlocks(rule: Block): RuleOrReason {
  const title = typeof rule.title === 'string' && rule.title !== '' ? rule.title : 'Rule'
  const blocks = flattened(rule.blocks)
  if (blocks === undefined)
    return { refused: `the rule "${title}": it has a group that is no "all", or no blocks` }
  let cause: Cause
  const effects: object[] = []
  for (const block of blocks) {
    const found = causeOf(block)
    if (found !== undefined && cause !== undefined)
      return { refused: `the rule "${title}" has several checks` }
    if (found !== undefined) {
      cause = found
      continue
    }
    const effect = effectOf(block)
    if (effect === undefined)
      return { refused: `the rule "${title}": the block ${textOf(block)} is not run here` }
    effects.push(effect)
  }
  return { title, cause, effects }
}

/** A group of "all" is its blocks. */
function flattened(blocks: unknown): Block[] | undefined {
  if (!Array.isArray(blocks)) return undefined
  const flat: Block[] = []
  for (const block of blocks) {
    if (!isObject(block)) return undefined
    const inner =
      block.type === 'group' ? (block.operator === 'all' ? flattened(block.blocks) : undefined) : [block]
    if (inner === undefined) return undefined
    flat.push(...inner)
  }
  return flat
}

function causeOf({ type, eventType, matchers }: Block): Cause {
  if (type === 'checkReferral') return { code: 'referral' }
  if (type === 'checkCoupon') return { code: 'coupon' }
  const isPlain = matchers === undefined || (Array.isArray(matchers) && matchers.length === 0)
  return type === 'checkEvent' && typeof eventType === 'string' && isPlain ? { event: eventType } : undefined
}

function effectOf(block: Block): object | undefined {
  switch (block.type) {
    case 'awardDiscount':
      return discountOf(block)
    case 'awardItem':
      return isText(block.sku) && isText(block.name)
        ? { type: 'freeItem', sku: block.sku, name: block.name }
        : undefined
    case 'showNotification':
      return notificationOf(block)
    case 'triggerWebhook':
      return webhookOf(block)
    case 'triggerCustomEffect':
      return customOf(block)
    case 'createCoupon':
      return { type: 'coupon', ...limitOf(block) }
    default:
      return undefined
  }
}

/** No expression: "{{…}}" is one. */
const isText = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && !value.includes('{{')

const numberOf = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && /^\d{1,12}(\.\d{1,6})?$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

function discountOf({ name, value }: Block): object | undefined {
  const amount = numberOf(value)
  return isText(name) && amount !== undefined && amount > 0
    ? { type: 'discount', name, value: amount }
    : undefined
}

const KINDS = new Set<unknown>(['Offer', 'Info', 'Error'])

const notificationOf = ({ notificationType: kind, title, body = '' }: Block): object | undefined =>
  isText(title) && (body === '' || isText(body)) && KINDS.has(kind)
    ? { type: 'notification', notificationType: kind, title, body }
    : undefined

const webhookOf = ({ webhook }: Block): object | undefined =>
  isObject(webhook) && isPositive(webhook.id) && isText(webhook.title)
    ? { type: 'webhook', webhookId: webhook.id, webhookName: webhook.title }
    : undefined

function customOf({ customEffect, params }: Block): object | undefined {
  if (!isObject(customEffect) || !isPositive(customEffect.id) || !isText(customEffect.name)) return undefined
  const payload = isObject(params) ? params : {}
  if (Object.values(payload).some(value => typeof value === 'string' && value.includes('{{')))
    return undefined
  return { type: 'custom', effectId: customEffect.id, name: customEffect.name, payload }
}

const limitOf = ({ usageLimit }: Block): object => {
  const limit = numberOf(usageLimit)
  return limit === undefined ? {} : { usageLimit: limit }
}

const isPositive = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value > 0

const textOf = (block: Block): string => {
  const { type, expression } = block
  return expression === undefined
    ? String(type)
    : `${String(type)} ${JSON.stringify(expression).slice(0, 200)}`
}
