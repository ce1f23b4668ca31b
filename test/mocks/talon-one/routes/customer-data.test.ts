import { describe, expect, test } from 'vitest'
import { type CallOptions, startTalonOne } from '../../../support/talon-one.ts'

async function given(options = {}) {
  const talon = await startTalonOne({
    attributes: [
      { entity: 'CustomerProfile', name: 'city', type: 'string' },
      { entity: 'CustomerProfile', name: 'age', type: 'number' },
    ],
    audiences: [
      { id: 5, name: 'Friends', integrationId: 'friends-1' },
      { id: 6, name: 'Buyers', integrationId: 'buyers-1' },
    ],
    ...options,
  })
  return {
    ...talon,
    send: (method: string, path: string, body?: unknown, options: CallOptions = {}) =>
      talon.thirdParty('customer_data', method, `/cdp/${path}`, {
        ...(body === undefined ? {} : { body }),
        ...options,
      }),
    audiencesOf: (id: string) => [...(talon.talonOne.profiles.find('live', id)?.audiences ?? [])],
  }
}

describe('PUT /cdp/customer_profile/{customerProfileId}', () => {
  test('creates a profile, sets attributes and audiences', async () => {
    const { send } = await given()

    const answer = await send('PUT', 'customer_profile/new%2Fone%40example.com', {
      attributes: { city: 'Köln', age: 40 },
      audiencesChanges: { adds: [5], deletes: [6] },
    })

    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      customerProfile: {
        integrationId: 'new/one@example.com',
        attributes: { city: 'Köln', age: 40 },
        audienceMemberships: [{ id: 5, name: 'Friends' }],
      },
      effects: [],
      createdCoupons: [],
      createdReferrals: [],
    })
  })

  test('deletes an attribute that is null and keeps the others', async () => {
    const { send } = await given()
    await send('PUT', 'customer_profile/ada', { attributes: { city: 'Köln', age: 40 } })

    const answer = await send('PUT', 'customer_profile/ada', { attributes: { city: null } })

    expect(answer.body.customerProfile.attributes).toEqual({ age: 40 })
    expect(answer.body.customerProfile).not.toHaveProperty('sandbox')
  })

  test('skips attributes that are not defined when asked to', async () => {
    const { send, talonOne } = await given()
    const body = { attributes: { city: 'Köln', shoe: 44 } }

    expect((await send('PUT', 'customer_profile/bob', body)).status).toBe(400)
    expect(talonOne.profiles.find('live', 'bob')).toBeUndefined()
    const skipping = await send('PUT', 'customer_profile/bob', body, {
      query: { skipNonExistingAttributes: true },
    })
    expect(skipping.body.customerProfile.attributes).toEqual({ city: 'Köln' })
  })

  test.each([
    ['an attribute of the wrong type', { attributes: { age: 'forty' } }, 400],
    ['an unknown audience', { audiencesChanges: { adds: [99] } }, 404],
    ['an audience as text', { audiencesChanges: { adds: ['5'] } }, 400],
    ['1,001 changes', { audiencesChanges: { adds: Array(1_001).fill(5) } }, 400],
    ['a rule engine switch as text', { runRuleEngine: 'yes' }, 400],
    ['a list', [], 400],
  ])('refuses %s and changes nothing', async (_, body, status) => {
    const { send, talonOne } = await given()

    expect((await send('PUT', 'customer_profile/bob', body)).status).toBe(status)
    expect(talonOne.profiles.find('live', 'bob')).toBeUndefined()
  })

  test('an unknown audience of a world is no audience', async () => {
    const { send } = await given({ audiences: [] })

    expect((await send('PUT', 'customer_profile/bob', { audiencesChanges: { adds: [5] } })).status).toBe(404)
  })
})

describe('audiences of profiles', () => {
  test('PUT /cdp/customer_profile/{customerProfileId}/audiences takes the ids of the third party', async () => {
    const { send, audiencesOf } = await given()

    const answer = await send('PUT', 'customer_profile/bob/audiences', {
      data: { adds: ['friends-1'], deletes: [] },
    })

    expect(answer).toMatchObject({ status: 200, body: { customerProfile: { integrationId: 'bob' } } })
    expect(audiencesOf('bob')).toEqual([5])
    expect(
      (await send('PUT', 'customer_profile/eve/audiences', { data: { adds: ['nothing'] } })).status,
    ).toBe(404)
    expect((await send('PUT', 'customer_profile/eve/audiences', {})).status).toBe(400)
  })

  test.each([
    ['customer_profiles/audiences', [5], [6]],
    ['v2/customer_profiles/audiences', ['friends-1'], ['buyers-1']],
  ])('PUT /cdp/%s changes many profiles or none', async (path, friends, buyers) => {
    const { send, audiencesOf, talonOne } = await given()

    const answer = await send('PUT', path, {
      data: [
        { customerProfileId: 'bob', adds: friends, deletes: buyers },
        { customerProfileId: 'eve', adds: [...friends, ...buyers] },
      ],
    })

    expect(answer).toMatchObject({ status: 204, body: undefined })
    expect([audiencesOf('bob'), audiencesOf('eve')]).toEqual([[5], [5, 6]])
    const unknown = typeof friends[0] === 'number' ? 99 : 'nothing'
    const wrong = {
      data: [
        { customerProfileId: 'kim', adds: friends },
        { customerProfileId: 'lee', adds: [unknown] },
      ],
    }
    expect((await send('PUT', path, wrong)).status).toBe(404)
    expect(talonOne.profiles.find('live', 'kim')).toBeUndefined()
    const tooMany = { data: [{ customerProfileId: 'kim', adds: Array(1_001).fill(friends[0]) }] }
    expect((await send('PUT', path, tooMany)).status).toBe(400)
  })
})

describe('audiences', () => {
  const AUDIENCE = { audienceId: '382370BKDB946', audienceName: 'Newsletter' }

  test('POST /cdp/audiences answers 201, and 409 with the published text when it exists', async () => {
    const { send } = await given()

    const created = await send('POST', 'audiences', AUDIENCE)
    const again = await send('POST', 'audiences', AUDIENCE)

    expect(created).toMatchObject({
      status: 201,
      body: { name: 'Newsletter', integrationId: '382370BKDB946', integration: 'Bloomreach', accountId: 1 },
    })
    expect(again.body).toMatchObject({
      StatusCode: 409,
      Error: "The audience with the ID '382370BKDB946' already exists",
    })
  })

  test('PUT /cdp/audiences/{audienceId} renames an audience', async () => {
    const { send } = await given()

    const answer = await send('PUT', 'audiences/friends-1', {
      audienceId: 'friends-1',
      audienceName: 'Best friends',
    })

    expect(answer).toMatchObject({ status: 200, body: { id: 5, name: 'Best friends' } })
    expect((await send('PUT', 'audiences/nothing', AUDIENCE)).status).toBe(404)
  })

  test('DELETE /cdp/audiences/{audienceId} removes its memberships', async () => {
    const { send, audiencesOf } = await given()
    await send('PUT', 'customer_profile/bob/audiences', { data: { adds: ['friends-1', 'buyers-1'] } })

    expect((await send('DELETE', 'audiences/friends-1')).status).toBe(204)
    expect(audiencesOf('bob')).toEqual([6])
    expect((await send('DELETE', 'audiences/friends-1')).status).toBe(404)
  })

  test.each([
    ['no id', { audienceName: 'Newsletter' }],
    ['no name', { audienceId: 'n' }],
    ['an empty name', { audienceId: 'n', audienceName: '' }],
    ['a name of 1,001 characters', { audienceId: 'n', audienceName: 'x'.repeat(1_001) }],
    ['a number for a name', { audienceId: 'n', audienceName: 1 }],
  ])('refuses %s and creates nothing', async (_, body) => {
    const { send, talonOne } = await given()

    expect((await send('POST', 'audiences', body)).status).toBe(400)
    expect(talonOne.audiences.list()).toHaveLength(2)
  })
})
