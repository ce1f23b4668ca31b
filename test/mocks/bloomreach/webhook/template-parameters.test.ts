// Template parameters of webhooks and their presets, as a customer's request shows them.
import { expect, test } from 'vitest'
import { chain, givenScenarios, now, TALON_ONE, webhook } from '../../../support/scenarios.ts'

test('a webhook without a preset has parameters of its own, in its URL, headers, payload and event properties', async () => {
  const bloomreach = await givenScenarios()

  await bloomreach.start(
    chain(
      now,
      webhook({
        method: 'POST',
        url: 'https://integration.talon.one/[[ path ]]?who={{ customer.first_name }}',
        headers: [{ name: 'X-Title', value: '[[ title : string ]]', visibility: 'public' }],
        payload: '{"n": [[ amount : number ]], "t": "[[ title : string ]]", "on": [[ on : boolean ]]}',
        eventProperties: { title: '[[ title ]]' },
        parameters: { path: 'v1/x', amount: '5', title: 'Hi {{ customer.first_name }}', on: true },
      }),
    ),
  )

  const [request] = bloomreach.requests
  expect(request?.url).toBe('https://integration.talon.one/v1/x?who=ada')
  expect(request?.headers.get('x-title')).toBe('Hi ada')
  expect(JSON.parse(request?.body ?? '')).toEqual({ n: 5, t: 'Hi ada', on: true })
  expect(bloomreach.campaignEvents('ada')).toMatchObject([{ title: 'Hi ada' }])
})

test('params.<name> reads the same values', async () => {
  const bloomreach = await givenScenarios()

  await bloomreach.start(
    chain(now, webhook({ url: `${TALON_ONE}?n={{ params.n + 1 }}&[[ n ]]`, parameters: { n: 4 } })),
  )

  expect(bloomreach.requests.map(({ url }) => url)).toEqual([`${TALON_ONE}?n=5&4`])
})

test('a preset names them, gives some of them a default, and the node the others', async () => {
  const preset = {
    type: 'webhook_preset',
    name: 'Create code',
    url: `${TALON_ONE}?campaignId=[[ campaign : number ]]&size=[[ size : enum(small, large) ]]`,
    parameters: { size: 'small' },
  }
  const bloomreach = await givenScenarios({ world: { integrations: [preset] } })
  const node = (parameters: Record<string, string | number>) =>
    chain(now, { id: 3, type: 'webhook', preset: 'Create code', parameters })

  await bloomreach.start(node({ campaign: 373 }))

  expect(bloomreach.requests[0]?.url).toBe(`${TALON_ONE}?campaignId=373&size=small`)
  expect(() => bloomreach.create(node({}))).toThrow(/missing-template-parameter/)
  expect(() => bloomreach.create(node({ campaign: 'x' }))).toThrow(/wrong-template-parameter/)
  expect(() => bloomreach.create(node({ campaign: 1, size: 'huge' }))).toThrow(
    /one of its values: small, large/,
  )
  expect(() => bloomreach.create(node({ campaign: 1, colour: 'red' }))).toThrow(/unknown-preset-parameter/)
})

test('root and customer template of a batch have them too', async () => {
  const bloomreach = await givenScenarios({ customers: ['ada', 'grace'] })
  const batch = {
    root: '[[ list ]]={{ customers|join("-") }}',
    customer: '[[ mark ]]{{ customer.first_name }}',
    size: 10,
  }

  await bloomreach.start(
    chain(
      now,
      webhook({ method: 'POST', response: 'discard', batch, parameters: { list: 'all', mark: '@' } }),
    ),
  )

  expect(bloomreach.requests.map(({ body }) => body)).toEqual(['all=@ada-@grace'])
})

test('a metric or a recommendation has to be one of the project', async () => {
  const bloomreach = await givenScenarios({
    world: { metrics: { m1: 42 }, recommendations: { r1: [] } },
  })
  const node = (metric: string, recommendation: string) =>
    chain(
      now,
      webhook({
        url: `${TALON_ONE}?[[ m : metric ]]&[[ r : recommendation ]]`,
        parameters: { m: metric, r: recommendation },
      }),
    )

  expect(() => bloomreach.create(node('m1', 'r1'))).not.toThrow()
  expect(() => bloomreach.create(node('m2', 'r1'))).toThrow(/metric of the project: m1/)
  expect(() => bloomreach.create(node('m1', 'r2'))).toThrow(/recommendation of the project: r1/)
})

test('inside a Jinja tag a parameter fails, with parametersInTags fill it is filled in', async () => {
  const definition = chain(
    now,
    webhook({ url: `${TALON_ONE}?n={{ [[ n : number ]] * 2 }}`, parameters: { n: 4 } }),
  )
  const failing = await givenScenarios()
  const filling = await givenScenarios({ settings: { parametersInTags: 'fill' } })

  await filling.start(definition)

  expect(() => failing.create(definition)).toThrow(/inside a Jinja tag/)
  expect(filling.requests.map(({ url }) => url)).toEqual([`${TALON_ONE}?n=8`])
})

test('a parameter that a preset came to need meanwhile fails the webhook, and nothing is sent', async () => {
  const preset = { type: 'webhook_preset', name: 'Plain', url: TALON_ONE }
  const bloomreach = await givenScenarios({ world: { integrations: [preset] } })
  await bloomreach.start(
    chain({ id: 1, type: 'on_event', event: 'go' }, { id: 3, type: 'webhook', preset: 'Plain' }),
  )
  const { id = '' } = bloomreach.integrations.list()[0] ?? {}
  await bloomreach.integrations.replace(id, { ...preset, url: `${TALON_ONE}?[[ who ]]` })

  await bloomreach.track('ada', 'go')

  expect(bloomreach.requests).toEqual([])
  expect(bloomreach.campaignEvents('ada')).toMatchObject([
    { status: 'failed', message: 'The template parameter "who" (string) has no value.' },
  ])
})
