import { expect, test } from 'vitest'
import { givenScenarios } from '../../../support/scenarios.ts'

const authentication = {
  type: 'http_authentication_schema',
  name: 'Talon.One',
  endpoint: 'https://integration.talon.one/customer_engagement',
  headers: [
    { name: 'Authorization', value: 'ApiKey-v1 s3cret', visibility: 'secret' },
    { name: 'destination-hostname', value: 'shop.talon.one', visibility: 'public' },
  ],
  test: { path: '/referral' },
}

test('an integration is found by its id, and its secret values are never given back', async () => {
  const { integrations } = await givenScenarios()

  const { id } = await integrations.create(authentication)

  expect(integrations.get(id)).toMatchObject({ id, name: 'Talon.One', endpoint: authentication.endpoint })
  expect(JSON.stringify([integrations.list(), integrations.get(id)])).not.toContain('s3cret')
  expect(integrations.authentication('Talon.One')?.headers[0]?.value).toBe('ApiKey-v1 s3cret')
})

test('a replaced integration keeps a secret that is given back as it was shown', async () => {
  const { integrations } = await givenScenarios()
  const { id, ...shown } = await integrations.create(authentication)

  await integrations.replace(id, { ...shown, name: 'Renamed', endpoint: 'https://integration.talon.one/cdp' })

  expect(integrations.authentication('Talon.One')).toBeUndefined()
  expect(integrations.authentication('Renamed')).toMatchObject({
    endpoint: 'https://integration.talon.one/cdp',
    headers: [{ value: 'ApiKey-v1 s3cret' }, { value: 'shop.talon.one' }],
  })
})

test('a secret that comes back as public is not revealed', async () => {
  const { integrations } = await givenScenarios()
  const { id, ...read } = await integrations.create(authentication)
  const headers = read.headers.map(header => ({ ...header, visibility: 'public' }))

  const answer = await integrations.replace(id, { ...read, headers })

  expect(JSON.stringify([answer, integrations.get(id)])).not.toContain('s3cret')
})

test('a name is taken once, and a wrong integration changes nothing', async () => {
  const { integrations } = await givenScenarios()
  const { id } = await integrations.create(authentication)

  expect(() => integrations.create(authentication)).toThrow('the name is taken')
  expect(() => integrations.replace(id, { ...authentication, endpoint: 'ftp://x' })).toThrow('endpoint')

  expect(integrations.list()).toHaveLength(1)
  expect(integrations.get(id)).toMatchObject({ endpoint: authentication.endpoint })
})

test('a deleted integration is gone, and its name is free', async () => {
  const { integrations } = await givenScenarios()
  const { id } = await integrations.create(authentication)

  await integrations.delete(id)

  expect(integrations.names('http_authentication_schema')).toEqual([])
  expect(() => integrations.get(id)).toThrow('there is none with this id')
  expect(integrations.create(authentication)).toMatchObject({ name: 'Talon.One' })
})

test('the test of an authentication has an empty body, and passes only when it is answered 200', async () => {
  const bloomreach = await givenScenarios({
    answer: (_, calls) => (calls === 1 ? Response.json({}) : new Response(null, { status: 204 })),
  })
  const { id } = await bloomreach.integrations.create(authentication)

  const first = await bloomreach.testAuthentication(id)
  const second = await bloomreach.testAuthentication(id)

  expect(first).toMatchObject({ passed: true, status: 200 })
  expect(second).toMatchObject({
    passed: false,
    status: 204,
    message: expect.stringContaining('instead of 200'),
  })
  expect(bloomreach.requests[0]).toMatchObject({
    method: 'GET',
    url: 'https://integration.talon.one/customer_engagement/referral',
    body: '',
  })
  expect(bloomreach.requests[0]?.headers.get('authorization')).toBe('ApiKey-v1 s3cret')
  expect(JSON.stringify([first, bloomreach.journal('authentication-tested')])).not.toContain('s3cret')
})

test('the test of an authentication says what went wrong without an answer, and a preset has none', async () => {
  const bloomreach = await givenScenarios({ answer: () => Promise.reject(new TypeError('fetch failed')) })
  const { id } = await bloomreach.integrations.create(authentication)
  const preset = await bloomreach.integrations.create({
    type: 'webhook_preset',
    name: 'P',
    url: 'https://x.example',
  })

  expect(await bloomreach.testAuthentication(id)).toMatchObject({
    passed: false,
    message: expect.stringContaining('The connection failed'),
  })
  await expect(bloomreach.testAuthentication(preset.id)).rejects.toThrow('it is a webhook preset')
})
