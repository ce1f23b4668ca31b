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
