// What happens to those inside when the scenario is changed while a request is on its way.
import { expect, test } from 'vitest'
import { chain, email, givenScenarios, now, webhook } from '../../../support/scenarios.ts'

type Bloomreach = Awaited<ReturnType<typeof givenScenarios>>

const flow = chain(now, webhook({ throughputPolicy: 'Policy' }), email({ html: 'sent' }))

/** Two customers; `change` happens while the first request waits for its answer. */
async function given(concurrencyLimit: number, change: (bloomreach: Bloomreach, id: string) => void) {
  const bloomreach: Bloomreach = await givenScenarios({
    customers: ['ada', 'grace'],
    world: { throughputPolicies: [{ name: 'Policy', concurrencyLimit }] },
    answer: (_, calls) => {
      if (calls === 1) change(bloomreach, id)
      return Response.json({})
    },
  })
  const id = bloomreach.create(flow)
  bloomreach.scenarios.start(id)
  await bloomreach.settle()
  return { ...bloomreach, id }
}

const endings = ({ journal }: Pick<Bloomreach, 'journal'>) =>
  journal('run-ended').map(entry => (entry as { because?: unknown }).because)

test.each([1, 2])(
  'a scenario that is deleted then lets nobody go on or in, at %i requests at once',
  async at => {
    const bloomreach = await given(at, ({ scenarios }, id) => scenarios.delete(id))

    expect(bloomreach.outbox).toEqual([])
    expect(bloomreach.requests).toHaveLength(at)
    expect(endings(bloomreach)).toEqual(Array(at).fill('scenario-deleted'))
  },
)

test.each([1, 2])('whose node is deleted then is lost, once, at %i requests at once', async at => {
  const bloomreach = await given(at, ({ scenarios }, id) => {
    scenarios.replace(id, chain(now, email({ html: 'sent' })))
  })

  expect(bloomreach.outbox.map(({ to }) => to)).toEqual(at === 1 ? [['grace@example.com']] : [])
  expect(endings(bloomreach)).toEqual(
    at === 1 ? ['node-deleted', 'completed'] : ['node-deleted', 'node-deleted'],
  )
  expect(bloomreach.scenarios.inside(bloomreach.id)).toEqual([])
})

const on = { id: 1, type: 'on_event', event: 'go' } as const
const greeting = chain(on, email({ id: 2, html: 'hello' }))

/** The event comes, and then the change, while another scenario's webhook waits for its answer. */
async function givenArrival(change: (bloomreach: Bloomreach, id: string) => void) {
  const bloomreach: Bloomreach = await givenScenarios({
    answer: () => {
      const customer = bloomreach.customer('ada')
      bloomreach.events.track({ customer, type: 'go', timestamp: 0, properties: {} })
      change(bloomreach, id)
      return Response.json({})
    },
  })
  const id = await bloomreach.start(greeting)
  await bloomreach.start(chain(now, webhook()))
  return { ...bloomreach, id }
}

test('who is about to enter a scenario that is stopped then does not', async () => {
  const { outbox, scenarios, id } = await givenArrival((bloomreach, of) => bloomreach.scenarios.stop(of))

  expect(outbox).toEqual([])
  expect(scenarios.get(id).status).toBe('inactive')
})

test('who is about to enter a scenario that is deleted then does not', async () => {
  const { outbox } = await givenArrival((bloomreach, of) => bloomreach.scenarios.delete(of))

  expect(outbox).toEqual([])
})

test('who is about to enter by a trigger that is deleted then does not', async () => {
  const { outbox, scenarios, id } = await givenArrival((bloomreach, of) =>
    bloomreach.scenarios.replace(of, chain({ ...on, id: 9 }, email({ id: 2, html: 'hello' }))),
  )

  expect(outbox).toEqual([])
  expect(scenarios.inside(id)).toEqual([])
  expect(scenarios.get(id).status).toBe('active')
})

test('a Now trigger that is about to fire fires, though the scenario is saved in between', async () => {
  const bloomreach = await givenScenarios()
  const flow = chain(now, email({ html: 'hello' }))
  const id = bloomreach.create(flow)

  bloomreach.scenarios.start(id)
  bloomreach.scenarios.replace(id, flow)
  await bloomreach.settle()
  bloomreach.scenarios.replace(id, flow)
  await bloomreach.settle()

  expect(bloomreach.outbox).toHaveLength(1)
})

test('everyone of a Now trigger enters, though the scenario is stopped on the way', async () => {
  const bloomreach = await given(1, ({ scenarios }, id) => scenarios.stop(id))

  expect(bloomreach.outbox).toHaveLength(2)
  expect(bloomreach.scenarios.get(bloomreach.id).status).toBe('inactive')
})
