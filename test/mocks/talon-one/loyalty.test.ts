// Loyalty programs as the Integration and Management APIs read and change them.
import { expect, test } from 'vitest'
import { startTalonOne } from '../../support/talon-one.ts'

const ADA = 'ada@example.com'
const PROGRAM = '/v1/loyalty_programs/7'
const PROFILE = `${PROGRAM}/profile/${encodeURIComponent(ADA)}`

async function given() {
  const started = await startTalonOne({
    loyaltyPrograms: [
      { id: 7, name: 'stars' },
      { id: 8, name: 'plain', allowSubledger: false },
      { id: 9, name: 'cards', cardBased: true },
    ],
  })
  const { management } = started
  return {
    ...started,
    add: (body: object) => management('PUT', `${PROFILE}/add_points`, { body }),
    deduct: (body: object) => management('PUT', `${PROFILE}/deduct_points`, { body }),
  }
}

test('a manager adds and deducts points, and both APIs read them', async () => {
  const { add, deduct, management, integration } = await given()

  expect((await add({ points: 10, name: 'Welcome' })).status).toBe(204)
  expect((await add({ points: 5, subledgerId: 'summer', pendingDuration: '1D' })).status).toBe(204)
  expect((await deduct({ points: 4, name: 'Spent' })).status).toBe(204)

  const { body: balances } = await integration('GET', `${PROFILE}/balances`)
  expect(balances).toMatchObject({
    balance: { activePoints: 6, spentPoints: 4 },
    subledgerBalances: { summer: { pendingPoints: 5 } },
  })
  expect((await management('GET', `${PROFILE}/ledger_balances`)).body).toEqual(balances)
  const transactions = await integration('GET', `${PROFILE}/transactions`)
  expect(transactions.body.data).toMatchObject([
    { type: 'addition', amount: 10, name: 'Welcome', startDate: 'immediate', expiryDate: 'unlimited' },
    { type: 'addition', amount: 5, subledgerId: 'summer' },
    { type: 'subtraction', amount: 4 },
  ])
  expect((await management('GET', `${PROFILE}/ledger_transactions`)).body).toEqual(transactions.body)
  expect((await management('GET', `${PROGRAM}/transactions`)).body.data[0].customerProfileId).toBe(ADA)
  expect((await integration('GET', `${PROFILE}/points`)).body.data).toMatchObject([{ amount: 6 }])
  expect((await integration('GET', `${PROFILE}/points?status=pending`)).body.data).toMatchObject([
    { amount: 5, subledgerId: 'summer' },
  ])
  expect((await management('GET', PROFILE)).body).toMatchObject({
    ledger: { totalActivePoints: 6, totalSpentPoints: 4, transactions: [{ amount: 10 }, { amount: 4 }] },
    subLedgers: { summer: { totalPendingPoints: 5 } },
  })
})

test('an empty subledgerId is the main ledger alone', async () => {
  const { add, management } = await given()
  await add({ points: 10 })
  await add({ points: 5, subledgerId: 'summer' })

  const { body } = await management('GET', `${PROFILE}/ledger_balances?subledgerId=`)

  expect(body).toMatchObject({ balance: { activePoints: 10 }, subledgerBalances: {} })
})

test('points for ever are so whatever the program says', async () => {
  const { management, integration } = await startTalonOne({
    loyaltyPrograms: [{ id: 7, name: 'stars', defaultValidity: '1D' }],
  })
  for (const body of [{ points: 1 }, { points: 2, validityDuration: 'unlimited' }]) {
    await management('PUT', `${PROFILE}/add_points`, { body })
  }

  const { body } = await integration('GET', `${PROFILE}/balances?endDate=2030-01-01`)

  expect(body.balance).toMatchObject({ activePoints: 2, expiredPoints: 1 })
})

test('points are sorted both ways, and several subledgers are asked for at once', async () => {
  const { add, integration } = await given()
  for (const [points, pendingDuration, subledgerId] of [
    [1, '2D', 'a'],
    [2, '1D', 'b'],
    [3, '3D', ''],
  ] as const) {
    await add({ points, pendingDuration, subledgerId })
  }
  const amounts = async (sort: string) =>
    (await integration('GET', `${PROFILE}/points?status=pending&sort=${sort}`)).body.data.map(
      ({ amount }: { amount: number }) => amount,
    )

  expect([await amounts('startDate'), await amounts('-startDate')]).toEqual([
    [2, 1, 3],
    [3, 1, 2],
  ])
  const { body } = await integration('GET', `${PROFILE}/balances?subledgerId=a&subledgerId=b`)
  expect(Object.keys(body.subledgerBalances)).toEqual(['a', 'b'])
})

test('more points than are active are not deducted', async () => {
  const { add, deduct, integration } = await given()
  await add({ points: 10, pendingDuration: '1D' })

  const { status, headers } = await deduct({ points: 1 })

  expect([status, headers.get('x-sandbox-reason')]).toEqual([400, 'not-enough-points'])
  expect((await integration('GET', `${PROFILE}/balances`)).body.balance.pendingPoints).toBe(10)
})

test.each([
  ['an unknown profile', '/v1/loyalty_programs/7/profile/nobody', 404],
  ['an unknown program', '/v1/loyalty_programs/99/profile/x', 404],
  ['a card-based program', `/v1/loyalty_programs/9/profile/x`, 400],
  ['a program that is no number', `/v1/loyalty_programs/x/profile/x`, 400],
])('%s is refused everywhere', async (_, path, status) => {
  const { integration, management } = await given()

  for (const part of ['/balances', '/transactions', '/points']) {
    expect((await integration('GET', path + part)).status).toBe(status)
  }
  for (const part of ['/add_points', '/deduct_points']) {
    expect((await management('PUT', path + part, { body: { points: 1 } })).status).toBe(status)
  }
})

test('a program without subledgers takes no points for one', async () => {
  const { management } = await given()
  const path = `/v1/loyalty_programs/8/profile/${encodeURIComponent(ADA)}/add_points`

  expect((await management('PUT', path, { body: { points: 1, subledgerId: 'summer' } })).status).toBe(400)
})

test('a profile joins once, and is created for it', async () => {
  const { integration } = await given()
  const join = () => integration('POST', `${PROGRAM}/profile/eve/join`)

  expect([(await join()).status, (await join()).status]).toEqual([200, 400])
  expect((await integration('GET', `${PROGRAM}/profile/eve/balances`)).status).toBe(200)
})
