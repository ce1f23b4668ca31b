// Card-based loyalty programs: a card is generated, shared, read, and given or taken points.
import { expect, test } from 'vitest'
import { startTalonOne } from '../../support/talon-one.ts'

const ADA = 'ada@example.com'
const CARDS = '/v1/loyalty_programs/9/cards'
const CARD = `${CARDS}/card-1`

async function given() {
  const talon = await startTalonOne({
    loyaltyPrograms: [
      { id: 7, name: 'stars' },
      {
        id: 9,
        name: 'cards',
        cardBased: true,
        usersPerCardLimit: 2,
        cardCodeSettings: { couponPattern: 'CARD-##' },
      },
    ],
  })
  const { integration, management } = talon
  const make = (body: object) => integration('POST', CARDS, { body })
  const link = (what: 'link' | 'unlink', integrationId: string) =>
    integration('POST', `${CARD.replace('v1', 'v2')}/${what}_profile`, { body: { integrationId } })
  await make({ cardIdentifier: 'card-1', customerProfileIds: [ADA] })
  const points = (part: 'add' | 'deduct', body: object) =>
    management('PUT', `${CARD}/${part}_points`, { body })
  return {
    ...talon,
    make,
    link,
    points,
    read: async (part: string) => (await integration('GET', `${CARD}/${part}`)).body,
  }
}

test('a card is drawn from the pattern of its program, active, and there once', async () => {
  const { make } = await given()

  const { status, body } = await make({})
  const again = await make({ cardIdentifier: body.identifier })

  expect([status, body.status, body.usersPerCardLimit, body.programID]).toEqual([200, 'active', 2, 9])
  expect(body.identifier).toMatch(/^CARD-..$/)
  expect([again.status, again.headers.get('x-sandbox-reason')]).toEqual([400, 'card-exists'])
})

test('as many profiles share a card as its program says', async () => {
  const { link, make, talonOne } = await given()

  const linked = await link('link', 'bob')
  const tooMany = await link('link', 'eve')

  expect(linked.body.profiles.map(({ integrationId }: { integrationId: string }) => integrationId)).toEqual([
    'bob',
    ADA,
  ])
  expect([tooMany.status, tooMany.headers.get('x-sandbox-reason')]).toEqual([400, 'card-users-limit'])
  expect(talonOne.profiles.find('live', 'eve')).toBeUndefined()
  expect((await link('unlink', ADA)).body.profiles).toMatchObject([{ integrationId: 'bob' }])
  expect((await link('unlink', ADA)).status).toBe(404)
  expect((await make({ customerProfileIds: ['a', 'b', 'c'] })).status).toBe(400)
})

test('its points are its own, and its customers see them', async () => {
  const { points, read, integration } = await given()
  await points('add', { points: 10 })
  await points('add', { points: 5, subledgerId: 'summer', pendingDuration: '1D' })
  await points('deduct', { points: 4 })

  const tooMany = await points('deduct', { points: 7 })
  const { body } = await integration('GET', `/v1/customer_profiles/${ADA}/inventory?loyalty=true`)

  expect([tooMany.status, tooMany.headers.get('x-sandbox-reason')]).toEqual([400, 'not-enough-points'])
  expect(await read('balances')).toMatchObject({
    balance: { activePoints: 6, spentPoints: 4 },
    subledgerBalances: { summer: { pendingPoints: 5 } },
    profiles: [{ integrationId: ADA }],
  })
  expect((await read('transactions')).data).toMatchObject([
    { type: 'addition', amount: 10, cardIdentifier: 'card-1' },
    { subledgerId: 'summer' },
    { type: 'subtraction', amount: 4 },
  ])
  expect((await read('points')).data).toMatchObject([{ amount: 6 }])
  expect(Object.keys(body.loyalty.programs)).toEqual(['7'])
  expect(body.loyalty.cards).toMatchObject([{ identifier: 'card-1', ledger: { currentBalance: 6 } }])
})

test.each([
  ['an unknown card', 'GET', `${CARDS}/nobodys/balances`, 404],
  ['an unknown program', 'GET', '/v1/loyalty_programs/8/cards/card-1/points', 404],
  ['a profile-based program', 'POST', '/v1/loyalty_programs/7/cards', 400],
])('%s is refused', async (_, method, path, status) => {
  const { integration } = await given()

  expect((await integration(method, path, method === 'POST' ? { body: {} } : {})).status).toBe(status)
})

test('a campaign gives no points to cards: it is refused by name', async () => {
  const { management } = await given()
  const rules = [{ on: 'session_closed', effects: [{ type: 'points', loyaltyProgramId: 9, points: 1 }] }]

  const { status, headers } = await management('POST', '/v1/applications/1/campaigns', {
    body: { name: 'B', tags: [], features: [], limits: [], rules },
  })

  expect([status, headers.get('x-sandbox')]).toEqual([501, 'not-emulated'])
})
