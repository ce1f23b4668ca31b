// Which variable a name means where: a transcription of Jinja2's idtracking.py, because its corner
// cases (a `set` in one branch only, a loop that shadows, a macro that sees later changes) are what
// templates depend on. Names become slots of the Python function they would live in.

import { childrenOf, type Expression, type For, type Node, type Statement } from '../nodes.ts'

/** A function of the compiled template: the root, a macro, a recursive loop, a loop's filter, a block. */
export class FunctionScope {
  readonly outer: FunctionScope | undefined
  readonly depth: number
  readonly #refs = new Map<string, Ref>()

  constructor(outer?: FunctionScope) {
    this.outer = outer
    this.depth = outer === undefined ? 0 : outer.depth + 1
  }

  get size(): number {
    return this.#refs.size
  }

  /** One slot for a name on a level; sibling frames on the same level share it. */
  ref(name: string, level: number): Ref {
    const key = `${level} ${name}`
    let ref = this.#refs.get(key)
    if (ref === undefined) {
      ref = { scope: this, slot: this.#refs.size }
      this.#refs.set(key, ref)
    }
    return ref
  }
}

export interface Ref {
  readonly scope: FunctionScope
  readonly slot: number
}

/** What a frame does with a slot when it is entered. */
export type Load =
  | { readonly kind: 'param' | 'undefined' }
  | { readonly kind: 'resolve'; readonly name: string }
  | { readonly kind: 'alias'; readonly ref: Ref }

const param: Load = { kind: 'param' }
const undefinedLoad: Load = { kind: 'undefined' }

export class Symbols {
  readonly parent: Symbols | undefined
  readonly scope: FunctionScope
  readonly level: number
  /** Whether this is the body of a loop, in which break and continue make sense. */
  isLoop = false
  readonly refs = new Map<string, Ref>()
  readonly loads = new Map<Ref, Load>()
  readonly stores = new Set<string>()
  #base: Symbols | undefined

  constructor(scope: FunctionScope, parent?: Symbols, level = parent === undefined ? 0 : parent.level + 1) {
    this.scope = scope
    this.parent = parent
    this.level = level
  }

  #define(name: string, load: Load): Ref {
    const ref = this.scope.ref(name, this.level)
    this.refs.set(name, ref)
    this.loads.set(ref, load)
    return ref
  }

  find(name: string): Ref | undefined {
    for (const frame of this.#frames()) {
      const ref = frame.refs.get(name)
      if (ref !== undefined) return ref
    }
    return this.parent?.find(name)
  }

  ref(name: string): Ref {
    const ref = this.find(name)
    if (ref === undefined) throw new Error(`The name ${name} was not seen by the scope analysis.`)
    return ref
  }

  store(name: string): void {
    this.stores.add(name)
    if (this.#has(name)) return
    const outer = this.parent?.find(name)
    this.#define(name, outer === undefined ? undefinedLoad : { kind: 'alias', ref: outer })
  }

  declare(name: string): Ref {
    this.stores.add(name)
    return this.#define(name, param)
  }

  load(name: string): void {
    if (this.find(name) === undefined) this.#define(name, { kind: 'resolve', name })
  }

  /** The same frame inside a branch: it sees everything, and keeps to itself what is new. */
  #branch(): Symbols {
    const branch = new Symbols(this.scope, this.parent, this.level)
    branch.#base = this
    return branch
  }

  #has(name: string): boolean {
    for (const frame of this.#frames()) if (frame.refs.has(name)) return true
    return false
  }

  #isStored(name: string): boolean {
    for (const frame of this.#frames()) if (frame.stores.has(name)) return true
    return false
  }

  /** This branch, the branch it is in, and so on to the frame itself. */
  *#frames(): Generator<Symbols> {
    for (let frame: Symbols | undefined = this; frame !== undefined; frame = frame.#base) yield frame
  }

  /** A name stored in some branches only keeps, in the others, what it was outside. */
  #join(branches: readonly Symbols[]): void {
    const counts = new Map<string, number>()
    for (const branch of branches) {
      for (const name of branch.stores) {
        if (!this.#isStored(name)) counts.set(name, (counts.get(name) ?? 0) + 1)
      }
    }
    for (const branch of branches) {
      for (const [name, ref] of branch.refs) this.refs.set(name, ref)
      for (const [ref, load] of branch.loads) this.loads.set(ref, load)
      for (const name of branch.stores) this.stores.add(name)
    }
    for (const [name, count] of counts) {
      if (count === branches.length) continue
      const outer = this.parent?.find(name)
      this.loads.set(
        this.ref(name),
        outer === undefined ? { kind: 'resolve', name } : { kind: 'alias', ref: outer },
      )
    }
  }

  /** Every name set in this frame or around it, with the variable it means here. */
  visibleStores(): Map<string, Ref> {
    const visible = new Map<string, Ref>()
    for (let symbols: Symbols | undefined = this; symbols !== undefined; symbols = symbols.parent) {
      for (const name of symbols.stores) if (!visible.has(name)) visible.set(name, this.ref(name))
    }
    return visible
  }

  // What follows walks the tree; each kind of frame looks at its own parts only.

  visitAll(nodes: Iterable<Node | undefined>): void {
    for (const node of nodes) if (node !== undefined) this.visit(node)
  }

  visit(node: Node): void {
    switch (node.kind) {
      case 'const':
      case 'data':
        return
      case 'name':
        if (node.context === 'load') this.load(node.name)
        else if (node.context === 'store') this.store(node.name)
        else this.declare(node.name)
        return
      case 'nsref':
        this.load(node.name)
        return
      case 'if':
        this.visit(node.test)
        this.#if(node)
        return
      case 'macro':
        this.store(node.name)
        return
      case 'assign':
        this.visit(node.value)
        this.visit(node.target)
        return
      case 'for':
        this.visit(node.iter)
        return
      case 'callblock':
        this.visit(node.call)
        return
      case 'filterblock':
        this.visit(node.filter)
        return
      case 'with':
        this.visitAll(node.values)
        return
      case 'assignblock':
        this.visit(node.target)
        return
      case 'autoescape':
      case 'block':
        return
      default:
        for (const child of childrenOf(node)) this.visit(child)
    }
  }

  #if(node: Extract<Statement, { kind: 'if' }>): void {
    const branch = (nodes: Iterable<Node>): Symbols => {
      const inside = this.#branch()
      inside.visitAll(nodes)
      return inside
    }
    const body = branch(node.body)
    const elifs = this.#branch()
    for (const elif of node.elifs) {
      elifs.visit(elif.test)
      // An elif is an if of its own inside the branch.
      elifs.#if({ kind: 'if', test: elif.test, body: elif.body, elifs: [], otherwise: [], at: node.at })
    }
    this.#join([body, elifs, branch(node.otherwise)])
  }

  /** The target of a loop, whose names are set anew by each turn. */
  declareTarget(node: Expression): void {
    if (node.kind === 'name') this.declare(node.name)
    else for (const child of childrenOf(node)) this.declareTarget(child as Expression)
  }

  forBody(node: For): void {
    this.declareTarget(node.target)
    this.visitAll(node.body)
  }

  forTest(node: For): void {
    this.declareTarget(node.target)
    if (node.test !== undefined) this.visit(node.test)
  }
}

/** Which of these names the nodes read before they set them, going into inner functions too. */
export const undeclaredNames = (nodes: Iterable<Node>, names: readonly string[]): Set<string> => {
  const open = new Set(names)
  const found = new Set<string>()
  const visit = (node: Node): void => {
    if (node.kind === 'name') {
      if (node.context === 'load' && open.has(node.name)) found.add(node.name)
      else open.delete(node.name)
    } else if (node.kind !== 'block') {
      for (const child of childrenOf(node)) visit(child)
    }
  }
  for (const node of nodes) visit(node)
  return found
}
