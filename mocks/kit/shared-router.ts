// Routes of an app that is made again and again: the paths are the same each time, so the tree that finds them is built once for all
// apps of this process, and each brings its own handlers.
import type { Params, Router } from 'hono/router'
import { RouteTree } from './route-tree.ts'

/** By the routes in their order; finds the places of those that match. */
const trees = new Map<string, RouteTree>()

export class SharedRouter<T> implements Router<T> {
  readonly name = 'SharedRouter'
  readonly #routes: [method: string, path: string][] = []
  readonly #handlers: T[] = []
  #tree: RouteTree | undefined

  add(method: string, path: string, handler: T): void {
    this.#routes.push([method, path])
    this.#handlers.push(handler)
    this.#tree = undefined
  }

  match(method: string, path: string): [[T, Params][]] {
    this.#tree ??= treeOf(this.#routes)
    const found = this.#tree.match(method, path)
    return [found.map(([place, params]) => [this.#handlers[place] as T, params])]
  }
}

function treeOf(routes: readonly [string, string][]): RouteTree {
  const key = JSON.stringify(routes)
  const known = trees.get(key)
  if (known !== undefined) return known
  const tree = new RouteTree()
  for (const [place, [method, path]] of routes.entries()) tree.add(method, path, place)
  trees.set(key, tree)
  return tree
}
