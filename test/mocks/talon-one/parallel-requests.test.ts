// Many requests at once: 429 and 409 exactly where the vendor documents them, and nowhere else.
import { describe, expect, test } from 'vitest'
import { GOOD, openShop } from '../../support/talon-one-good-calls.ts'
import { oneOf } from '../../support/thoroughness.ts'

const SENT = 12
const shop = await openShop()
const served = shop.talonOne.operations().filter(({ emulated }) => emulated)
const idsOf = (isManagement: boolean) =>
  served.filter(({ api }) => (api === 'management') === isManagement).map(({ id }) => id)

async function parallelAnswers(id: string, vendorLimits: boolean) {
  const { send, world } = await openShop({
    world: { clock: 'manual' },
    settings: { rateLimits: vendorLimits ? 'vendor' : 'off' },
  })
  const { query, body } = GOOD[id] ?? {}
  const round = async () => {
    const sent = { ...(query ? { query } : {}), ...(body ? { body } : {}) }
    const answers = await Promise.all(Array.from({ length: SENT }, () => send(id, sent)))
    return (status: number) => answers.filter(answer => answer.status === status).length
  }
  return { round, world }
}

// [D] Management API: 3 requests per second for each operation.
describe('rateLimits: vendor', () => {
  test.each(idsOf(true))('%s: three of a second are taken, the others answer 429', async id => {
    const { round, world } = await parallelAnswers(id, true)

    expect((await round())(429)).toBe(SENT - 3)
    await world.clock.advance(999)
    expect((await round())(429)).toBe(SENT)
    await world.clock.advance(1)
    // Whoever deletes a session or a key has nothing to call with afterwards; the limit is the same.
    expect((await round())(429)).toBe(SENT - 3)
  })

  test.each(oneOf(4, idsOf(false)))('%s has no such limit', async id => {
    const { round } = await parallelAnswers(id, true)

    expect((await round())(429)).toBe(0)
  })
})

test.each(oneOf(4, idsOf(true)))('%s is never limited by default', async id => {
  const { round } = await parallelAnswers(id, false)

  expect((await round())(429)).toBe(0)
})

// [D] Integration API: per profile or session one request runs and two wait. These three declare a 409.
const ONE_LANE = ['updateCustomerSessionV2', 'updateCustomerProfileV2', 'trackEventV2']

test.each(idsOf(false).filter(id => id.indexOf('/') === -1 && id !== 'createAudienceV2'))(
  '%s: 409 from the fourth at once, or never',
  async id => {
    const { round } = await parallelAnswers(id, false)

    const expected = ONE_LANE.includes(id) ? SENT - 3 : 0
    expect((await round())(409)).toBe(expected)
  },
)

// [D] createAudienceV2, 409: one of this id is there for this integration.
test('of many audiences of one id at once the first is made, and the others answer 409', async () => {
  const { round } = await parallelAnswers('createAudienceV2', false)

  expect((await round())(409)).toBe(SENT - 1)
})

describe('whose place it is', () => {
  const UPDATES = [
    ['sessions', '/v2/customer_sessions/one', { customerSession: {} }],
    ['profiles', '/v2/customer_profiles/ada', {}],
  ] as const

  async function givenTwoApplications(isOtherSandbox: boolean) {
    const { call, talonOne } = await openShop({
      applications: [
        { id: 1, name: 'Shop', apiKeys: [{ title: 'Ours', key: 'ours' }] },
        { id: 2, name: 'Other', sandbox: isOtherSandbox, apiKeys: [{ title: 'Theirs', key: 'theirs' }] },
      ],
    })
    expect(talonOne.applications.list().map(({ sandbox }) => sandbox)).toEqual([false, isOtherSandbox])
    const statuses = async (path: string, body: unknown, keys: string[]) => {
      const sent = keys.map(key =>
        call('PUT', path, { body, headers: { authorization: `ApiKey-v1 ${key}` } }),
      )
      return (await Promise.all(sent)).map(({ status }) => status)
    }
    return statuses
  }

  const keys = ['ours', 'ours', 'ours', 'theirs', 'ours']

  test('a session of the same id in another Application is another session', async () => {
    const statuses = await givenTwoApplications(false)

    expect(await statuses(UPDATES[0][1], UPDATES[0][2], keys)).toEqual([200, 200, 200, 200, 409])
  })

  test.each([
    ['share their profiles', false, 409],
    ['of another environment do not', true, 200],
  ] as const)('a profile: Applications %s', async (_, isOtherSandbox, theirs) => {
    const statuses = await givenTwoApplications(isOtherSandbox)

    expect(await statuses(UPDATES[1][1], UPDATES[1][2], keys)).toEqual([200, 200, 200, theirs, 409])
  })

  test.each(UPDATES)('%s: requests with a wrong key take no place', async (_, path, body) => {
    const statuses = await givenTwoApplications(false)

    const answers = await statuses(path, body, ['wrong', 'wrong', 'wrong', 'wrong', 'ours'])

    expect(answers).toEqual([401, 401, 401, 401, 200])
  })
})
