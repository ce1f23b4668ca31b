// Whether an address may be written to: suppression lists, cumulative bounces, the email list hygiene filter.
import { expect, test } from 'vitest'
import { chain, DAY, email, type Given, givenScenarios, now } from '../../../support/scenarios.ts'

const mail = (more: Parameters<typeof email>[0] = {}) => chain(now, email({ html: 'Hello', ...more }))
const refusing = (code: number) => (sent: { to: string[] }) => ({
  accepted: [],
  rejected: sent.to.map(address => ({ address, code, response: `${code} no` })),
})
type Bloomreach = Awaited<ReturnType<typeof givenScenarios>>

async function mailed(bloomreach: Bloomreach, times: number, every: number): Promise<string> {
  let id = ''
  for (let i = 0; i < times; i++) {
    if (i > 0) await bloomreach.advance(every)
    id = await bloomreach.start(mail())
  }
  return id
}

test('a soft bounce is soft_bounced with cumulative true', async () => {
  const bloomreach = await givenScenarios({ receipt: refusing(451) })

  await bloomreach.start(mail())

  expect(bloomreach.campaignEvents('ada').at(-1)).toMatchObject({ status: 'soft_bounced', cumulative: true })
})

test('three soft bounces in seven days are a cumulative bounce: the next mail is suppressed', async () => {
  const bloomreach = await givenScenarios({ receipt: refusing(451) })

  const id = await mailed(bloomreach, 4, 2 * DAY)

  expect(bloomreach.outbox).toHaveLength(3)
  expect(bloomreach.campaignEvents('ada').at(-1)).toMatchObject({
    status: 'suppressed',
    type: 'cumulative_bounce',
    message: 'ada@example.com bounced softly 3 times in 7 days.',
  })
  expect(bloomreach.node(id, 4)).toMatchObject({ suppressed: 1, failed: 0 })
})

test('five soft bounces ever are one too, however long they take', async () => {
  const bloomreach = await givenScenarios({ receipt: refusing(451) })

  await mailed(bloomreach, 6, 10 * DAY)

  expect(bloomreach.outbox).toHaveLength(5)
  expect(bloomreach.campaignEvents('ada').at(-1)).toMatchObject({
    type: 'cumulative_bounce',
    message: 'ada@example.com bounced softly 5 times.',
  })
})

test.each(['opened', 'clicked'])(
  'soft bounces before the last mail that was opened or clicked do not count: %s',
  async status => {
    const bloomreach = await givenScenarios({ receipt: refusing(451) })
    await mailed(bloomreach, 3, DAY)
    await bloomreach.advance(1)

    await bloomreach.track('ada', 'campaign', { status, action_type: 'email' })
    await bloomreach.start(mail())

    expect(bloomreach.outbox).toHaveLength(4)
  },
)

test('an address that bounced says nothing about another address of the customer', async () => {
  const bloomreach = await givenScenarios({ receipt: refusing(451) })
  await mailed(bloomreach, 3, DAY)

  bloomreach.customers.set(bloomreach.customer('ada'), { email: 'ada@new.example.com' })
  await bloomreach.start(mail())

  expect(bloomreach.outbox).toHaveLength(4)
})

test('with softBouncesInSevenDays and softBouncesEver 0 soft bounces suppress nothing', async () => {
  const bloomreach = await givenScenarios({
    receipt: refusing(451),
    settings: { softBouncesInSevenDays: 0, softBouncesEver: 0 },
  })

  await mailed(bloomreach, 7, DAY)

  expect(bloomreach.outbox).toHaveLength(7)
})

/** Ada is old and never opened a mail; Grace opened one last week. */
const audience: Given = {
  customers: ['ada', 'grace'],
  world: {
    customers: ['ada', 'grace'].map(name => ({
      ids: { registered: `${name}@example.com` },
      attributes: { email: `${name}@example.com` },
      events: [
        { type: 'registration', timestamp: '2025-01-01T00:00:00Z' },
        ...(name === 'ada'
          ? []
          : [
              {
                type: 'campaign',
                timestamp: '2026-01-01T00:00:00Z',
                properties: { status: 'opened', action_type: 'email' },
              },
            ]),
      ],
    })),
  },
}
const withFilter = (emailListHygiene: unknown): Given => ({
  ...audience,
  world: { ...audience.world, emailListHygiene },
})
const recipients = ({ outbox }: Bloomreach) => outbox.flatMap(({ to }) => to)
const GRACE = ['grace@example.com']

test('the email list hygiene filter suppresses the mail of those who match it, and is off by default', async () => {
  const [off, on] = [await givenScenarios(audience), await givenScenarios(withFilter('default'))]

  await off.start(mail())
  await on.start(mail())

  expect(recipients(off)).toEqual(['ada@example.com', ...GRACE])
  expect(recipients(on)).toEqual(GRACE)
  expect(on.campaignEvents('ada')).toMatchObject([{ status: 'suppressed', type: 'list_hygiene' }])
})

test('the email list hygiene filter can be edited', async () => {
  const attributes = [{ property: 'email', operator: 'starts with', value: 'grace' }]
  const bloomreach = await givenScenarios(withFilter({ filter: { attributes } }))

  await bloomreach.start(mail())

  expect(recipients(bloomreach)).toEqual(['ada@example.com'])
})

test('the general consent is outside the email list hygiene filter', async () => {
  const bloomreach = await givenScenarios(withFilter('default'))

  await bloomreach.start(mail({ generalConsent: true }))
  await bloomreach.start(mail({ consentCategory: 'general' }))

  expect(bloomreach.outbox).toHaveLength(4)
})

test('those whom the email list hygiene filter excludes are not counted at the email node of the preview', async () => {
  const bloomreach = await givenScenarios(withFilter('default'))
  const id = bloomreach.create(mail())

  const { nodes, affected } = bloomreach.scenarios.preview(id)

  expect(nodes).toMatchObject([
    { id: 1, customers: 2 },
    { id: 4, customers: 1 },
  ])
  expect(affected).toBe(1)
})

test('a test run says why an address would not be written to', async () => {
  const bloomreach = await givenScenarios({ world: { suppressionList: ['example.com'] } })
  const id = bloomreach.create(mail())

  const [, tested] = bloomreach.scenarios.testRun(id, { customer: 'ada@example.com' })

  expect(tested).toMatchObject({
    suppressed: 'ada@example.com is on the suppression list: suppression list.',
  })
})
