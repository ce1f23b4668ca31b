import { Agent, request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../harness/index.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox()
})
afterAll(() => sandbox.stop())

interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: Record<string, unknown>
}

/** A raw request: fetch would refuse or repair some of these itself. */
function send(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body = '',
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(sandbox.url + path, { method, headers, agent: false }, response => {
      let text = ''
      response.on('data', chunk => {
        text += chunk
      })
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: JSON.parse(text) as Answer['body'],
        }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

const talonOneError = (status: number) => ({
  StatusCode: status,
  Error: expect.any(String),
  RequestUUID: expect.any(String),
})

describe('Talon.One', () => {
  test('a header too long is answered in its shape', async () => {
    const { status, body } = await send('GET', '/customer_engagement/referral', {
      'x-long': 'x'.repeat(40_000),
    })

    expect(status).toBe(431)
    expect(body).toEqual(talonOneError(431))
  })

  test('a wrong method on a known path is answered in its shape', async () => {
    const { status, body } = await send('PATCH', '/customer_engagement/referral')

    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
    expect(body).toEqual(talonOneError(status))
  })

  test('a body that is not JSON is answered in its shape', async () => {
    const key = sandbox.talonOne.keyFor('customer_engagement')
    const { status, body } = await send(
      'POST',
      '/braze/referral',
      { authorization: `ApiKey-v1 ${key}`, 'content-type': 'application/json' },
      '{"campaignId":',
    )

    expect([400, 401]).toContain(status)
    expect(body).toEqual(talonOneError(status))
  })
})

describe('Bloomreach', () => {
  const path = () => `/track/v2/projects/${sandbox.bloomreach.projectToken}/customers`
  const authorization = () =>
    `Basic ${btoa(`${sandbox.bloomreach.apiKeyId}:${sandbox.bloomreach.apiSecret}`)}`

  test('a header too long is answered in its shape', async () => {
    const { status, body } = await send('POST', path(), { 'x-long': 'x'.repeat(40_000) })

    expect(status).toBe(431)
    expect(body).toMatchObject({ success: false, errors: [expect.any(String)] })
  })

  test('a body that is not JSON is answered in its shape, and nobody is created', async () => {
    const before = sandbox.bloomreach.customers.size
    const { status, body } = await send(
      'POST',
      path(),
      { authorization: authorization(), 'content-type': 'application/json' },
      '{"customer_ids":',
    )

    expect(status).toBe(400)
    expect(body).toMatchObject({ success: false })
    expect(sandbox.bloomreach.customers.size).toBe(before)
  })

  test('a wrong method on a known path is a 4xx in its shape', async () => {
    const { status, body } = await send('DELETE', path(), { authorization: authorization() })

    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
    expect(Object.keys(body)).toContain('errors')
  })
})

test('an operation that is not emulated says so, with 501 and the header', async () => {
  const { status, headers, body } = await send('PUT', '/segment/v2/events')

  expect(status).toBe(501)
  expect(headers['x-sandbox']).toBe('not-emulated')
  expect(headers['x-sandbox-request-id']).toBeDefined()
  expect(body).toMatchObject({ error: { code: 'not-emulated' } })
})

describe('a body without a length and without an end', () => {
  /** Sends 64 KiB at a time until there is an answer. */
  function pour(path: string, headers: Record<string, string>): Promise<Answer & { poured: number }> {
    return new Promise((resolve, reject) => {
      const piece = Buffer.alloc(65_536, 'x')
      let poured = 0
      let answered = false
      // A connection that is kept: one that is to be closed is, with what is still on its way.
      const agent = new Agent({ keepAlive: true })
      const sent = request(sandbox.url + path, { method: 'POST', headers, agent }, response => {
        answered = true
        response.setEncoding('utf8')
        response.once('data', (text: string) => {
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: JSON.parse(text),
            poured,
          })
          sent.destroy()
        })
      })
      sent.on('error', error => (answered ? undefined : reject(error)))
      const more = () => {
        if (answered || poured > 256 * 1_024 * 1_024) return
        poured += piece.length
        sent.write(piece, more)
      }
      more()
    })
  }

  const json = { 'content-type': 'application/json' }

  test('is refused by Talon.One in its shape', async () => {
    const authorization = `ApiKey-v1 ${sandbox.talonOne.keyFor('none')}`
    const { status, body, poured } = await pour('/v1/referrals', { ...json, authorization })

    expect({ status, body }).toMatchObject({ status: 413, body: { message: 'Request Entity Too Large' } })
    expect(poured).toBeLessThan(64 * 1_024 * 1_024)
  })

  test('is refused by Bloomreach in its shape', async () => {
    const { projectToken, apiKeyId, apiSecret } = sandbox.bloomreach
    const authorization = `Basic ${btoa(`${apiKeyId}:${apiSecret}`)}`
    const { status, body } = await pour(`/track/v2/projects/${projectToken}/batch`, {
      ...json,
      authorization,
    })

    expect({ status, body }).toMatchObject({ status: 413, body: { success: false } })
  })

  test('is refused by the control API, with its code', async () => {
    const { status, body } = await pour('/_sandbox/faults', json)

    expect({ status, body }).toMatchObject({ status: 413, body: { error: { code: 'body-too-large' } } })
  })
})
