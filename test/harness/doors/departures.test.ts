import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { leavingTogether } from '../../../harness/doors/departures.ts'

test('an answer leaves at the end of the turn that gave it, behind those that were given before', async () => {
  const order: string[] = []
  const server = createServer({ ServerResponse: leavingTogether() }, ({ url = '' }, response) => {
    response.once('finish', () => order.push(`sent ${url}`))
    expect(response.end(url)).toBe(response)
    order.push(`answered ${url}`)
  })
  onTestFinished(() => void server.close())
  await once(server.listen(0, '127.0.0.1'), 'listening')

  // Both arrive in one piece, so that they are answered in one turn.
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.write(
    'GET /one HTTP/1.1\r\nhost: a\r\n\r\nGET /two HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n',
  )
  let heard = ''
  socket.setEncoding('latin1').on('data', text => {
    heard += text
  })
  await once(socket, 'close')

  expect(order).toEqual(['answered /one', 'answered /two', 'sent /one', 'sent /two'])
  expect(heard.match(/\/one|\/two/g)).toEqual(['/one', '/two'])
})

test('an answer that is ended once more stays as it was said first', async () => {
  const server = createServer({ ServerResponse: leavingTogether() }, (_, response) => {
    response.end('first')
    response.end('second')
  })
  onTestFinished(() => void server.close())
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  expect(await response.text()).toBe('first')
})
