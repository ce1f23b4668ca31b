import { describe, expect, test } from 'vitest'
import { givenBloomreach } from '../../../support/bloomreach.ts'

const basic = (id: string, secret: string) => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`
const body = { customer_ids: { registered: 'ada' } }

function given() {
  const house = givenBloomreach()
  const { id, secret } = house.access.privateKey()
  const publicToken = house.access.publicToken()
  const update = (authorization?: string, path = `/track/v2/projects/${house.token}/customers`) =>
    house.send(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: authorization === undefined ? {} : { authorization },
    })
  return { ...house, id, secret, publicToken, update }
}

describe('authentication', () => {
  test('public access is Authorization: Token, or the query parameter access_token', async () => {
    const { update, publicToken, token } = given()

    expect((await update(`Token ${publicToken}`)).status).toBe(200)
    expect(
      (await update(undefined, `/track/v2/projects/${token}/customers?access_token=${publicToken}`)).status,
    ).toBe(200)
    expect(
      (
        await update(
          undefined,
          `/track/v2/projects/${token}/customers?access_token=x&access_token=${publicToken}`,
        )
      ).status,
    ).toBe(401)
  })

  test('private access is Authorization: Basic with key id and secret', async () => {
    const { update, id, secret } = given()

    expect((await update(basic(id, secret))).status).toBe(200)
  })

  test('an unknown key is 401 "Access key not found"', async () => {
    const { update } = given()
    const refusal = { status: 401, body: { success: false, error: 'Access key not found' } }

    expect(await update(basic('nobody', 'x'))).toMatchObject(refusal)
    expect(await update('Token nobody')).toMatchObject(refusal)
    expect(await update()).toMatchObject(refusal)
    expect(await update('Basic ###')).toMatchObject(refusal)
    expect(await update('Bearer abc')).toMatchObject(refusal)
  })

  test('a wrong secret is 403 "invalid secret"', async () => {
    const { update, id } = given()

    expect(await update(basic(id, 'wrong'))).toMatchObject({
      status: 403,
      body: { success: false, error: 'invalid secret' },
    })
  })

  test('key and secret swapped are 401, and the hint says so', async () => {
    const { update, access } = given()
    access.replace([{ access: 'private', keyId: 'key', secret: 'secret' }])

    const { status, headers } = await update(basic('secret', 'key'))

    expect(status).toBe(401)
    expect(headers.get('x-sandbox-hint')).toBe('The key id and the secret are swapped.')
  })

  test('a public token sent as Basic is 401, and so is nothing at all; the hint says what to send', async () => {
    const { update, publicToken } = given()
    const asBasic = await update(basic(publicToken, ''))
    const nothing = await update('')

    expect([asBasic.status, nothing.status]).toEqual([401, 401])
    expect(asBasic.headers.get('x-sandbox-hint')).toContain('This is a public token')
    expect(nothing.headers.get('x-sandbox-hint')).toContain('Send "Authorization: Token ..."')
  })

  test('a bad project token is 400 "Invalid project id" or "Could not authenticate"', async () => {
    const { update, publicToken } = given()

    expect(await update(`Token ${publicToken}`, '/track/v2/projects/%20/customers')).toMatchObject({
      status: 400,
      body: { success: false, error: 'Invalid project id' },
    })
    expect(
      await update(
        `Token ${publicToken}`,
        '/track/v2/projects/12345678-90ab-cdef-1234-567890abcdef/customers',
      ),
    ).toMatchObject({ status: 400, body: { success: false, error: 'Could not authenticate' } })
  })

  test('403: the API group lacks the permission', async () => {
    const { update, access, customers } = given()
    access.replace([{ access: 'public', token: 'events-only', permissions: ['Events > Set'] }])

    const answer = await update('Token events-only')

    expect(answer).toMatchObject({ status: 403, body: { success: false, errors: ['no permission'] } })
    expect(answer.headers.get('x-sandbox-hint')).toContain('Customer properties > Set')
    expect(customers.size).toBe(0)
  })
})

describe('what every answer carries', () => {
  test('content type, request id and cross-origin headers as the vendor sends them', async () => {
    const { update, publicToken } = given()

    const { headers } = await update(`Token ${publicToken}`)

    expect(headers.get('content-type')).toBe('application/json')
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(headers.get('x-request-id')).toBe(headers.get('x-sandbox-request-id'))
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('access-control-allow-credentials')).toBe('true')
  })
})

describe('the rate limit', () => {
  test('6,000 requests a minute per address, above that 429 and the data is dropped', async () => {
    const { send, token, publicToken, world, update, customers } = (() => {
      const house = given()
      house.settings.rateLimits = 'vendor'
      return house
    })()
    const headers = { authorization: `Token ${publicToken}` }
    for (let n = 0; n < 6_000; n++) {
      const { status } = await send(`/track/v2/projects/${token}/system/time`, { headers })
      if (status !== 200) throw new Error(`request ${n + 1} of the minute was answered with ${status}`)
    }

    expect((await update(`Token ${publicToken}`)).status).toBe(429)
    expect(customers.size).toBe(0)
    await world.clock.advance(60_000)

    expect((await update(`Token ${publicToken}`)).status).toBe(200)
  })

  test('is off by default', async () => {
    const { settings } = given()

    expect(settings.rateLimits).toBe('off')
  })
})
