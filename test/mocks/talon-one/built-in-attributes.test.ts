// [D] concepts/attributes: built-in attributes need no definition.
import { expect, test } from 'vitest'
import { startTalonOne } from '../../support/talon-one.ts'

const NAMES = ['Name', 'Email', 'SignupDate', 'PaymentMethod', 'Language', 'ShippingCountry']

test('built-in attributes exist in a fresh world, and are listed as such', async () => {
  const { integration, management } = await startTalonOne()

  const profile = await integration('PUT', '/v2/customer_profiles/chris', {
    query: { runRuleEngine: true },
    body: {
      attributes: { Name: 'Chris', Email: 'c@example.com', SignupDate: '2026-01-21T15:04:05+07:00' },
      responseContent: ['customerProfile'],
    },
  })
  const session = await integration('PUT', '/v2/customer_sessions/s1', {
    body: { customerSession: { attributes: { ShippingCity: 'Berlin' } } },
  })
  const { body } = await management('GET', '/v1/attributes', {
    query: { kind: 'builtin', entity: 'CustomerProfile' },
  })

  expect([profile.status, session.status]).toEqual([200, 200])
  expect(profile.body.customerProfile.attributes).toMatchObject({ Name: 'Chris' })
  const names = body.data.map(({ name }: { name: string }) => name)
  expect(names).toEqual(expect.arrayContaining(NAMES))
  expect((await management('GET', `/v1/attributes/${body.data[0].id}`)).body.editable).toBe(false)
})

test('a built-in attribute has its type, cannot be defined again and cannot be changed', async () => {
  const { integration, management } = await startTalonOne()
  const body = {
    entity: 'CustomerProfile',
    name: 'Name',
    title: 'Name',
    type: 'string',
    description: '',
    suggestions: [],
    editable: true,
  }
  const [builtIn] = (await management('GET', '/v1/attributes?kind=builtin')).body.data

  expect((await management('POST', '/v1/attributes', { body })).status).toBe(400)
  expect((await management('PUT', `/v1/attributes/${builtIn.id}`, { body })).status).toBe(400)
  const wrong = await integration('PUT', '/v2/customer_profiles/chris', { body: { attributes: { Name: 7 } } })
  expect(wrong.status).toBe(400)
})

test('a world that defines such a name itself has its own definition', async () => {
  const { integration, management } = await startTalonOne({
    attributes: [{ entity: 'CustomerProfile', name: 'Name', type: 'number' }],
  })

  const put = (Name: unknown) =>
    integration('PUT', '/v2/customer_profiles/chris', { body: { attributes: { Name } } })
  expect([(await put(7)).status, (await management('GET', '/v1/attributes?search=name')).status]).toEqual([
    200, 200,
  ])
})
