// Apps made again and again of the same paths.
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { SharedRouter } from '../../../mocks/kit/shared-router.ts'

const appOf = (name: string, paths: readonly string[]) => {
  const app = new Hono({ router: new SharedRouter() })
  app.use((c, next) => {
    c.header('x-seen', c.req.path)
    return next()
  })
  for (const path of paths) app.get(path, c => c.json([name, path, c.req.param()]))
  return app
}

const PATHS = ['/things/:id', '/things/all', '/things/:id/parts/:part']

test('apps of the same paths answer with their own handlers, after their middleware', async () => {
  const [one, other] = [appOf('one', PATHS), appOf('other', PATHS)]

  const answers = await Promise.all(
    [one, other, one].map(async app => (await app.request('/things/7/parts/b')).json()),
  )

  const found = [PATHS[2], { id: '7', part: 'b' }]
  expect(answers).toEqual([
    ['one', ...found],
    ['other', ...found],
    ['one', ...found],
  ])
  expect((await other.request('/things/7')).headers.get('x-seen')).toBe('/things/7')
})

test('of two paths that match, the one that was added first answers', async () => {
  const [asWritten, reversed] = [appOf('one', PATHS), appOf('one', PATHS.toReversed())]

  expect(await (await asWritten.request('/things/all')).json()).toEqual(['one', '/things/:id', { id: 'all' }])
  expect(await (await reversed.request('/things/all')).json()).toEqual(['one', '/things/all', {}])
})

test('a path that is added after the first request is found by the next', async () => {
  const app = appOf('one', PATHS)
  await app.request('/things/7')
  app.get('/late', c => c.text('late'))

  expect(await (await app.request('/late')).text()).toBe('late')
  expect((await appOf('one', PATHS).request('/late')).status).toBe(404)
})
