import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { ApiError } from '../../../mocks/kit/api-error.ts'
import type { NewFault } from '../../../mocks/kit/faults.ts'
import {
  CAUSED_BY_HEADER,
  explain,
  notEmulated,
  operation,
  RESET_HEADER,
  recordRequests,
  remark,
  type SandboxEnv,
} from '../../../mocks/kit/record-requests.ts'
import { createWorld } from '../../../mocks/kit/world.ts'

const FETCH = 'shop/fetchOrder'

/** A house with one operation, which counts how often it does its work. */
function createShop(...faults: Omit<NewFault, 'operation'>[]) {
  const world = createWorld({ clock: 'manual', startsAt: 1_000 })
  const app = new Hono<SandboxEnv>()
  const shop = { world, app, fetched: 0, during: () => {} }
  app.use(recordRequests(world, 'talon-one'))
  app.onError((error, c) => {
    if (!(error instanceof ApiError)) return c.json({ bug: error.message }, 500)
    explain(c, error)
    return c.json(error.body as object, error.status)
  })
  app.get(
    '/orders/:id',
    operation(world, FETCH, status => new ApiError(status as 429, { vendor: status })),
    async c => {
      shop.fetched++
      await shop.during()
      const id = c.req.param('id')
      if (id !== '7') remark(c, { reason: 'odd-order', facts: { id }, hint: 'Grüße: unknown “order”.' })
      if (id === 'twice') remark(c, { reason: 'late-order', facts: { by: '2h' }, hint: 'It is late.' })
      if (id === 'none') {
        throw new ApiError(404, { vendor: 404 }, { reason: 'no-order', facts: { order: id }, hint: 'None.' })
      }
      return c.json({ order: c.req.param('id'), padding: 'x'.repeat(20) })
    },
  )
  app.notFound(c => notEmulated(c, 'the shop'))
  for (const fault of faults) world.faults.add({ operation: FETCH, ...fault })
  return shop
}

test('a request and its answer go to the journal, the answer caused by the request', async () => {
  const { app, world } = createShop()

  const response = await app.request('/orders/7')

  expect(response.status).toBe(200)
  expect(world.journal.read()).toEqual([
    {
      seq: 1,
      at: 1_000,
      kind: 'talon-one.request',
      method: 'GET',
      path: '/orders/7',
      requestId: response.headers.get('x-sandbox-request-id'),
    },
    { seq: 2, at: 1_000, kind: 'talon-one.response', causedBy: 1, operation: FETCH, status: 200 },
  ])
})

test('each request gets an id of its own, the same in every run with the same seed', async () => {
  const ids = async () => {
    const { app } = createShop()
    const first = await app.request('/orders/1')
    const second = await app.request('/orders/2')
    return [first.headers.get('x-sandbox-request-id'), second.headers.get('x-sandbox-request-id')]
  }

  const [first, second] = await ids()
  expect(first).not.toBe(second)
  expect(await ids()).toEqual([first, second])
})

test('a request says which entry caused it, and belongs to the customer of that entry', async () => {
  const { app, world } = createShop()
  const { seq } = world.journal.append({ kind: 'node', customer: 'ada' })

  await app.request('/orders/7', { headers: { [CAUSED_BY_HEADER]: String(seq) } })

  expect(world.journal.read({ customer: 'ada' }).map(entry => entry.kind)).toEqual([
    'node',
    'talon-one.request',
    'talon-one.response',
  ])
})

test.each(['', 'abc', '-1', '1.5'])('a cause of %j is none', async cause => {
  const { app, world } = createShop()
  await app.request('/orders/7', { headers: { [CAUSED_BY_HEADER]: cause } })
  expect(world.journal.get(1)).not.toHaveProperty('causedBy')
})

test('time stands still while a request is in flight', async () => {
  const shop = createShop()
  const { promise, resolve } = Promise.withResolvers<void>()
  shop.during = () => promise
  const answered = shop.app.request('/orders/7')

  let advanced = false
  const advance = shop.world.clock.advance(60_000).then(() => {
    advanced = true
  })
  await new Promise(setImmediate)
  expect(advanced).toBe(false)
  expect(shop.world.clock.now()).toBe(1_000)

  resolve()
  await Promise.all([answered, advance])
  expect(shop.world.clock.now()).toBe(61_000)
  expect(shop.world.journal.get(2)?.at).toBe(1_000)
})

test('a vendor error is an answer like any other, and lets time go', async () => {
  const { app, world } = createShop()

  const response = await app.request('/orders/none')

  expect(response.status).toBe(404)
  expect(await response.json()).toEqual({ vendor: 404 })
  expect(world.journal.get(2)).toMatchObject({ kind: 'talon-one.response', status: 404 })
  await world.clock.advance(1)
})

const whyOf = ({ headers }: Response) => [headers.get('x-sandbox-reason'), headers.get('x-sandbox-hint')]

test('reason and hint go out as headers of plain ASCII and whole into the journal, with the facts', async () => {
  const { app, world } = createShop()

  const response = await app.request('/orders/odd')

  expect(whyOf(response)).toEqual(['odd-order', 'Gr??e: unknown ?order?.'])
  expect(world.journal.get(2)).toMatchObject({
    reason: 'odd-order',
    facts: { id: 'odd' },
    hint: 'Grüße: unknown “order”.',
  })
})

test('an answer with two remarks names both codes', async () => {
  const { app, world } = createShop()

  const response = await app.request('/orders/twice')

  expect(whyOf(response)).toEqual(['odd-order, late-order', 'Gr??e: unknown ?order?. It is late.'])
  expect(world.journal.get(2)).toMatchObject({ facts: { id: 'twice', by: '2h' } })
})

test('a refusal has one reason, whatever was remarked before', async () => {
  const { app, world } = createShop()

  expect(whyOf(await app.request('/orders/none'))).toEqual(['no-order', 'None.'])
  expect(world.journal.get(2)).toMatchObject({ reason: 'no-order', facts: { order: 'none' } })
})

test('an answer of which nothing is to say has neither reason nor hint', async () => {
  expect(whyOf(await createShop().app.request('/orders/7'))).toEqual([null, null])
})

test('what is not emulated answers 501 and names itself', async () => {
  const { app, world } = createShop()

  const response = await app.request('/baskets', { method: 'POST' })

  expect(response.status).toBe(501)
  expect(response.headers.get('x-sandbox')).toBe('not-emulated')
  expect(await response.json()).toEqual({
    error: {
      code: 'not-emulated',
      message:
        'Cannot answer POST /baskets: the sandbox does not emulate this operation of the shop. See the list in mocks/README.md.',
    },
  })
  expect(whyOf(response)).toEqual([
    'not-emulated',
    'The sandbox does not emulate this operation of the shop.',
  ])
  expect(world.journal.get(2)).toMatchObject({ status: 501, reason: 'not-emulated' })
})

test('a fault with a status answers in the shape of the vendor, and the work is not done', async () => {
  const shop = createShop({ first: 1, answer: { status: 429 } })

  const struck = await shop.app.request('/orders/7')
  const spared = await shop.app.request('/orders/7')

  expect(struck.status).toBe(429)
  expect(await struck.json()).toEqual({ vendor: 429 })
  expect(whyOf(struck)).toEqual(['planned-fault', 'Fault 1 planned with POST /_sandbox/faults.'])
  expect(spared.status).toBe(200)
  expect(shop.fetched).toBe(1)
  expect(shop.world.journal.read({ kind: 'fault' })).toEqual([
    { seq: 2, at: 1_000, kind: 'fault', causedBy: 1, operation: FETCH, fault: 1 },
  ])
})

test('a fault with a body answers that body', async () => {
  const shop = createShop({ answer: { status: 503, body: { down: true } } })

  const response = await shop.app.request('/orders/7')

  expect(response.status).toBe(503)
  expect(await response.json()).toEqual({ down: true })
  expect(response.headers.get('x-sandbox-request-id')).toBe(shop.world.journal.get(1)?.requestId)
  expect(shop.fetched).toBe(0)
})

test('a fault matches the parameters of the path and of the query', async () => {
  const { app } = createShop({ match: { id: '7', dry: 'yes' }, answer: { status: 500 } })

  expect((await app.request('/orders/7?dry=yes')).status).toBe(500)
  expect((await app.request('/orders/7')).status).toBe(200)
  expect((await app.request('/orders/8?dry=yes')).status).toBe(200)
})

test('a delayed answer is the answer, and takes no virtual time', async () => {
  const { app, world } = createShop({ delayMs: 5 })

  const response = await app.request('/orders/7')

  expect(await response.json()).toMatchObject({ order: '7' })
  expect(world.clock.now()).toBe(1_000)
})

test('a timeout answers nothing until the client gives up', async () => {
  const shop = createShop({ timeout: true })
  const giveUp = new AbortController()

  let answered = false
  const response = Promise.resolve(shop.app.request('/orders/7', { signal: giveUp.signal })).then(answer => {
    answered = true
    return answer
  })
  await new Promise(setImmediate)
  expect(answered).toBe(false)

  giveUp.abort()
  expect((await response).headers.get(RESET_HEADER)).toBe('1')
  expect(shop.fetched).toBe(0)
  await shop.world.clock.advance(1)
})

test('a reset loses the connection before the work', async () => {
  const shop = createShop({ reset: true })

  const response = await shop.app.request('/orders/7')

  expect(response.headers.get(RESET_HEADER)).toBe('1')
  expect(shop.fetched).toBe(0)
})

test('after the commit the work is done and the answer is lost', async () => {
  const shop = createShop({ after: 'commit' })

  const response = await shop.app.request('/orders/7')

  expect(shop.fetched).toBe(1)
  expect(response.headers.get(RESET_HEADER)).toBe('1')
  expect(await response.text()).toBe('')
})

test('after the commit another answer can take the place of the true one', async () => {
  const shop = createShop(
    { first: 1, after: 'commit', answer: { status: 500 } },
    { after: 'commit', answer: { status: 502, body: { gateway: true } } },
  )

  const vendors = await shop.app.request('/orders/7')
  const own = await shop.app.request('/orders/7')

  expect([vendors.status, await vendors.json()]).toEqual([500, { vendor: 500 }])
  expect([own.status, await own.json()]).toEqual([502, { gateway: true }])
  expect(shop.fetched).toBe(2)
})

test('a malformed body is the first half of the true one', async () => {
  const whole = await (await createShop().app.request('/orders/7')).text()

  const response = await createShop({ malformedBody: true }).app.request('/orders/7')

  expect(response.status).toBe(200)
  expect(await response.text()).toBe(whole.slice(0, Math.ceil(whole.length / 2)))
})
