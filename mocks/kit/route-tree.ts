// Which of many routes a path meets: a tree of their segments. Paths are of plain segments and of `:names`, and may end with `*`, which
// stands for whatever follows, also for nothing.
import { invariant } from './invariant.ts'

type Params = Record<string, string>

interface Leaf {
  readonly method: string
  readonly place: number
  readonly names: readonly string[]
}

interface Branch {
  readonly exact: Map<string, Branch>
  /** Behind a segment that has a name. */
  named: Branch | undefined
  readonly ends: Leaf[]
  readonly goesOn: Leaf[]
}

const branch = (): Branch => ({ exact: new Map(), named: undefined, ends: [], goesOn: [] })

const ANY_METHOD = 'ALL'
const NO_PARAMS: Params = Object.freeze({})

interface Search {
  readonly method: string
  readonly segments: readonly string[]
  /** Of the named segments on the way. */
  readonly values: string[]
  readonly found: [place: number, Params][]
}

export class RouteTree {
  readonly #root = branch()

  add(method: string, path: string, place: number): void {
    const segments = segmentsOf(path)
    const isOpen = segments.at(-1) === '*'
    if (isOpen) segments.pop()
    invariant(!segments.some(isPattern), `the path ${path} has more than names in it`)
    const names = segments.filter(isName).map(segment => segment.slice(1))
    const node = segments.reduce(below, this.#root)
    node[isOpen ? 'goesOn' : 'ends'].push({ method, place, names })
  }

  /** The places of the routes that match, in the order in which they were added. */
  match(method: string, path: string): [place: number, Params][] {
    const search: Search = { method, segments: segmentsOf(path), values: [], found: [] }
    collect(this.#root, search, 0)
    return search.found.sort(([one], [other]) => one - other)
  }
}

function collect(node: Branch, search: Search, depth: number): void {
  take(node.goesOn, search)
  const segment = search.segments[depth]
  if (segment === undefined) {
    take(node.ends, search)
    return
  }
  const exact = node.exact.get(segment)
  if (exact !== undefined) collect(exact, search, depth + 1)
  if (node.named === undefined || segment === '') return
  search.values.push(segment)
  collect(node.named, search, depth + 1)
  search.values.pop()
}

function take(leaves: readonly Leaf[], { method, values, found }: Search): void {
  for (const leaf of leaves) {
    if (leaf.method === method || leaf.method === ANY_METHOD) found.push([leaf.place, paramsOf(leaf, values)])
  }
}

function paramsOf({ names }: Leaf, values: readonly string[]): Params {
  if (names.length === 0) return NO_PARAMS
  const params: Params = {}
  for (const [index, name] of names.entries()) params[name] ??= values[index] ?? ''
  return params
}

function below(node: Branch, segment: string): Branch {
  if (isName(segment)) {
    node.named ??= branch()
    return node.named
  }
  const known = node.exact.get(segment)
  if (known !== undefined) return known
  const next = branch()
  node.exact.set(segment, next)
  return next
}

const segmentsOf = (path: string): string[] => (path.startsWith('/') ? path.slice(1) : path).split('/')

const isName = (segment: string): boolean => segment.startsWith(':')

/** What Hono's own routers would take as well. */
const isPattern = (segment: string): boolean => /[*?{}]/.test(segment)
