import { describe, expect, test } from 'vitest'
import { consentState } from '../../../../mocks/bloomreach/consents/consent.ts'
import { givenBloomreach, NOON } from '../../../support/bloomreach.ts'

const now = NOON / 1_000
const DAY = 86_400

/** What the gate of an action says after these consent events were tracked over HTTP. */
async function gate(...consents: ({ at?: number } & Record<string, unknown>)[]) {
  const house = givenBloomreach()
  await house.customer('ada')
  for (const { at = now, ...properties } of consents) {
    await house.event('ada', 'consent', { category: 'newsletter', ...properties }, at)
  }
  const id = house.customers.find({ registered: 'ada' })?.id ?? ''
  return house.consents.isValid(id, 'newsletter')
}
const accept = { action: 'accept', valid_until: 'unlimited' }
const reject = { action: 'reject' }

describe('a consent is an event named consent', () => {
  test('the last event per category decides', async () => {
    expect((await gate(accept)).valid).toBe(true)
    expect(await gate(accept, reject)).toMatchObject({ valid: false, because: 'rejected' })
    expect((await gate(reject, accept)).valid).toBe(true)
    expect((await gate(accept, { ...reject, category: 'sms' })).valid).toBe(true)
  })

  test('last means the greatest timestamp, whatever came in first', async () => {
    expect((await gate({ ...accept, at: now - 10 }, { ...reject, at: now - 20 })).valid).toBe(true)
    expect((await gate({ ...accept, at: now - 10 }, { ...reject, at: now - 10 })).valid).toBe(false)
  })

  test('what a person says with a consent is kept, and nothing where they say nothing', async () => {
    const { customer, customers, consents, events } = givenBloomreach()
    await customer('ada')
    const change = {
      customerId: customers.find({ registered: 'ada' })?.id ?? '',
      category: 'c',
      source: 'phone',
    }

    consents.accept(change)
    consents.reject({ ...change, message: 'no more' })

    const [accepted, rejected] = events.of(change.customerId, 'consent').map(({ properties }) => properties)
    expect(accepted).toStrictEqual({
      action: 'accept',
      category: 'c',
      source: 'phone',
      valid_until: 'unlimited',
    })
    expect(rejected).toStrictEqual({ action: 'reject', category: 'c', source: 'phone', message: 'no more' })
  })

  test('events carry the category id, not the UI name', async () => {
    const { consentCategories, customer, event, customers, consents } = givenBloomreach()
    await consentCategories.add({ id: 'news', name: 'Our newsletter' })
    await customer('ada')
    await event('ada', 'consent', { ...accept, category: 'Our newsletter' })

    expect(consents.isValid(customers.find({ registered: 'ada' })?.id ?? '', 'news').valid).toBe(false)
  })

  test('a customer without any event has not given consent', async () => {
    expect(await gate()).toMatchObject({
      valid: false,
      because: 'missing',
      reason: 'The customer never gave consent for newsletter.',
    })
  })

  test('an invalid consent event (missing attribute, unknown action) revokes the consent', async () => {
    expect(await gate(accept, { action: 'accept' })).toMatchObject({ valid: false, because: 'invalid' })
    expect(await gate(accept, { valid_until: 'unlimited' })).toMatchObject({
      valid: false,
      because: 'invalid',
    })
    expect(await gate(accept, { action: 'granted', valid_until: 'unlimited' })).toMatchObject({
      because: 'invalid',
      reason: expect.stringContaining('action is "granted"'),
    })
    expect(await gate(accept, { action: 'accept', valid_until: 'forever' })).toMatchObject({
      because: 'invalid',
    })
    expect(await gate(accept, { action: 'accept', valid_until: 1e300 })).toMatchObject({ because: 'invalid' })
  })

  test('actions are case-sensitive, lower case', async () => {
    expect(await gate({ ...accept, action: 'Accept' })).toMatchObject({ valid: false, because: 'invalid' })
    expect(await gate(accept, { action: 'REJECT' })).toMatchObject({ valid: false, because: 'invalid' })
  })

  test('valid_until is unlimited or Unix time, and mandatory only for accept', async () => {
    expect(await gate({ action: 'accept', valid_until: now + DAY })).toMatchObject({
      valid: true,
      until: now + DAY,
    })
    expect(await gate(reject)).toMatchObject({ because: 'rejected' })
  })

  test('timestamp is valid from: a consent of tomorrow does not count yet', async () => {
    expect((await gate({ ...accept, at: now + DAY })).valid).toBe(false)
    expect((await gate(accept, { ...reject, at: now + DAY })).valid).toBe(true)
  })

  test('an expired valid_until is treated as revoked and no reject event is tracked', async () => {
    const { customer, event, customers, consents, events, world } = givenBloomreach()
    await customer('ada')
    await event('ada', 'consent', { category: 'newsletter', action: 'accept', valid_until: now + DAY })
    const id = customers.find({ registered: 'ada' })?.id ?? ''

    await world.clock.advance(DAY * 1_000 - 1)
    expect(consents.isValid(id, 'newsletter').valid).toBe(true)
    await world.clock.advance(1)

    expect(consents.isValid(id, 'newsletter')).toMatchObject({ valid: false, because: 'expired' })
    expect(events.of(id, 'consent')).toHaveLength(1)
  })
})

describe('special choices', () => {
  test('general consent checks no category', async () => {
    const { customer, customers, consents } = givenBloomreach()
    await customer('ada')
    const id = customers.find({ registered: 'ada' })?.id ?? ''

    expect(consents.isValid(id, 'general').valid).toBe(true)
    expect(consents.isValid(id, undefined).valid).toBe(true)
  })

  test('a legitimate interest needs no acceptance, a rejection still counts', async () => {
    const { customer, event, customers, consents, consentCategories } = givenBloomreach()
    await consentCategories.add({ id: 'orders', name: 'Orders', legitimateInterest: true })
    await customer('ada')
    const id = customers.find({ registered: 'ada' })?.id ?? ''

    expect(consents.isValid(id, 'orders').valid).toBe(true)
    await event('ada', 'consent', { category: 'orders', action: 'reject' })

    expect(consents.isValid(id, 'orders').valid).toBe(false)
  })

  test('a category named general is refused', async () => {
    expect(() => givenBloomreach().consentCategories.add({ id: 'general', name: 'x' })).toThrow()
  })

  test('the readable properties survive the verdict', () => {
    const event = {
      type: 'consent',
      timestamp: now,
      properties: { category: 'c', action: 'reject', message: 'no more', source: 'phone' },
    }

    expect(consentState([event], 'c', NOON)).toMatchObject({
      valid: false,
      message: 'no more',
      source: 'phone',
      timestamp: now,
    })
  })
})
