// A client that sends all it has before it reads hears the answer that was given long before: nobody is cut off in the middle.
import { connect } from 'node:net'
import { Hono } from 'hono'
import { expect, onTestFinished, test } from 'vitest'
import { openHttpServer } from '../../../harness/doors/http-server.ts'
import { startInbox } from '../../../harness/inbox/index.ts'
import { boundedBody } from '../../../mocks/kit/bounded-body.ts'
import { oneOf } from '../../support/thoroughness.ts'

const MEGABYTE = Buffer.alloc(1_000_000, 'a')

const app = new Hono()
  .post('/bounded', async c => c.text('', (await boundedBody(c, 1_000)) === undefined ? 413 : 200))
  .post('/unread', c => c.text('', 404))

async function opened(): Promise<number> {
  const server = await openHttpServer({
    fetch: request => app.fetch(request),
    host: '127.0.0.1',
    port: 0,
    purpose: 'a test',
    option: 'port',
  })
  onTestFinished(() => server.stop())
  return server.port
}

/** Everything is sent before anything is read, as simple clients do. */
async function answerTo(port: number, head: string[], pieces: readonly (Buffer | string)[]): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  socket.write([...head, '', ''].join('\r\n'))
  for (const piece of pieces) {
    await new Promise<void>((taken, lost) => {
      socket.write(piece, error => (error ? lost(error) : taken()))
    })
  }
  for await (const chunk of socket) return String(chunk)
  throw new Error('closed without an answer')
}

const head = (path: string, ...more: string[]) => [`POST ${path} HTTP/1.1`, 'host: localhost', ...more]
const TWENTY = Array.from({ length: 20 }, () => MEGABYTE)
const CHUNKS = [...TWENTY.flatMap(piece => ['f4240\r\n', piece, '\r\n']), '0\r\n\r\n']

test.each(
  oneOf(2, [
    ['keep-alive', 'unread'],
    ['close', 'unread'],
    ['keep-alive', 'bounded'],
    ['close', 'bounded'],
  ]),
)('twenty megabytes are heard out: connection: %s, a body that is %s', async (connection, path) => {
  const port = await opened()
  const status = path === 'unread' ? '404' : '413'

  const known = head(`/${path}`, `connection: ${connection}`, 'content-length: 20000000')
  expect((await answerTo(port, known, TWENTY)).slice(9, 12)).toBe(status)
  const unknown = head(`/${path}`, `connection: ${connection}`, 'transfer-encoding: chunked')
  expect((await answerTo(port, unknown, CHUNKS)).slice(9, 12)).toBe(status)
})

test('the next request on the connection is answered as if nothing had been', async () => {
  const socket = connect(await opened(), '127.0.0.1').setEncoding('utf8')
  onTestFinished(() => void socket.destroy())

  socket.write(`${head('/bounded', 'transfer-encoding: chunked').join('\r\n')}\r\n\r\n`)
  for (const chunk of CHUNKS) socket.write(chunk)
  socket.write(`${head('/bounded', 'connection: close', 'content-length: 2').join('\r\n')}\r\n\r\nab`)
  let answers = ''
  for await (const chunk of socket) answers += chunk

  expect(answers.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 413', 'HTTP/1.1 200'])
})

test('what is no request is answered too, on both ports', async () => {
  const inbox = await startInbox({ httpPort: 0, smtpPort: 0, now: () => 0, newId: () => 'id' })
  onTestFinished(() => inbox.stop())

  for (const port of [await opened(), inbox.httpPort]) {
    expect((await answerTo(port, [], TWENTY)).slice(9, 12)).toBe('400')
    const long = head('/bounded', `x: ${MEGABYTE}${MEGABYTE}`)
    expect((await answerTo(port, long, TWENTY)).slice(9, 12)).toBe('431')
  }
})
