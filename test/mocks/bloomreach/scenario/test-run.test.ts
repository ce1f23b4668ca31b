import { expect, test } from 'vitest'
import { chain, email, givenScenarios, now, TALON_ONE, webhook } from '../../../support/scenarios.ts'

const talonOne = {
  type: 'http_authentication_schema',
  name: 'Talon.One',
  endpoint: TALON_ONE,
  headers: [{ name: 'Authorization', value: 'ApiKey-v1 abc', visibility: 'secret' }],
}

test('a test run renders every node without sending, with secrets hidden', async () => {
  const bloomreach = await givenScenarios({ world: { integrations: [talonOne] } })
  const id = bloomreach.create(
    chain(
      now,
      { id: 2, type: 'wait', period: '1 minute' },
      webhook({ url: `${TALON_ONE}?who={{ customer.first_name }}`, authentication: 'Talon.One' }),
      email(),
    ),
  )

  const nodes = bloomreach.scenarios.testRun(id, {
    customer: 'ada@example.com',
    responses: { 3: { code: 'P8BN-4T5V' } },
  })

  expect(nodes).toMatchObject([
    { id: 1, reached: true },
    { id: 2, waits: true },
    {
      id: 3,
      method: 'GET',
      url: `${TALON_ONE}?who=ada`,
      headers: [{ name: 'Authorization', value: '********' }],
    },
    { id: 4, to: 'ada@example.com', html: '<p>Your referral code: P8BN-4T5V</p>' },
  ])
  expect(bloomreach.requests).toEqual([])
  expect(bloomreach.outbox).toEqual([])
  expect(bloomreach.world.journal.last).toBe(0)
})

test('a test run names what fails, what is held back, and which way a condition sends the customer', async () => {
  const bloomreach = await givenScenarios({ world: { consentCategories: ['newsletter', 'sms'] } })
  const id = bloomreach.create({
    name: 'Branch',
    nodes: [
      now,
      {
        id: 2,
        type: 'condition',
        if: { trigger: [{ property: 'total', operator: 'greater than', value: 10 }] },
      },
      email({ html: '{{ customer.a.b }}' }),
      email({ id: 5, html: 'x', consentCategory: 'sms' }),
    ],
    connections: [
      [1, 2],
      [2, 4],
      [2, 5, 'else'],
    ],
  })

  const nodes = bloomreach.scenarios.testRun(id, { customer: 'ada@example.com', event: { total: 50 } })

  expect(nodes).toMatchObject([
    { id: 1 },
    { id: 2, matched: true },
    { id: 4, reached: true, error: expect.stringContaining('UndefinedError') },
    { id: 5, reached: false, suppressed: 'The customer never gave consent for sms.' },
  ])
})

test('the consent page link works only in live campaigns, not in a test', async () => {
  const bloomreach = await givenScenarios()
  const id = bloomreach.create(chain(now, email({ html: '{{ consent.page }}' })))

  const [, tested] = bloomreach.scenarios.testRun(id, { customer: 'ada@example.com' })

  expect(String(tested?.html)).not.toContain(bloomreach.customer('ada').id)
})

test('a test run for nobody says so', async () => {
  const bloomreach = await givenScenarios()
  const id = bloomreach.create(chain(now, email()))

  expect(() => bloomreach.scenarios.testRun(id, { customer: 'eve' })).toThrow('no customer has this id')
})

test('a condition on a webhook’s answer decides by the response that is given for it', async () => {
  const bloomreach = await givenScenarios()
  const id = bloomreach.create({
    name: 'Only with a code',
    nodes: [
      now,
      webhook(),
      { id: 5, type: 'condition', if: { jinja: '{{ webhook.code is defined }}' } },
      email({ id: 6, html: '{{ webhook.code }}' }),
    ],
    connections: [
      [1, 3],
      [3, 5],
      [5, 6],
    ],
  })
  const run = (code: object) =>
    bloomreach.scenarios.testRun(id, { customer: 'ada@example.com', responses: { 3: code } })

  expect(run({ code: 'X' }).at(-1)).toMatchObject({ id: 6, reached: true })
  expect(run({}).at(-1)).toMatchObject({ id: 6, reached: false })
})
