// Questions answered from the tree, without rendering: which variables, filters, tests, functions and
// webhook fields a template reads, and where. The linter and the console ask them.

import {
  type Binary,
  type CallNode,
  type Conditional,
  type Expression,
  type Node,
  type Statement,
  type Target,
  visitChildren,
} from './nodes.ts'
import { type CompileOptions, compile } from './template.ts'
import { toHost } from './values/to-host.ts'

export interface Place {
  readonly name: string
  readonly line: number
  readonly column: number
}

export interface WebhookField {
  /** The last webhook, the n-th on the path, or the one of a node. */
  readonly call: 'last' | { readonly n: number } | { readonly actionId: number }
  readonly field: string
  readonly line: number
  readonly column: number
}

/** A function called by a name of the context, with a text first: `block("header", { … })`. */
export interface NamedCall extends Place {
  readonly argument: string
  /** The entries of a mapping that comes second, by keys that are texts; undefined where a value is not known. */
  readonly entries: Readonly<Record<string, unknown>>
  /** Whether `entries` are all that there are. */
  readonly isWhole: boolean
}

/** Something is asked of what stands at this path, whatever the customer: undefined, it fails the template. */
export interface Demand {
  readonly path: readonly string[]
  readonly line: number
  readonly column: number
}

export interface Analysis {
  /** Names read from the context, each where it is first read. */
  readonly variables: readonly Place[]
  readonly filters: readonly Place[]
  readonly tests: readonly Place[]
  /** Functions called by a name of the context or of Jinja2, such as `metrics` or `range`. */
  readonly functions: readonly Place[]
  readonly calls: readonly NamedCall[]
  readonly webhookFields: readonly WebhookField[]
  /** Chains such as ['customer', 'first_name'] that begin with a variable of the context. */
  readonly attributePaths: readonly (readonly string[])[]
  /** The first two names of each, where they first stand. */
  readonly attributes: readonly Demand[]
  /** Not of what stands behind a condition or in a loop. */
  readonly demands: readonly Demand[]
  /** Where `+` is given a text, a list or a mapping as it is written, whatever the customer. */
  readonly additions: readonly Omit<Place, 'name'>[]
}

/** Looks at a template; throws what compiling it throws. */
export function analyse(text: string, options: CompileOptions = {}): Analysis {
  const template = compile(text, options)
  const analyser = new Analyser(template.source)
  analyser.statements(template.tree.body, new Set())
  return analyser.analysis()
}

class Analyser {
  readonly #lineStarts: number[]
  readonly #variables = new Map<string, Place>()
  readonly #filters = new Map<string, Place>()
  readonly #tests = new Map<string, Place>()
  readonly #functions = new Map<string, Place>()
  readonly #calls: NamedCall[] = []
  readonly #webhookFields: WebhookField[] = []
  readonly #paths = new Map<string, readonly string[]>()
  /** Every beginning of a chain that is kept. */
  readonly #beginnings = new Set<string>()
  readonly #attributes = new Map<string, Demand>()
  readonly #demands = new Map<string, Demand>()
  readonly #additions: Omit<Place, 'name'>[] = []
  /** How many conditions, loops and macros there are around. */
  #depth = 0

  constructor(source: string) {
    this.#lineStarts = [0]
    for (let at = source.indexOf('\n'); at !== -1; at = source.indexOf('\n', at + 1))
      this.#lineStarts.push(at + 1)
  }

  analysis(): Analysis {
    return {
      variables: [...this.#variables.values()],
      filters: [...this.#filters.values()],
      tests: [...this.#tests.values()],
      functions: [...this.#functions.values()],
      calls: this.#calls,
      webhookFields: this.#webhookFields,
      attributePaths: [...this.#paths.values()],
      attributes: [...this.#attributes.values()],
      demands: [...this.#demands.values()],
      additions: this.#additions,
    }
  }

  #position(at: number): { line: number; column: number } {
    let low = 0
    let high = this.#lineStarts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#lineStarts[middle] as number) <= at) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: at - (this.#lineStarts[low] as number) + 1 }
  }

  #note(places: Map<string, Place>, name: string, at: number): void {
    if (!places.has(name)) places.set(name, { name, ...this.#position(at) })
  }

  /** Walks statements; `bound` are the names that the template itself has set by now. */
  statements(nodes: readonly Statement[], bound: Set<string>): void {
    for (const node of nodes) this.#statement(node, bound)
  }

  /** What may not come to be evaluated. */
  #perhaps(look: () => void): void {
    this.#depth++
    look()
    this.#depth--
  }

  #statement(node: Statement, bound: Set<string>): void {
    const inside = (...names: string[]) => new Set([...bound, ...names])
    switch (node.kind) {
      case 'assign':
        this.#node(node.value, bound)
        this.#bind(node.target, bound)
        return
      case 'assignblock':
        this.statements(node.body, inside())
        if (node.filter !== undefined) this.#node(node.filter, bound)
        this.#bind(node.target, bound)
        return
      case 'for': {
        this.#node(node.iter, bound)
        const loop = inside('loop')
        this.#bind(node.target, loop)
        this.#perhaps(() => {
          if (node.test !== undefined) this.#node(node.test, loop)
          this.statements(node.body, loop)
          this.statements(node.otherwise, inside())
        })
        return
      }
      case 'macro':
      case 'callblock': {
        if (node.kind === 'macro') bound.add(node.name)
        else this.#node(node.call, bound)
        const body = inside('caller', 'varargs', 'kwargs', ...node.params.map(({ name }) => name))
        this.#perhaps(() => {
          for (const value of node.defaults) this.#node(value, body)
          this.statements(node.body, body)
        })
        return
      }
      case 'with': {
        for (const value of node.values) this.#node(value, bound)
        const body = inside()
        for (const target of node.targets) this.#bind(target, body)
        this.statements(node.body, body)
        return
      }
      case 'if':
        this.#node(node.test, bound)
        this.#perhaps(() => {
          this.statements(node.body, bound)
          for (const elif of node.elifs) {
            this.#node(elif.test, bound)
            this.statements(elif.body, bound)
          }
          this.statements(node.otherwise, bound)
        })
        return
      case 'filterblock':
        this.#node(node.filter, bound)
        this.statements(node.body, inside())
        return
      case 'autoescape':
        this.#node(node.value, bound)
        this.statements(node.body, inside())
        return
      case 'block':
        this.statements(node.body, inside('self', 'super'))
        return
      default:
        visitChildren(node, { visit: child => this.#node(child, bound) })
    }
  }

  #bind(target: Target, bound: Set<string>): void {
    if (target.kind === 'name') bound.add(target.name)
    else if (target.kind === 'nsref') this.#read(target.name, target.at, bound)
    else for (const item of target.items) this.#bind(item as Target, bound)
  }

  #read(name: string, at: number, bound: ReadonlySet<string>): void {
    if (!bound.has(name) && name !== 'self') this.#note(this.#variables, name, at)
  }

  #node(node: Node, bound: ReadonlySet<string>): void {
    switch (node.kind) {
      case 'name':
        this.#read(node.name, node.at, bound)
        if (!bound.has(node.name)) this.#path([node.name])
        return
      case 'filter':
        this.#note(this.#filters, node.name, node.at)
        break
      case 'test':
        this.#note(this.#tests, node.name, node.at)
        break
      case 'call':
        if (node.node.kind === 'name' && !bound.has(node.node.name)) {
          this.#note(this.#functions, node.node.name, node.node.at)
          this.#call(node, node.node.name)
        }
        this.#demand(node.node, bound)
        break
      case 'getattr':
      case 'getitem':
        this.#attribute(node, bound)
        this.#demand(node.node, bound)
        break
      case 'conditional':
      case 'binary':
        if (this.#branches(node, bound)) return
    }
    visitChildren(node, { visit: child => this.#node(child, bound) })
  }

  #call({ args, kwargs, starArgs, starKwargs, at }: CallNode, name: string): void {
    const [first, second] = args
    if (first?.kind !== 'const' || typeof first.value !== 'string') return
    const isPlain = kwargs.length === 0 && starArgs === undefined && starKwargs === undefined
    const { entries, isWhole } = second === undefined ? NO_ENTRIES : entriesOf(second)
    this.#calls.push({
      name,
      argument: first.value,
      entries,
      isWhole: isWhole && isPlain,
      ...this.#position(at),
    })
  }

  /** Only the first part of what branches is always evaluated; arithmetic asks something of both of its sides. */
  #branches(node: Conditional | Binary, bound: ReadonlySet<string>): boolean {
    if (node.kind === 'binary' && node.operator !== 'and' && node.operator !== 'or') {
      this.#demand(node.left, bound)
      this.#demand(node.right, bound)
      if (node.operator === 'add' && this.#depth === 0 && (isNoNumber(node.left) || isNoNumber(node.right)))
        this.#additions.push(this.#position(node.at))
      return false
    }
    const [first, ...rest] =
      node.kind === 'binary' ? [node.left, node.right] : [node.test, node.then, node.otherwise]
    if (first !== undefined) this.#node(first, bound)
    this.#perhaps(() => {
      for (const part of rest) if (part !== undefined) this.#node(part, bound)
    })
    return true
  }

  #demand(of: Expression, bound: ReadonlySet<string>): void {
    const path = this.#depth === 0 ? pathOf(of) : undefined
    if (path === undefined || bound.has(path[0] as string)) return
    this.#place(this.#demands, path, of.at)
  }

  #place(places: Map<string, Demand>, path: readonly string[], at: number): void {
    const key = path.join('\0')
    if (!places.has(key)) places.set(key, { path, ...this.#position(at) })
  }

  #attribute(node: Expression, bound: ReadonlySet<string>): void {
    const path = pathOf(node)
    if (path !== undefined && !bound.has(path[0] as string)) {
      this.#path(path)
      this.#place(this.#attributes, path.slice(0, 2), node.at)
    }
    const field = fieldOf(node)
    const call = field === undefined ? undefined : webhookOf(field.of, bound)
    if (field === undefined || call === undefined || field.name === 'by_action_id') return
    this.#webhookFields.push({ call, field: field.name, ...this.#position(node.at) })
  }

  /** Keeps the longest chains only: a chain's beginning is not news. */
  #path(path: readonly string[]): void {
    const key = path.join('\0')
    if (this.#beginnings.has(key)) return
    for (let length = 1; length <= path.length; length++)
      this.#beginnings.add(path.slice(0, length).join('\0'))
    this.#paths.set(key, path)
  }
}

const isNoNumber = (node: Expression): boolean =>
  ['list', 'tuple', 'dict', 'concat'].includes(node.kind) ||
  (node.kind === 'const' && typeof node.value === 'string')

const NO_ENTRIES = { entries: {}, isWhole: true }

function entriesOf(node: Expression): Pick<NamedCall, 'entries' | 'isWhole'> {
  if (node.kind !== 'dict') return { entries: {}, isWhole: false }
  const named = node.items.flatMap(({ key, value }) =>
    key.kind === 'const' && typeof key.value === 'string'
      ? [[key.value, value.kind === 'const' ? toHost(value.value) : undefined] as const]
      : [],
  )
  return { entries: Object.fromEntries(named), isWhole: named.length === node.items.length }
}

/** The field that `a.b` and `a['b']` read. */
function fieldOf(node: Expression): { of: Expression; name: string } | undefined {
  if (node.kind === 'getattr') return { of: node.node, name: node.name }
  if (node.kind === 'getitem' && node.key.kind === 'const' && typeof node.key.value === 'string') {
    return { of: node.node, name: node.key.value }
  }
  return undefined
}

function pathOf(node: Expression): string[] | undefined {
  if (node.kind === 'name') return [node.name]
  const field = fieldOf(node)
  const before = field === undefined ? undefined : pathOf(field.of)
  return field === undefined || before === undefined ? undefined : [...before, field.name]
}

/** Which webhook `webhook`, `webhook(2)` or `webhook.by_action_id(3)` is. */
function webhookOf(node: Expression, bound: ReadonlySet<string>): WebhookField['call'] | undefined {
  if (bound.has('webhook')) return undefined
  if (node.kind === 'name') return node.name === 'webhook' ? 'last' : undefined
  if (node.kind !== 'call') return undefined
  const [argument] = node.args
  if (argument?.kind !== 'const' || typeof argument.value !== 'number') return undefined
  if (node.node.kind === 'name' && node.node.name === 'webhook') return { n: argument.value }
  const field = fieldOf(node.node)
  const isById = field?.name === 'by_action_id' && field.of.kind === 'name' && field.of.name === 'webhook'
  return isById ? { actionId: argument.value } : undefined
}
