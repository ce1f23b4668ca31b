// The same as Hono's own router for the paths that this project has.
import { TrieRouter } from 'hono/router/trie-router'
import { expect, test } from 'vitest'
import { RouteTree } from '../../../mocks/kit/route-tree.ts'

const ROUTES: [method: string, path: string][] = [
  ['ALL', '/*'],
  ['GET', '/things/:id'],
  ['GET', '/things/all'],
  ['PUT', '/things/:id'],
  ['ALL', '/things/:id/parts/*'],
  ['GET', '/things/:thing/parts/:part'],
  ['GET', '/:house/:id/parts/:id'],
  ['GET', '/things/'],
  ['GET', '/'],
]

const PATHS = ['/', '/things', '/things/', '/things/all', '/things/7', '/things//', '/things/7/parts']
const DEEPER = [
  '/things/7/parts/',
  '/things/7/parts/b',
  '/things/7/parts/b/c',
  '/other/7/parts/b',
  '//',
  '/x',
]
const CASES = [...PATHS, ...DEEPER].flatMap(path => ['GET', 'PUT', 'POST'].map(method => [method, path]))

test.each(CASES as [string, string][])('%s %s meets the routes that it meets in Hono', (method, path) => {
  const [own, hono] = [new RouteTree(), new TrieRouter<number>()]
  for (const [place, [of, at]] of ROUTES.entries()) {
    own.add(of, at, place)
    hono.add(of, at, place)
  }

  const [expected] = hono.match(method, path) as [[number, Record<string, string>][]]
  expect(own.match(method, path)).toEqual(expected.map(([place, params]) => [place, { ...params }]))
})

test('a path with more than names in it is refused when it is added', () => {
  const add = (path: string) => () => new RouteTree().add('GET', path, 0)

  for (const path of ['/a/:id{[0-9]+}', '/a/*/b', '/a/:id?', '/a/b*']) expect(add(path), path).toThrow(path)
})
