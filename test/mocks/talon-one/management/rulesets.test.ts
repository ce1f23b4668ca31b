// Rulesets, in both of the vendor's languages, held against its description.
import { expect, test } from 'vitest'
import { startTalonOne } from '../../../support/talon-one.ts'

const RULESETS = 'applications/1/campaigns/373/rulesets'

const given = () =>
  startTalonOne({
    loyaltyPrograms: [{ id: 7, name: 'stars' }],
    campaign: {
      referralEffects: {
        friend: [{ type: 'discount', name: 'Welcome', value: 5 }],
        advocate: [{ type: 'points', loyaltyProgramId: 7, points: 10 }],
      },
      couponEffects: [{ type: 'freeItem', sku: 'cap', name: 'Cap' }],
      rules: [
        {
          name: 'Share',
          on: 'session_closed',
          effects: [
            { type: 'referral' },
            { type: 'coupon' },
            { type: 'itemDiscount', name: 'Each', value: 1 },
            { type: 'deductPoints', loyaltyProgramId: 7, points: 1 },
          ],
        },
        {
          name: 'Tell',
          on: 'event',
          eventType: 'shared',
          effects: [
            { type: 'notification', title: 'Hi' },
            { type: 'custom', name: 'ring' },
            { type: 'webhook', webhookId: 3, webhookName: 'CRM' },
          ],
        },
        { name: 'Profile', on: 'profile_updated', effects: [] },
      ],
    },
  })

test('the ruleset of a campaign says its rules in Talang', async () => {
  const { management } = await given()

  const { body: campaign } = await management('GET', '/v1/applications/1/campaigns/373')
  const { body } = await management('GET', `/v1/${RULESETS}/${campaign.activeRulesetId}`)

  expect(body.rules.map(({ title }: { title: string }) => title)).toEqual([
    'Referral code is valid',
    'Coupon code is valid',
    'Share',
    'Tell',
    'Profile',
  ])
  expect(body.rules[0]).toMatchObject({
    condition: ['and', ['referralValid']],
    effects: [
      ['catch', ['noop'], ['setDiscount', 'Welcome', 5]],
      ['catch', ['noop'], ['addLoyaltyPoints', 7, '', 'Referral', 10]],
    ],
  })
  expect((await management('GET', `/v1/${RULESETS}`)).body).toEqual({ totalResultSize: 1, data: [body] })
})

test('and in blocks; what has no block is passed through', async () => {
  const { management } = await given()

  const { body } = await management('GET', `/v2/${RULESETS}/373`)

  const types = body.promotionRules.map(({ blocks }: { blocks: { type: string }[] }) =>
    blocks.map(({ type }) => type),
  )
  expect(types).toEqual([
    ['checkReferral', 'awardDiscount', 'passthrough'],
    ['checkCoupon', 'awardItem'],
    ['passthrough', 'createReferral', 'createCoupon', 'passthrough', 'passthrough'],
    ['checkEvent', 'showNotification', 'triggerCustomEffect', 'triggerWebhook'],
    ['checkEvent'],
  ])
})

test('another ruleset is not there, and writing one is not emulated', async () => {
  const { management } = await given()

  expect((await management('GET', `/v1/${RULESETS}/9`)).status).toBe(404)
  expect((await management('GET', `/v2/${RULESETS}/9`)).status).toBe(404)
  expect((await management('POST', `/v1/${RULESETS}`, { body: {} })).status).toBe(501)
})
