// Every served operation, called with each kind of wrong key: refused, nothing stored, and x-sandbox-hint says what is wrong.
import { expect, test } from 'vitest'
import type { KeyPlatform } from '../../support/talon-one.ts'
import { GOOD, openShop } from '../../support/talon-one-good-calls.ts'

const OPEN_TO_ALL = ['health', 'createAccount', 'createSession']
const EXPIRED = '2025-01-01T00:00:00Z'
const PLATFORMS: KeyPlatform[] = ['none', 'customer_engagement', 'customer_data', 'braze', 'iterable']
const PLATFORM_OF: Record<string, KeyPlatform> = {
  cep: 'customer_engagement',
  cdp: 'customer_data',
  braze: 'braze',
  iterable: 'iterable',
}
const platformOf = (id: string): KeyPlatform => PLATFORM_OF[id.split('/')[0] ?? ''] ?? 'none'

const shop = await openShop({
  application: {
    apiKeys: PLATFORMS.flatMap(platform => [
      { title: 'Current', platform, expires: '2030-01-01T00:00:00Z' },
      { title: 'Old', key: `old ${platform}`, platform, expires: EXPIRED },
    ]),
  },
  managementKeys: [
    { name: 'Current', expires: '2030-01-01T00:00:00Z' },
    { name: 'Old', key: 'old', expires: EXPIRED },
  ],
})
const guarded = shop.talonOne.operations().filter(({ id, emulated }) => emulated && !OPEN_TO_ALL.includes(id))
const idsOf = (isManagement: boolean) =>
  guarded.filter(({ api }) => (api === 'management') === isManagement).map(({ id }) => id)

function goodCall(id: string) {
  const { query, body } = GOOD[id] ?? {}
  return { ...(query ? { query } : {}), ...(body ? { body } : {}) }
}

async function expectRefused(id: string, authorization: string | undefined, hint: string) {
  const before = shop.stored()
  const answer = await shop.send(id, { ...goodCall(id), headers: { authorization } })

  expect.soft([answer.status, answer.hint], authorization).toEqual([401, expect.stringContaining(hint)])
  expect.soft(shop.stored(), authorization).toBe(before)
}

test.each(idsOf(false))('%s refuses every key but its own', async id => {
  const platform = platformOf(id)

  await expectRefused(id, undefined, 'Authorization is missing')
  await expectRefused(id, 'ApiKey-v1 0123', 'No Application')
  await expectRefused(id, 'secret', 'must be')
  await expectRefused(id, `ApiKey-v1 old ${platform}`, 'expired')
  await expectRefused(id, `ManagementKey-v1 ${shop.managementKey}`, 'Management API')
  for (const other of PLATFORMS.filter(one => one !== platform)) {
    await expectRefused(id, `ApiKey-v1 ${shop.keyOf(other)}`, `platform ${other}`)
  }
})

test.each(idsOf(true))('%s refuses every credential but a manager’s', async id => {
  await expectRefused(id, undefined, 'Authorization is missing')
  await expectRefused(id, 'ManagementKey-v1 0123', 'no such Management key')
  await expectRefused(id, 'ManagementKey-v1 old', 'expired')
  await expectRefused(id, 'Bearer 0123', 'No session')
  await expectRefused(id, 'secret', 'another form')
  for (const platform of PLATFORMS) {
    await expectRefused(id, `ApiKey-v1 ${shop.keyOf(platform)}`, 'belongs to the Integration')
  }
})

// Whatever a call names must belong to the Application of its key.
test.each([
  'cep/createReferral',
  'cep/createCoupon',
  'braze/createReferral',
  'braze/createCoupon',
  'braze/createCouponReservation',
  'iterable/createReferral',
  'iterable/createCoupon',
  'createReferral',
  'createReferralsForMultipleAdvocates',
  'createCouponReservation',
  'deleteCouponReservation',
  'getReservedCustomers',
])('%s refuses the key of another Application', async id => {
  const { management, send, stored } = shop
  const { body: application } = await management('POST', '/v1/applications', {
    body: { name: 'Other shop', currency: 'EUR', timezone: 'UTC' },
  })
  const { body: key } = await management('POST', `/v1/applications/${application.id}/apikeys`, {
    body: { title: 'Other', expires: '2030-01-01T00:00:00Z', platform: platformOf(id) },
  })
  const before = stored()

  const answer = await send(id, { ...goodCall(id), headers: { authorization: `ApiKey-v1 ${key.key}` } })

  expect([400, 404]).toContain(answer.status)
  expect(answer.hint).not.toBeNull()
  expect(stored()).toBe(before)
})
