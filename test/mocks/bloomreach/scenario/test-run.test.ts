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

test('a test run hides the secret headers of a node and the password of an authentication', async () => {
  const basic = { ...talonOne, headers: [], basic: { username: 'ada', password: 's3cret' } }
  const bloomreach = await givenScenarios({ world: { integrations: [basic] } })
  const headers = [
    { name: 'X-Key', value: 's3cret', visibility: 'secret' as const },
    { name: 'X-Open', value: 'seen' },
  ]
  const id = bloomreach.create(chain(now, webhook({ headers, authentication: 'Talon.One' })))

  const [, tested] = bloomreach.scenarios.testRun(id, { customer: 'ada@example.com' })

  expect(tested?.headers).toEqual([
    { name: 'X-Key', value: '********' },
    { name: 'X-Open', value: 'seen' },
    { name: 'Authorization', value: '********' },
  ])
})

test('in a test run a webhook answers as its preset processes it', async () => {
  const preset = { type: 'webhook_preset', name: 'Text', url: TALON_ONE, response: 'text' }
  const bloomreach = await givenScenarios({ world: { integrations: [preset] } })
  const id = bloomreach.create(
    chain(now, { id: 3, type: 'webhook', preset: 'Text' }, email({ html: '{{ webhook.data }}' })),
  )

  const nodes = bloomreach.scenarios.testRun(id, { customer: 'ada@example.com', responses: { 3: 'plain' } })

  expect(nodes.at(-1)).toMatchObject({ html: 'plain' })
})

test('a condition reads the answers of the webhooks before it, also for the way that the customer goes', async () => {
  const bloomreach = await givenScenarios()
  const id = bloomreach.create({
    name: 'Branch',
    nodes: [
      now,
      webhook(),
      { id: 2, type: 'condition', if: { jinja: '{{ webhook.code }}' } },
      email({ html: 'yes' }),
      email({ id: 5, html: 'no' }),
    ],
    connections: [
      [1, 3],
      [3, 2],
      [2, 4],
      [2, 5, 'else'],
    ],
  })
  const run = (responses: Record<string, unknown>) =>
    bloomreach.scenarios.testRun(id, { customer: 'ada@example.com', responses }).slice(2)

  expect(run({ 3: { code: 'X' } })).toMatchObject([{ matched: true }, { reached: true }, { reached: false }])
  expect(run({ 3: { code: '' } })).toMatchObject([{ matched: false }, { reached: false }, { reached: true }])
})

test('a condition whose template fails says so, and nobody goes further', async () => {
  const bloomreach = await givenScenarios()
  const id = bloomreach.create({
    name: 'Branch',
    nodes: [
      now,
      { id: 2, type: 'condition', if: { jinja: '{{ customer.a.b }}' } },
      email({ html: 'yes' }),
      email({ id: 5, html: 'no' }),
    ],
    connections: [
      [1, 2],
      [2, 4],
      [2, 5, 'else'],
    ],
  })

  const [, condition, ...mails] = bloomreach.scenarios.testRun(id, { customer: 'ada@example.com' })

  expect(condition).toMatchObject({ error: expect.stringContaining('UndefinedError') })
  expect(mails).toMatchObject([{ reached: false }, { reached: false }])
})

test('a test run shows SMS and push in the language of the customer', async () => {
  const bloomreach = await givenScenarios({ attributes: () => ({ language: 'sk', phone: '+421900123456' }) })
  const id = bloomreach.create(
    chain(
      now,
      { id: 2, type: 'sms', text: 'Hello', languages: { sk: { text: 'Ahoj' } } },
      { id: 3, type: 'push', title: 'Hi', text: 'Hello', languages: { sk: { title: 'Čau', text: 'Ahoj' } } },
    ),
  )

  expect(bloomreach.scenarios.testRun(id, { customer: 'ada@example.com' })).toMatchObject([
    {},
    { to: '+421900123456', text: 'Ahoj' },
    { title: 'Čau', text: 'Ahoj' },
  ])
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

test('a test run of some nodes tells of the others only whether the customer comes by', async () => {
  const bloomreach = await givenScenarios()
  const id = bloomreach.create(chain(now, webhook(), email()))

  const nodes = bloomreach.scenarios.testRun(id, {
    customer: 'ada@example.com',
    responses: { 3: { code: 'P8BN-4T5V' } },
    only: ({ type }) => type === 'email',
  })

  expect(nodes).toEqual([
    { id: 1, type: 'now', reached: true, leavesBy: [''] },
    { id: 3, type: 'webhook', reached: true, leavesBy: [''] },
    expect.objectContaining({ html: '<p>Your referral code: P8BN-4T5V</p>' }),
  ])
})
