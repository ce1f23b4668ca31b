// A coupon gives no more than its discount limit, over all of its redemptions. [D] Coupon.discountLimit, discountCounter, discountRemainder.
import { expect, test } from 'vitest'
import { startTalonOne } from '../../../support/talon-one.ts'

test('a gift card gives what is left of it, and gets back what a cancelled session took', async () => {
  const { integration, management } = await startTalonOne({
    campaign: {
      features: ['coupons'],
      couponEffects: [
        { type: 'notification', title: 'Thanks' },
        { type: 'discount', name: 'Gift card', value: 20 },
      ],
    },
  })
  const C = '/v1/applications/1/campaigns/373'
  const { body: made } = await management('POST', `${C}/coupons`, {
    query: { silent: 'no' },
    body: { usageLimit: 0, numberOfCoupons: 1, discountLimit: 30 },
  })
  const { value } = made.data[0]
  const put = async (id: string, state: string) => {
    const { body } = await integration('PUT', `/v2/customer_sessions/${id}`, {
      body: { customerSession: { profileId: 'bob', couponCodes: [value], state } },
    })
    return body.effects.map(({ effectType, props }: { effectType: string; props: object }) => [
      effectType,
      props,
    ])
  }
  const left = async () => (await management('GET', `${C}/coupons/no_total`)).body.data[0]

  await put('open', 'open')
  expect(await left()).toMatchObject({ discountCounter: 0, discountRemainder: 30 })
  await put('first', 'closed')
  expect(await left()).toMatchObject({ discountCounter: 20, discountRemainder: 10, usageCounter: 1 })
  expect(await put('second', 'closed')).toEqual([
    ['rejectCoupon', { value, rejectionReason: 'EffectCouldNotBeApplied', effectIndex: 1 }],
  ])
  await put('first', 'cancelled')
  expect(await left()).toMatchObject({ discountCounter: 0, discountRemainder: 30, usageCounter: 0 })
  expect((await put('third', 'closed')).map(([type]: [string]) => type)).toContain('acceptCoupon')
})
