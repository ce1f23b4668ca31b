import { connect } from 'node:net'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { openHttpServer } from '../../../harness/doors/http-server.ts'
import { boundedBody, formOf } from '../../../mocks/kit/bounded-body.ts'

const app = new Hono().post('/', async c => {
  const bytes = await boundedBody(c, 10)
  return bytes === undefined ? c.text('too large', 413) : c.text(bytes.toString())
})

/** A body that comes in pieces and says no length; counts what was asked for. */
function stream(pieces: Iterable<string>) {
  const given = { count: 0 }
  const iterator = pieces[Symbol.iterator]()
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const { done, value } = iterator.next()
      if (done) return controller.close()
      given.count++
      controller.enqueue(Buffer.from(value))
    },
  })
  return { body, given }
}

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  app.request('/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit)

test('a body within its bound is read whole, whether it says its length or not', async () => {
  expect(await (await post(stream(['12345', '67890']).body)).text()).toBe('1234567890')
  expect(await (await post('1234567890', { 'content-length': '10' })).text()).toBe('1234567890')
  expect(await (await post('')).text()).toBe('')
})

test('a body without a length is read no further than its bound', async () => {
  function* endless() {
    while (true) yield 'x'.repeat(4)
  }
  const { body, given } = stream(endless())

  expect((await post(body)).status).toBe(413)
  expect(given.count).toBeLessThan(10)
})

test('a length that is too large, or a lie, is refused', async () => {
  expect((await post('1', { 'content-length': '11' })).status).toBe(413)
  expect((await post('x'.repeat(11), { 'content-length': '1' })).status).toBe(413)
})

test('who asks the request again gets the same, also as text and as JSON', async () => {
  const twice = new Hono().post('/', async c => {
    await boundedBody(c, 100)
    const again = await boundedBody(c, 100)
    return c.json([again?.toString(), await c.req.text(), await c.req.json()])
  })
  const { body } = stream(['{"a":', '1}'])
  const answer = await twice.request('/', { method: 'POST', body, duplex: 'half' } as RequestInit)

  expect(await answer.json()).toEqual(['{"a":1}', '{"a":1}', { a: 1 }])
})

test('a form is read from bytes, and what is none is refused', async () => {
  const form = await formOf(Buffer.from('a=1&b=2'), 'application/x-www-form-urlencoded')

  expect([...form.entries()]).toEqual([
    ['a', '1'],
    ['b', '2'],
  ])
  await expect(formOf(Buffer.from('a=1'), 'text/plain')).rejects.toThrow()
  await expect(formOf(Buffer.from('a=1'), undefined)).rejects.toThrow()
})

test('over a socket the answer comes while the client is still sending', async () => {
  const server = await openHttpServer({
    fetch: request => app.fetch(request),
    host: '127.0.0.1',
    port: 0,
    purpose: 'a test',
    option: 'port',
  })
  const socket = connect(server.port, '127.0.0.1')
  socket.on('error', () => {})
  socket.write('POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n')
  const answered = new Promise<string>(resolve => {
    socket.on('data', data => resolve(data.toString()))
  })
  for (let n = 0; n < 100; n++) socket.write(`4\r\nxxxx\r\n`)

  expect(await answered).toContain('HTTP/1.1 413')
  socket.destroy()
  await server.stop()
})
