// Many requests at once: 429 and 409 exactly where the vendor documents them, and nowhere else.
import { describe, expect, test } from 'vitest'
import { GOOD, openShop } from '../../support/talon-one-good-calls.ts'

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

  test.each(idsOf(false))('%s has no such limit', async id => {
    const { round } = await parallelAnswers(id, true)

    expect((await round())(429)).toBe(0)
  })
})

test.each(idsOf(true))('%s is never limited by default', async id => {
  const { round } = await parallelAnswers(id, false)

  expect((await round())(429)).toBe(0)
})

// [D] Integration API: per profile or session one request runs and two wait. These three declare a 409.
const ONE_LANE = ['updateCustomerSessionV2', 'updateCustomerProfileV2', 'trackEventV2']

test.each(idsOf(false).filter(id => id.indexOf('/') === -1))(
  '%s: 409 from the fourth at once, or never',
  async id => {
    const { round } = await parallelAnswers(id, false)

    const expected = ONE_LANE.includes(id) ? SENT - 3 : 0
    expect((await round())(409)).toBe(expected)
  },
)
