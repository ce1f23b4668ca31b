// Audiences by their own id, and the erasure of a customer's data.
import { describe, expect, test } from 'vitest'
import { startTalonOne } from '../../../support/talon-one.ts'

const ADA = 'ada@example.com'

async function given() {
  const talon = await startTalonOne({
    profiles: [ADA, 'bob'],
    attributes: [
      { entity: 'CustomerProfile', name: 'city', type: 'string' },
      { entity: 'CustomerSession', name: 'city', type: 'string' },
      { entity: 'CartItem', name: 'city', type: 'string' },
      { entity: 'Referral', name: 'city', type: 'string' },
      { entity: 'Event', eventType: 'signup', name: 'city', type: 'string' },
    ],
    audiences: [{ id: 5, name: 'Friends', integrationId: 'friends' }],
  })
  const { talonOne, integration } = talon
  return {
    ...talon,
    profile: (id: string) => talonOne.profiles.find('live', id),
    members: () => [...talonOne.profiles.all()].filter(({ audiences }) => audiences.has(5)).length,
    act: (...data: [action: string, profileIntegrationId: string][]) =>
      integration('POST', '/v2/customer_audiences', {
        body: {
          data: data.map(([action, profileIntegrationId]) => ({
            action,
            profileIntegrationId,
            audienceId: 5,
          })),
        },
      }),
  }
}

describe('an audience', () => {
  test('is created from a name alone, renamed and deleted with its memberships', async () => {
    const { integration, profile } = await given()

    const { status, body } = await integration('POST', '/v2/audiences', { body: { name: 'Travel' } })
    const path = `/v2/audiences/${body.id}`
    const data = [{ action: 'add', profileIntegrationId: 'bob', audienceId: body.id }]
    await integration('POST', '/v2/customer_audiences', { body: { data } })
    const renamed = await integration('PUT', path, { body: { name: 'Holidays' } })

    expect([status, body]).toEqual([
      201,
      expect.objectContaining({ accountId: 1, name: 'Travel', sandbox: false }),
    ])
    expect(renamed.body).toMatchObject({ id: body.id, name: 'Holidays' })
    expect((await integration('DELETE', path)).status).toBe(204)
    expect(profile('bob')?.audiences.size).toBe(0)
    expect((await integration('PUT', path, { body: { name: 'Gone' } })).status).toBe(404)
  })

  test('of a third party is there once for each integration', async () => {
    const { integration } = await given()
    const create = async (name: string, id = 'x') =>
      (await integration('POST', '/v2/audiences', { body: { name, integration: name, integrationId: id } }))
        .status

    expect([await create('segment'), await create('segment'), await create('braze')]).toEqual([201, 409, 201])
    expect(await create('segment', 'friends')).toBe(409)
  })

  test('takes members in, creating them, and lets them go', async () => {
    const { act, members, profile, integration } = await given()

    await act(['add', ADA], ['add', 'new'], ['add', 'bob'], ['delete', 'bob'], ['delete', 'nobody'])

    expect([members(), profile('new')?.audiences.size, profile('nobody')]).toEqual([2, 1, undefined])
    expect((await integration('DELETE', '/v2/audiences/5/memberships')).status).toBe(204)
    expect(members()).toBe(0)
  })

  test('that is not there changes no membership at all', async () => {
    const { integration, members } = await given()
    const data = [5, 99].map(audienceId => ({ action: 'add', profileIntegrationId: ADA, audienceId }))

    const { status, headers } = await integration('POST', '/v2/customer_audiences', { body: { data } })

    expect([status, headers.get('x-sandbox-reason'), members()]).toEqual([404, 'audience-not-found', 0])
  })

  test('sets attributes of its members, those of nobody else and no undefined ones', async () => {
    const { act, integration, profile } = await given()
    await act(['add', ADA])
    const set = async (body: object) =>
      (await integration('PUT', '/v2/audience_customers/5/attributes', { body })).status

    expect([await set({ city: 'Rome' }), await set({ town: 'Rome' })]).toEqual([204, 400])
    expect([profile(ADA)?.attributes, profile('bob')?.attributes]).toEqual([{ city: 'Rome' }, {}])
  })
})

test('erasing a customer takes the attributes of the profile and of all that refers to it', async () => {
  const { integration, talonOne, profile } = await given()
  const attributes = { city: 'Rome' }
  const put = (id: string, profileId: string) =>
    integration('PUT', `/v2/customer_sessions/${id}`, {
      body: {
        customerSession: { profileId, attributes, cartItems: [{ sku: 'a', quantity: 1, attributes }] },
      },
    })
  await integration('PUT', `/v2/customer_profiles/${ADA}`, { body: { attributes } })
  await put('s1', ADA)
  await put('s2', 'bob')
  await integration('POST', '/v2/events', { body: { profileId: ADA, type: 'signup', attributes } })
  await integration('POST', '/v1/referrals', {
    body: {
      campaignId: 373,
      advocateProfileIntegrationId: 'bob',
      friendProfileIntegrationId: ADA,
      attributes,
    },
  })

  expect((await integration('DELETE', `/v1/customer_data/${ADA}`)).status).toBe(204)

  const session = (id: string) => talonOne.sessions.find(1, id)?.content
  const events = [...talonOne.events.ofApplication(1)].filter(({ type }) => type === 'signup')
  expect(profile(ADA)?.attributes).toEqual({})
  expect(session('s1')).toMatchObject({ attributes: {}, cartItems: [{ sku: 'a' }] })
  expect(session('s1')?.cartItems[0]).not.toHaveProperty('attributes')
  expect(session('s2')).toMatchObject({ attributes, cartItems: [{ attributes }] })
  expect(events).toMatchObject([{ attributes: {} }])
  expect(talonOne.referrals.get(1)?.attributes).toEqual({})
  expect((await integration('DELETE', '/v1/customer_data/nobody')).status).toBe(404)
})
