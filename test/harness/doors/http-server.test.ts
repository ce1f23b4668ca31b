// The one HTTP door of the sandbox.
import { connect } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { type HttpServerOptions, openHttpServer } from '../../../harness/doors/http-server.ts'

async function opened(app: Pick<HttpServerOptions, 'fetch' | 'express' | 'arrivesWithinMs'>) {
  const options = { host: '127.0.0.1', port: 0, purpose: 'the test', option: 'port' }
  const server = await openHttpServer({ ...options, ...app })
  onTestFinished(() => server.stop())
  return server
}

test('a bug on the express way is a 500 and a stack for the developer, and the door stays open', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => {})
  onTestFinished(() => told.mockRestore())
  const server = await opened({
    fetch: () => new Response('from the app'),
    express: ({ url }) => {
      if (url === '/bug') throw new Error('a bug')
      return false
    },
  })

  expect((await fetch(`${server.url}/bug`)).status).toBe(500)
  expect(told).toHaveBeenCalledWith(expect.objectContaining({ message: 'a bug' }))
  expect(await (await fetch(server.url)).text()).toBe('from the app')
})

test('requests with and without a body are answered one after the other on one connection', async () => {
  const { port } = await opened({
    fetch: async request => new Response(`${request.method}[${await request.text()}]`),
  })
  const head = (method: string, ...more: string[]) =>
    [`${method} / HTTP/1.1`, 'host: x', ...more, '', ''].join('\r\n')

  const socket = connect(port, '127.0.0.1').setEncoding('utf8')
  onTestFinished(() => void socket.destroy())
  socket.write(head('GET') + head('POST') + head('PUT', 'content-length: 0') + head('DELETE'))
  socket.write(`${head('POST', 'content-length: 2')}ab${head('PATCH')}`)
  socket.write(
    `${head('POST', 'transfer-encoding: chunked')}2\r\ncd\r\n0\r\n\r\n${head('GET', 'connection: close')}`,
  )
  let answers = ''
  for await (const chunk of socket) answers += chunk

  expect(answers.match(/[A-Z]+\[.*?\]/g)).toEqual([
    'GET[]',
    'POST[]',
    'PUT[]',
    'DELETE[]',
    'POST[ab]',
    'PATCH[]',
    'POST[cd]',
    'GET[]',
  ])
})

test('an idle connection has no time limit, so nobody sends into one that closes just then', async () => {
  const server = await opened({ fetch: () => new Response('hello') })

  const { headers } = await fetch(server.url)

  expect(headers.get('connection')).toBe('keep-alive')
  expect(headers.get('keep-alive')).toBeNull()
})

test('a client that gives up is noticed', async () => {
  const asked = Promise.withResolvers<Request>()
  const server = await opened({
    fetch: request => {
      asked.resolve(request)
      return new Promise<Response>(() => {})
    },
  })
  const client = new AbortController()
  const answer = fetch(server.url, { signal: client.signal })
  const { signal } = await asked.promise
  const gone = new Promise<void>(resolve => signal.addEventListener('abort', () => resolve()))

  client.abort()

  await expect(answer).rejects.toThrow('aborted')
  await gone
})

test('a taken port says which one, for what, and which option chooses another', async () => {
  const { port } = await opened({ fetch: () => new Response() })

  await expect(
    openHttpServer({
      fetch: () => new Response(),
      host: '127.0.0.1',
      port,
      purpose: 'the sandbox',
      option: 'port',
    }),
  ).rejects.toMatchObject({
    code: 'port-taken',
    message: `Cannot open port ${port} on 127.0.0.1 for the sandbox: another program uses it. Stop that program, or choose another port with --port (0 = a free one).`,
  })
})

test('a request whose body never ends is answered 408, and whoever reads it hears of it', async () => {
  const read = Promise.withResolvers<unknown>()
  const { port } = await opened({
    arrivesWithinMs: 50,
    fetch: async request => {
      await request.text().catch(read.resolve)
      return new Response('too late')
    },
  })
  const socket = connect(port, '127.0.0.1').setEncoding('utf8')
  onTestFinished(() => void socket.destroy())

  socket.write('POST /v2/customer_sessions HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"')
  let answer = ''
  for await (const chunk of socket) answer += chunk

  expect(answer).toMatch(/^HTTP\/1.1 408 Request Timeout\r\n/)
  expect(await read.promise).toBeInstanceOf(Error)
})
