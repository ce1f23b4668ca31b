// Which variable a name means where: a transcription of Jinja2's idtracking.py, because its corner
// cases (a `set` in one branch only, a loop that shadows, a macro that sees later changes) are what
// templates depend on. Names become slots of the Python function they would live in.

import {
  type Expression,
  type For,
  type Node,
  type Statement,
  type Visitor,
  visitChildren,
} from '../nodes.ts'

/** A function of the compiled template: the root, a macro, a recursive loop, a loop's filter, a block. */
export class FunctionScope {
  readonly outer: FunctionScope | undefined
  readonly depth: number
  /** By name, then by level. */
  readonly #refs = new Map<string, Ref>()
  size = 0

  /** Whether what a loop's body sets is set outside of it too, as before Jinja2 2.9. */
  readonly keepsLoopSets: boolean

  constructor(outer?: FunctionScope, keepsLoopSets = outer?.keepsLoopSets ?? false) {
    this.outer = outer
    this.keepsLoopSets = keepsLoopSets
    this.depth = outer === undefined ? 0 : outer.depth + 1
  }

  /** One slot for a name on a level; sibling frames on the same level share it. */
  ref(name: string, level: number): Ref {
    const first = this.#refs.get(name)
    for (let ref = first; ref !== undefined; ref = ref.next) if (ref.level === level) return ref
    const ref: Ref = { scope: this, slot: this.size, level, next: first }
    this.size++
    this.#refs.set(name, ref)
    return ref
  }
}

export interface Ref {
  readonly scope: FunctionScope
  readonly slot: number
  readonly level: number
  /** The variable of the same name on another level. */
  readonly next: Ref | undefined
}

/** What a frame does with a slot when it is entered. */
export type Load =
  | { readonly kind: 'param' | 'undefined' }
  | { readonly kind: 'resolve'; readonly name: string }
  | { readonly kind: 'alias'; readonly ref: Ref }

/** A name of a frame: its slot, and what the slot holds when the frame is entered. */
export interface Binding {
  readonly ref: Ref
  readonly load: Load
}

const PARAM: Load = { kind: 'param' }
const UNDEFINED_LOAD: Load = { kind: 'undefined' }

export class Symbols implements Visitor {
  readonly parent: Symbols | undefined
  readonly scope: FunctionScope
  readonly level: number
  /** Whether this is the body of a loop, in which break and continue make sense. */
  isLoop = false
  /** The frame this is a branch of: the branch sees what is there, and keeps to itself what is new. */
  readonly base: Symbols | undefined
  // Most frames and branches hold nothing of their own, so these come with the first entry.
  bindings: Map<string, Binding> | undefined
  stores: Set<string> | undefined

  constructor(scope: FunctionScope, parent?: Symbols, base?: Symbols) {
    this.scope = scope
    this.parent = parent
    this.base = base
    this.level = base?.level ?? (parent === undefined ? 0 : parent.level + 1)
  }

  #define(name: string, load: Load): Ref {
    const ref = this.scope.ref(name, this.level)
    this.#bind(name, { ref, load })
    return ref
  }

  #bind(name: string, binding: Binding): void {
    this.bindings ??= new Map()
    this.bindings.set(name, binding)
  }

  #addStore(name: string): void {
    this.stores ??= new Set()
    this.stores.add(name)
  }

  /** The variable of this very frame, seen from this branch. */
  #own(name: string): Ref | undefined {
    for (let frame: Symbols | undefined = this; frame !== undefined; frame = frame.base) {
      const binding = frame.bindings?.get(name)
      if (binding !== undefined) return binding.ref
    }
    return undefined
  }

  find(name: string): Ref | undefined {
    return this.#own(name) ?? this.parent?.find(name)
  }

  ref(name: string): Ref {
    const ref = this.find(name)
    if (ref === undefined) throw new Error(`The name ${name} was not seen by the scope analysis.`)
    return ref
  }

  store(name: string): void {
    this.#addStore(name)
    if (this.#own(name) !== undefined) return
    const outer = this.parent?.find(name)
    if (outer?.scope === this.scope && this.scope.keepsLoopSets && this.#isInLoop()) return
    this.#define(name, outer === undefined ? UNDEFINED_LOAD : { kind: 'alias', ref: outer })
  }

  #isInLoop(): boolean {
    for (let frame: Symbols | undefined = this; frame !== undefined; frame = frame.base) {
      if (frame.isLoop) return true
    }
    return false
  }

  declare(name: string): Ref {
    this.#addStore(name)
    return this.#define(name, PARAM)
  }

  load(name: string): void {
    if (this.find(name) === undefined) this.#define(name, { kind: 'resolve', name })
  }

  #isStored(name: string): boolean {
    for (let frame: Symbols | undefined = this; frame !== undefined; frame = frame.base) {
      if (frame.stores?.has(name)) return true
    }
    return false
  }

  /** A name that is stored in a branch is, until then and in the others, what it was outside. */
  #join(branches: readonly Symbols[]): void {
    let added: Set<string> | undefined
    for (const { stores } of branches) {
      if (stores === undefined) continue
      added ??= new Set()
      for (const name of stores) if (!this.#isStored(name)) added.add(name)
    }
    for (const { bindings, stores } of branches) {
      if (bindings !== undefined) for (const [name, binding] of bindings) this.#bind(name, binding)
      if (stores !== undefined) for (const name of stores) this.#addStore(name)
    }
    if (added === undefined) return
    for (const name of added) {
      // Kept behind the loop: the variable is the outer one.
      if (this.#own(name) === undefined) continue
      const outer = this.parent?.find(name)
      const load: Load = outer === undefined ? { kind: 'resolve', name } : { kind: 'alias', ref: outer }
      this.#bind(name, { ref: this.ref(name), load })
    }
  }

  /** Every name set in this frame or around it, with the variable it means here. */
  visibleStores(): Map<string, Ref> {
    const visible = new Map<string, Ref>()
    for (let symbols: Symbols | undefined = this; symbols !== undefined; symbols = symbols.parent) {
      for (const name of symbols.stores ?? []) if (!visible.has(name)) visible.set(name, this.ref(name))
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
        visitChildren(node, this)
    }
  }

  #if(node: Extract<Statement, { kind: 'if' }>): void {
    const elifs = node.elifs.length === 0 ? NO_SYMBOLS : new Symbols(this.scope, this.parent, this)
    const body = this.#branch(node.body)
    for (const elif of node.elifs) {
      elifs.visit(elif.test)
      // An elif is an if of its own inside the branch.
      elifs.#if({
        kind: 'if',
        test: elif.test,
        body: elif.body,
        elifs: [],
        otherwise: [],
        at: node.at,
        cost: 0,
      })
    }
    this.#join([body, elifs, this.#branch(node.otherwise)])
  }

  #branch(nodes: readonly Node[]): Symbols {
    if (nodes.length === 0) return NO_SYMBOLS
    const branch = new Symbols(this.scope, this.parent, this)
    branch.visitAll(nodes)
    return branch
  }

  /** The target of a loop, whose names are set anew by each turn. */
  declareTarget(node: Expression): void {
    if (node.kind === 'name') this.declare(node.name)
    else if (node.kind === 'tuple') for (const item of node.items) this.declareTarget(item)
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

/** A branch in which nothing stands. */
const NO_SYMBOLS = new Symbols(new FunctionScope())

/** Which of these names the nodes read before they set them; `everywhere` has what the template reads at all. */
export function undeclaredNames(
  nodes: Iterable<Node>,
  names: readonly string[],
  everywhere: ReadonlySet<string>,
): ReadonlySet<string> {
  if (everywhere.size === 0) return NONE
  const possible = names.filter(name => everywhere.has(name))
  if (possible.length === 0) return NONE
  const search = new UndeclaredNames(possible)
  for (const node of nodes) search.visit(node)
  return search.found
}

const NONE: ReadonlySet<string> = new Set()

class UndeclaredNames implements Visitor {
  readonly #open: Set<string>
  readonly found = new Set<string>()

  constructor(names: readonly string[]) {
    this.#open = new Set(names)
  }

  visit(node: Node): void {
    if (node.kind === 'name') {
      if (node.context === 'load' && this.#open.has(node.name)) this.found.add(node.name)
      else this.#open.delete(node.name)
    } else if (node.kind !== 'block') {
      visitChildren(node, this)
    }
  }
}
