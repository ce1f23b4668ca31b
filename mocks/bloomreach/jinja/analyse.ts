// Questions answered from the tree, without rendering: which variables, filters, tests, functions and
// webhook fields a template reads, and where. The linter and the console ask them.

import type { Analysis, Demand, NamedCall, Place, WebhookField } from './analysis.ts'
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
import { entriesOf, fieldOf, NO_ENTRIES, pathOf, webhookOf } from './spelled.ts'
import { type CompileOptions, compile } from './template.ts'

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
