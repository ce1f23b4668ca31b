import { expect, test } from 'vitest'
import { bloomreachWorldSchema } from '../../../../mocks/bloomreach/world-schema.ts'
import { chain, email, givenScenarios, now, TALON_ONE, webhook } from '../../../support/scenarios.ts'

const customers = ['ada', 'grace', 'edsger', 'alan', 'barbara']

/** Answers every request only when the others of its wave have arrived too, and counts how many are on their way. */
function counting(answer: (call: number) => Response) {
  let underWay = 0
  const most: number[] = []
  return {
    most,
    async answer(_: Request, call: number) {
      underWay++
      most.push(underWay)
      await new Promise(resolve => setImmediate(resolve))
      underWay--
      return answer(call)
    },
  }
}

/** A world with the policy Gentle; without a limit, none. */
const policy = (concurrencyLimit?: number) =>
  concurrencyLimit === undefined ? {} : { throughputPolicies: [{ name: 'Gentle', concurrencyLimit }] }
const gentle = { throughputPolicy: 'Gentle' } as const

const code = (call: number) => Response.json({ code: `CODE-${call}` })

test.each([
  [undefined, [1, 1, 1, 1, 1]],
  [1, [1, 1, 1, 1, 1]],
  [2, [1, 2, 1, 2, 1]],
  [100, [1, 2, 3, 4, 5]],
])(
  'as many requests of a webhook are on their way at once as the concurrency limit says: %s',
  async (limit, underWay) => {
    const { most, answer } = counting(code)
    const bloomreach = await givenScenarios({ customers, answer, world: policy(limit) })
    const node = webhook(limit === undefined ? {} : gentle)

    await bloomreach.start(chain(now, node, email({ html: '{{ webhook.code }}' })))

    expect(most).toEqual(underWay)
    expect(bloomreach.outbox.map(({ text }) => text)).toEqual([1, 2, 3, 4, 5].map(call => `CODE-${call}`))
  },
)

test('the setting webhookConcurrencyLimit is for webhooks without a throughput policy', async () => {
  const { most, answer } = counting(code)
  const bloomreach = await givenScenarios({ customers, answer, settings: { webhookConcurrencyLimit: 3 } })

  await bloomreach.start(chain(now, webhook()))

  expect(most).toEqual([1, 2, 3, 1, 2])
})

test('a 404 stops the rest of the chunk, not the requests that are on their way with it', async () => {
  const { answer } = counting(call => (call === 1 ? new Response(null, { status: 404 }) : code(call)))
  const bloomreach = await givenScenarios({ customers, answer, world: policy(2) })

  const id = await bloomreach.start(chain(now, webhook(gentle)))

  expect(bloomreach.requests).toHaveLength(2)
  expect(customers.map(bloomreach.statuses)).toEqual([
    ['failed'],
    ['sent'],
    ['failed'],
    ['failed'],
    ['failed'],
  ])
  expect(bloomreach.node(id, 3)).toMatchObject({ entered: 5, succeeded: 1, failed: 4 })
  expect(bloomreach.journal('chunk-stopped')).toHaveLength(1)
})

test('batches are on their way at once too', async () => {
  const { most, answer } = counting(code)
  const bloomreach = await givenScenarios({ customers, answer, world: policy(2) })

  await bloomreach.start(
    chain(now, {
      id: 3,
      type: 'webhook',
      url: TALON_ONE,
      ...gentle,
      batch: { customer: '{{ customer.first_name }}', root: '{{ customers | join(" ") }}', size: 2 },
    }),
  )

  expect(most).toEqual([1, 2, 1])
  expect(bloomreach.requests.map(({ body }) => body)).toEqual(['ada grace', 'edsger alan', 'barbara'])
})

test('webhooks name a throughput policy of the project', async () => {
  const { scenarios } = await givenScenarios({ world: policy(5) })

  expect(scenarios.findings(chain(now, webhook({ throughputPolicy: 'Gentel' })))).toMatchObject([
    { code: 'unknown-throughput-policy', node: 3, remedy: 'Use one of: Gentle.' },
  ])
})

test.each([0, 1.5, 1_001])('a concurrency limit of %s is refused', concurrencyLimit => {
  const { throughputPolicies } = policy(concurrencyLimit)

  expect(bloomreachWorldSchema.safeParse({ throughputPolicies }).error?.issues).toMatchObject([
    { path: ['throughputPolicies', 0, 'concurrencyLimit'] },
  ])
})
