import { expect, test } from 'vitest'
import { chain, email, givenScenarios, now } from '../../../support/scenarios.ts'

const trigger = {
  id: 1,
  type: 'api_trigger' as const,
  parameters: { discount: { type: 'number' as const }, note: { type: 'string' as const, required: false } },
  windowSeconds: 10,
}

async function given() {
  const bloomreach = await givenScenarios({ customers: ['ada', 'grace'] })
  const id = await bloomreach.start(chain(trigger, email({ html: 'Save {{ params.discount }}' })))
  const { triggers } = bloomreach.scenarios.apiTriggers(id)
  const path = new URL(triggers[0]?.url ?? '').pathname
  const basic = `Basic ${btoa(`${bloomreach.apiKeyId}:${bloomreach.apiSecret}`)}`
  const call = async (
    body: unknown,
    headers: Record<string, string> = { authorization: basic },
    to = path,
  ) => {
    const response = await bloomreach.app.request(to, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    await bloomreach.settle()
    return { status: response.status, body: (await response.json()) as unknown }
  }
  return { bloomreach, id, path, call, triggers }
}

test('an API trigger shows its URL and an example payload', async () => {
  const { id, path, triggers } = await given()

  expect(path).toMatch(new RegExp(`^/campaigns/v2/projects/[^/]+/api-triggers/${id}/1$`))
  expect(triggers).toMatchObject([{ node: 1, example: { params: { discount: 1, note: 'text' } } }])
})

test('a call lets everyone in, and templates read its parameters', async () => {
  const { bloomreach, call } = await given()

  expect(await call({ params: { discount: 20 } })).toEqual({
    status: 200,
    body: { success: true, errors: [] },
  })

  expect(bloomreach.outbox.map(({ to, text }) => [to[0], text])).toEqual([
    ['ada@example.com', 'Save 20'],
    ['grace@example.com', 'Save 20'],
  ])
})

test('a call may name one customer', async () => {
  const { bloomreach, call } = await given()

  await call({ customer_ids: { registered: 'grace@example.com' }, params: { discount: 5 } })
  const unknown = await call({ customer_ids: { registered: 'eve' }, params: { discount: 5 } })

  expect(bloomreach.outbox.map(({ to }) => to)).toEqual([['grace@example.com']])
  expect(unknown).toEqual({
    status: 404,
    body: { errors: { _global: ['Customer does not exist'] }, success: false },
  })
})

test('one request in N seconds: the excess is 429, and the trigger log has both', async () => {
  const { bloomreach, call, id } = await given()

  expect((await call({ params: { discount: 1 } })).status).toBe(200)
  expect((await call({ params: { discount: 2 } })).status).toBe(429)
  await bloomreach.advance(10_000)
  expect((await call({ params: { discount: 3 } })).status).toBe(200)

  expect(
    bloomreach.scenarios.apiTriggers(id).log.map(({ accepted, params }) => [params.discount, accepted]),
  ).toEqual([
    [1, true],
    [2, false],
    [3, true],
  ])
})

test.each([
  [{ params: {} }, 'params.discount: expected a number'],
  [{ params: { discount: '20' } }, 'params.discount: expected a number'],
  [{ params: { discount: 1, extra: 1 } }, 'params: expected no "extra"'],
])('wrong parameters are refused: %j', async (body, message) => {
  const { bloomreach, call } = await given()

  expect(await call(body)).toEqual({ status: 400, body: { success: false, errors: [message] } })
  expect(bloomreach.outbox).toEqual([])
})

test('a body that is not JSON, a missing key, an unknown or stopped trigger', async () => {
  const { bloomreach, call, id, path } = await given()
  const params = { discount: 1 }

  expect((await call('{')).body).toEqual({ success: false, message: 'Invalid JSON' })
  expect((await call({ params }, {})).status).toBe(401)
  expect((await call({ params }, undefined, path.replace(/1$/, '7'))).status).toBe(404)
  expect((await bloomreach.app.request(path)).status).toBe(405)
  bloomreach.scenarios.stop(id)
  expect((await call({ params })).status).toBe(404)
})

test('the hint of a 404 says which it is: no scenario, no such node, a draft or a stopped one', async () => {
  const { bloomreach, id, path } = await given()
  const draft = bloomreach.scenarios.create({ ...chain(trigger, email()), name: 'Draft' }).id
  const plain = bloomreach.scenarios.create({ ...chain(now, email()), name: 'Plain' }).id
  const authorization = `Basic ${btoa(`${bloomreach.apiKeyId}:${bloomreach.apiSecret}`)}`
  const hint = async (to: string) => {
    const response = await bloomreach.app.request(to, {
      method: 'POST',
      headers: { authorization },
      body: '{}',
    })
    expect(response.status).toBe(404)
    return response.headers.get('x-sandbox-hint')
  }
  const { name } = bloomreach.scenarios.get(id)

  expect(await hint(path.replace(id, 'nowhere'))).toBe(
    'There is no scenario "nowhere". GET /_sandbox/bloomreach/scenarios lists them.',
  )
  expect(await hint(path.replace(/1$/, '7'))).toBe(
    `The scenario "${name}" has no API trigger with the node 7. Use 1.`,
  )
  expect(await hint(path.replace(id, plain))).toBe(
    'The scenario "Plain" has no API trigger. Add a node of the type api_trigger.',
  )
  expect(await hint(path.replace(id, draft))).toBe(
    `The scenario "Draft" is a draft. Start it with POST /_sandbox/bloomreach/scenarios/${draft}/start.`,
  )
  bloomreach.scenarios.stop(id)
  expect(await hint(path)).toBe(
    `The scenario "${name}" is stopped. Start it with POST /_sandbox/bloomreach/scenarios/${id}/start.`,
  )
})
