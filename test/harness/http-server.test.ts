// The one HTTP door of the sandbox.
import { expect, onTestFinished, test, vi } from 'vitest'
import { openHttpServer } from '../../harness/http-server.ts'

test('a bug on the express way is a 500 and a stack for the developer, and the door stays open', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => {})
  onTestFinished(() => told.mockRestore())
  const server = await openHttpServer({
    fetch: () => new Response('from the app'),
    express: ({ url }) => {
      if (url === '/bug') throw new Error('a bug')
      return false
    },
    host: '127.0.0.1',
    port: 0,
    purpose: 'the test',
    option: 'port',
  })
  onTestFinished(() => server.stop())

  expect((await fetch(`${server.url}/bug`)).status).toBe(500)
  expect(told).toHaveBeenCalledWith(expect.objectContaining({ message: 'a bug' }))
  expect(await (await fetch(server.url)).text()).toBe('from the app')
})
