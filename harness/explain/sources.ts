// What an expression of a template reads, as far as the text says it: through filters, variables that the template sets, items of loops
// and what a block was called with, down to the variables that the vendor gives.
import type { Arguments, CallNode, Expression } from '../../mocks/bloomreach/jinja/nodes.ts'

/** A step into a value: a name, an index, or one that only the run knows. */
export type Step = string | number | undefined

/** A variable of the vendor, and what of it is read. */
export interface Source {
  readonly root: string
  readonly path: readonly Step[]
  /** What it was called with: `webhook(2)`, `metrics("x")`. */
  readonly asked?: string | undefined
}

export interface Origin {
  readonly sources: readonly Source[]
  /** How the value came from there, the last step first. */
  readonly via: readonly string[]
}

/** What a name means at a place of a text; undefined: it is one of the vendor's. */
export type LookUp = (name: string, at: number, path: readonly Step[]) => Origin | undefined

const NOTHING: Origin = { sources: [], via: [] }

/** Filters that answer a part of what they are given, or all of it. */
const KEEPS: Readonly<Record<string, (path: readonly Step[]) => readonly Step[]>> = {
  first: path => [0, ...path],
  last: path => [undefined, ...path],
  random: path => [undefined, ...path],
  ...Object.fromEntries(
    [
      'sort',
      'reverse',
      'list',
      'unique',
      'select',
      'reject',
      'selectattr',
      'rejectattr',
      'slice',
      'batch',
    ].map(name => [name, (path: readonly Step[]) => [undefined, ...path.slice(1)]]),
  ),
  ...Object.fromEntries(
    ['default', 'd', 'safe', 'from_json'].map(name => [name, (path: readonly Step[]) => path]),
  ),
}

export function originOf(node: Expression, path: readonly Step[], lookUp: LookUp): Origin {
  const of = (part: Expression | undefined, steps: readonly Step[] = []) =>
    part === undefined ? NOTHING : originOf(part, steps, lookUp)
  const all = (parts: readonly (Expression | undefined)[], steps: readonly Step[] = []) =>
    joined(parts.map(part => of(part, steps)))
  switch (node.kind) {
    case 'const':
    case 'nsref':
      return NOTHING
    case 'name':
      return lookUp(node.name, node.at, path) ?? { sources: [{ root: node.name, path }], via: [] }
    case 'getattr':
      return of(node.node, [node.name, ...path])
    case 'getitem': {
      const { key } = node
      if (key.kind === 'slice') return of(node.node, [undefined, ...path.slice(1)])
      const step = key.kind === 'const' && isStep(key.value) ? key.value : undefined
      return joined([of(node.node, [step, ...path]), step === undefined ? of(key) : NOTHING])
    }
    case 'dict': {
      const [first, ...rest] = path
      const found = node.items.find(({ key }) => key.kind === 'const' && key.value === first)
      return found === undefined ? all(node.items.map(({ value }) => value)) : of(found.value, rest)
    }
    case 'list':
    case 'tuple': {
      const [first, ...rest] = path
      const item = typeof first === 'number' ? node.items.at(first) : undefined
      return item === undefined ? all(node.items, rest) : of(item, rest)
    }
    case 'filter': {
      const keeps = Object.hasOwn(KEEPS, node.name) ? KEEPS[node.name] : undefined
      const inner = joined([of(node.node, keeps?.(path) ?? mapped(node, path)), argumentsOf(node, all)])
      return { ...inner, via: [`filter ${node.name}`, ...inner.via] }
    }
    case 'conditional':
      return joined([all([node.then, node.otherwise], path), of(node.test)])
    case 'binary': {
      const chooses = node.operator === 'and' || node.operator === 'or'
      return all([node.left, node.right], chooses ? path : [])
    }
    case 'concat':
      return all(node.items)
    case 'compare':
      return all([node.first, ...node.rest.map(({ value }) => value)])
    case 'unary':
      return of(node.node)
    case 'test':
      return joined([of(node.node), argumentsOf(node, all)])
    case 'slice':
      return all([node.start, node.stop, node.step])
    case 'call':
      return callOrigin(node, path, { of, all })
  }
}

interface Ways {
  of(part: Expression | undefined, steps?: readonly Step[]): Origin
  all(parts: readonly (Expression | undefined)[], steps?: readonly Step[]): Origin
}

/** A function of the vendor, a method of a value, or what the template defines itself. */
function callOrigin(node: CallNode, path: readonly Step[], { of, all }: Ways): Origin {
  const { node: called, args } = node
  const [first] = args
  const asked = first?.kind === 'const' ? String(first.value) : undefined
  if (called.kind === 'getattr') {
    if (called.name === 'get') return of(called.node, [asked, ...path])
    const isOfVendor = called.node.kind === 'name' && VENDORS.has(called.node.name)
    if (isOfVendor)
      return joined([{ sources: [{ root: rootOf(called.node), path, asked }], via: [] }, all(args)])
    const keeps = ['items', 'values', 'copy'].includes(called.name)
    return joined([of(called.node, keeps ? [undefined, ...path.slice(1)] : []), argumentsOf(node, all)])
  }
  if (called.kind === 'name' && VENDORS.has(called.name))
    return joined([
      { sources: [{ root: called.name, path, asked }], via: [] },
      ...args.slice(1).map(one => of(one)),
    ])
  return joined([called.kind === 'name' ? NOTHING : of(called), argumentsOf(node, all)])
}

const rootOf = (node: Expression): string => (node.kind === 'name' ? node.name : '')

/** Functions that read something of the world. */
const VENDORS: ReadonlySet<string> = new Set([
  ...['webhook', 'metrics', 'report_value_by_key', 'recommendations', 'vouchers', 'catalogs'],
])

/** `map(attribute="name")` reads this of each item; of what other filters make of a value no part is known. */
function mapped(node: Extract<Expression, { kind: 'filter' }>, path: readonly Step[]): readonly Step[] {
  const attribute = node.kwargs.find(({ name }) => name === 'attribute')?.value
  if (node.name !== 'map' || attribute?.kind !== 'const') return []
  return [path[0], String(attribute.value), ...path.slice(1)]
}

const argumentsOf = ({ args, kwargs, starArgs, starKwargs }: Arguments, all: Ways['all']): Origin =>
  all([...args, ...kwargs.map(({ value }) => value), starArgs, starKwargs])

const isStep = (value: unknown): value is string | number =>
  typeof value === 'string' || typeof value === 'number'

export function joined(origins: readonly Origin[]): Origin {
  const sources = new Map(
    origins.flatMap(({ sources: each }) => each.map(one => [JSON.stringify(one), one] as const)),
  )
  return { sources: [...sources.values()], via: [...new Set(origins.flatMap(({ via }) => via))] }
}
