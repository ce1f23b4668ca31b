import { expect, test } from 'vitest'
import type { ScenarioInput } from '../../../../mocks/bloomreach/definition/definition.ts'
import { chain, DAY, email, givenScenarios, HOUR, now } from '../../../support/scenarios.ts'

const waiting = (period: string, html = 'old'): ScenarioInput =>
  chain(now, { id: 2, type: 'wait', period }, email({ html }))

test('customers inside an updated node finish with the old version, newcomers use the new one', async () => {
  const bloomreach = await givenScenarios({ customers: ['ada', 'grace'] })
  const on = { id: 1, type: 'on_event', event: 'go' } as const
  const id = await bloomreach.start(chain(on, { id: 2, type: 'wait', period: '1 day' }, email({ html: 'x' })))
  await bloomreach.track('ada', 'go')

  bloomreach.scenarios.replace(id, chain(on, { id: 2, type: 'wait', period: '1 hour' }, email({ html: 'x' })))
  await bloomreach.track('grace', 'go')

  await bloomreach.advance(HOUR)
  expect(bloomreach.outbox.map(({ to }) => to)).toEqual([['grace@example.com']])
  await bloomreach.advance(DAY)
  expect(bloomreach.outbox.map(({ to }) => to)).toEqual([['grace@example.com'], ['ada@example.com']])
})

test('a retried webhook is the version that the customer entered', async () => {
  const hook = (url: string) => ({ id: 3, type: 'webhook', method: 'GET', url }) as const
  const bloomreach = await givenScenarios({
    answer: (_, calls) => new Response(null, { status: calls === 1 ? 500 : 200 }),
  })
  const id = await bloomreach.start(chain(now, hook('https://a.example/old')))

  bloomreach.scenarios.replace(id, chain(now, hook('https://a.example/new')))
  await bloomreach.advance(HOUR)

  expect(bloomreach.requests.map(({ url }) => url)).toEqual([
    'https://a.example/old',
    'https://a.example/old',
  ])
})

test('customers waiting in a deleted node are lost', async () => {
  const bloomreach = await givenScenarios()
  const id = await bloomreach.start(waiting('1 day'))

  bloomreach.scenarios.replace(id, chain(now, email({ html: 'x' })))
  await bloomreach.advance(DAY)

  expect(bloomreach.outbox).toEqual([])
  expect(bloomreach.journal('run-ended')).toMatchObject([{ because: 'node-deleted' }])
  expect(bloomreach.world.clock.pending()).toEqual([])
})

test('a waiting customer leaves by the new connection', async () => {
  const bloomreach = await givenScenarios()
  const id = await bloomreach.start(waiting('1 day'))
  const { nodes } = waiting('1 day')

  bloomreach.scenarios.replace(id, {
    name: 'Referral',
    nodes: [...nodes, email({ id: 5, html: 'new' })],
    connections: [
      [1, 2],
      [2, 5],
      [1, 4],
    ],
  })
  await bloomreach.advance(DAY)

  expect(bloomreach.outbox.map(({ text }) => text)).toEqual(['new'])
})

test('every save, start and stop makes an entry in the version history', async () => {
  const bloomreach = await givenScenarios()
  const id = await bloomreach.start(waiting('1 day'))
  bloomreach.scenarios.replace(id, waiting('2 days'))
  bloomreach.scenarios.stop(id)

  expect(bloomreach.scenarios.versions(id).map(({ number, by }) => [number, by])).toEqual([
    [1, 'save'],
    [2, 'start'],
    [3, 'save'],
    [4, 'stop'],
  ])
  expect(bloomreach.scenarios.diff(id, 1, 3)).toEqual({
    fields: [],
    nodes: [{ node: 2, change: 'changed', fields: ['period'], values: { period: expect.anything() } }],
    connections: { added: [], removed: [] },
  })

  bloomreach.scenarios.restore(id, 1)
  expect(bloomreach.scenarios.get(id).nodes[1]).toMatchObject({ period: '1 day' })
  expect(() => bloomreach.scenarios.restore(id, 9)).toThrow(
    `Cannot find version 9 of the scenario "Referral": it has the versions 1 to 5. GET /_sandbox/bloomreach/scenarios/${id}/versions lists them.`,
  )
})

test('a Now trigger fires at the start only, not when a running scenario is edited', async () => {
  const bloomreach = await givenScenarios()
  const id = await bloomreach.start(waiting('1 day'))

  bloomreach.scenarios.replace(id, waiting('1 day', 'new'))
  await bloomreach.settle()

  expect(bloomreach.journal('run-entered')).toHaveLength(1)
})

test('a deleted scenario takes everyone inside with it', async () => {
  const bloomreach = await givenScenarios()
  const id = await bloomreach.start(waiting('1 day'))

  bloomreach.scenarios.delete(id)
  await bloomreach.advance(DAY)

  expect(bloomreach.outbox).toEqual([])
  expect(bloomreach.journal('run-ended')).toMatchObject([{ because: 'scenario-deleted' }])
  expect(() => bloomreach.scenarios.get(id)).toThrow('Cannot find the scenario')
})
