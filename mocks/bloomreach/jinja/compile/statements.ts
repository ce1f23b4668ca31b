// Statements become closures that answer how they ended: on, break or continue.

import { TemplateAssertionError, TemplateSyntaxError, templateRuntimeError } from '../errors.ts'
import { spend } from '../limits.ts'
import type { Assign, Autoescape, Block, Expression, If, Statement, Target, With } from '../nodes.ts'
import type { Template } from '../parser/grammar.ts'
import { BREAK, CONTINUE, type Execute, type Frame, NEXT } from '../runtime.ts'
import { isTrue } from '../values/iterate.ts'
import { Undefined, type Value } from '../values/objects.ts'
import { textRepr } from '../values/repr.ts'
import { namesOf, storeTo, targetGuard } from './assign.ts'
import { BlockReference, type Blocks, TemplateReference } from './blocks.ts'
import { compileAssignBlock, compileFilterBlock } from './captures.ts'
import { compileExpression } from './expressions.ts'
import { constantTruth, isConstant } from './folding.ts'
import { entering, type FrameStep, leaving } from './frames.ts'
import { compileFor } from './loops.ts'
import { compileCallBlock, compileMacro } from './macros.ts'
import { compileOutput } from './output.ts'
import {
  type BodyCompiler,
  decidingScope,
  type Environment,
  innerScope,
  reader,
  rootScope,
  type Scope,
  softScope,
} from './scope.ts'
import { undeclaredNames } from './symbols.ts'

const NO_BLOCKS: Blocks = new Map()

/** A compiled template: what it does, how many variables it has, and its blocks. */
export interface Program {
  readonly execute: Execute
  readonly size: number
}

export const compileTemplate = (env: Environment, tree: Template): Program =>
  new StatementCompiler(env, tree).template()

class StatementCompiler implements BodyCompiler {
  readonly env: Environment
  readonly tree: Template
  readonly #blocks: Blocks
  readonly #hasBlocks: boolean

  constructor(env: Environment, tree: Template) {
    this.env = env
    this.tree = tree
    this.#hasBlocks = tree.blocks.length > 0
    this.#blocks = this.#hasBlocks ? new Map() : NO_BLOCKS
  }

  template(): Program {
    this.#refuseTwins()
    const program = this.#function(this.tree.body, rootScope(this.env, compileExpression), undefined)
    for (const block of this.tree.blocks) {
      const scope: Scope = { ...rootScope(this.env, compileExpression), toplevel: false }
      this.#blocks.set(block.name, this.#function(block.body, scope, block.name))
    }
    return program
  }

  #refuseTwins(): void {
    if (!this.#hasBlocks) return
    const found = new Set<string>()
    // In the order of the text: an outer block is read to its end after the inner ones.
    for (const { name, at } of [...this.tree.blocks].sort((a, b) => a.at - b.at)) {
      if (found.has(name)) throw new TemplateAssertionError(`block ${textRepr(name)} defined twice`, at)
      found.add(name)
    }
  }

  /** The root, or a block: a function of its own, with the special names it uses. */
  #function(body: readonly Statement[], scope: Scope, block: string | undefined): Program {
    const special = undeclaredNames(
      body,
      block === undefined ? ['self'] : ['self', 'super'],
      this.tree.specialNames,
    )
    const prepare: FrameStep[] = []
    if (special.size > 0) prepare.push(...this.#specialNames(special, scope, block))
    scope.symbols.visitAll(body)
    const enter = entering(scope)
    if (enter !== undefined) prepare.push(enter)
    const execute = this.sequence(body, scope)
    return { execute: preparing(prepare, execute), size: scope.symbols.scope.size }
  }

  #specialNames(names: ReadonlySet<string>, { symbols }: Scope, block = ''): FrameStep[] {
    const blocks = this.#blocks
    const self = names.has('self') ? symbols.declare('self').slot : -1
    const parent = names.has('super') ? symbols.declare('super').slot : -1
    const noParent = new Undefined(`there is no parent block called ${textRepr(block)}.`, 'super')
    return [
      frame => {
        if (self !== -1) frame.vars[self] = new TemplateReference(blocks)
        if (parent !== -1) frame.vars[parent] = noParent
      },
    ]
  }

  sequence(body: readonly Statement[], scope: Scope): Execute {
    const [first] = body
    if (first === undefined) return doNothing
    if (body.length === 1) return this.#statement(first, scope)
    const steps: Execute[] = new Array(body.length)
    for (let i = 0; i < body.length; i++) steps[i] = this.#statement(body[i] as Statement, scope)
    return frame => {
      for (let i = 0; i < steps.length; i++) {
        const signal = (steps[i] as Execute)(frame)
        if (signal !== NEXT) return signal
      }
      return NEXT
    }
  }

  #statement(node: Statement, scope: Scope): Execute {
    switch (node.kind) {
      case 'output':
        return compileOutput(node, scope)
      case 'if':
        return this.#if(node, scope)
      case 'for':
        return compileFor(this, node, scope)
      case 'assign':
        return this.#assign(node, scope)
      case 'assignblock':
        return compileAssignBlock(this, node, scope)
      case 'macro':
        return compileMacro(this, node, scope)
      case 'callblock':
        return compileCallBlock(this, node, scope)
      case 'filterblock':
        return compileFilterBlock(this, node, scope)
      case 'with':
        return this.#with(node, scope)
      case 'autoescape':
        return this.#autoescape(node, scope)
      case 'block':
        return this.#block(node, scope)
      case 'do': {
        const value = compileExpression(node.value, scope)
        return frame => {
          spend(node.cost)
          value(frame)
          return NEXT
        }
      }
      case 'break':
      case 'continue': {
        if (!isInLoop(scope)) {
          const message = node.kind === 'break' ? "'break' outside loop" : "'continue' not properly in loop"
          throw new TemplateSyntaxError(message, node.at, 'SyntaxError')
        }
        const signal = node.kind === 'break' ? BREAK : CONTINUE
        return () => signal
      }
      case 'dialect': {
        const values = node.values.map(value => compileExpression(value, scope))
        const action = this.env.actions[node.tag]
        return frame => {
          spend(node.cost)
          const given = values.map(value => value(frame))
          frame.run.at = node.at
          action?.(frame.run, given)
          return NEXT
        }
      }
    }
  }

  #if(node: If, outer: Scope): Execute {
    const { cost } = node
    const scope = softScope(outer)
    const test = compileExpression(node.test, decidingScope(scope))
    const body = this.sequence(node.body, scope)
    const otherwise = node.elifs.length === 0 ? this.#else(node, scope) : this.#elifs(node, scope)
    return frame => {
      spend(cost)
      if (!isTrue(test(frame))) return otherwise(frame)
      frame.run.onBranch?.({ at: node.at, way: 0 })
      return body(frame)
    }
  }

  /** What is done when the first test was false. */
  #elifs(node: If, scope: Scope): Execute {
    const elifs = node.elifs.map(({ test, body, cost }) => ({
      test: compileExpression(test, decidingScope(scope)),
      body: this.sequence(body, scope),
      cost,
    }))
    const otherwise = this.#else(node, scope)
    return frame => {
      let way = 0
      for (const elif of elifs) {
        way++
        spend(elif.cost)
        if (!isTrue(elif.test(frame))) continue
        frame.run.onBranch?.({ at: node.at, way })
        return elif.body(frame)
      }
      return otherwise(frame)
    }
  }

  /** Also where the template says nothing for it. */
  #else(node: If, scope: Scope): Execute {
    const otherwise = this.sequence(node.otherwise, scope)
    const way = node.elifs.length + 1
    return frame => {
      frame.run.onBranch?.({ at: node.at, way })
      return otherwise(frame)
    }
  }

  #assign(node: Assign, scope: Scope): Execute {
    const { cost } = node
    const guard = targetGuard(node.target, scope)
    const value = compileExpression(node.value, scope)
    const store = this.publish(node.target, scope)
    return frame => {
      spend(cost)
      guard?.(frame)
      store(frame, value(frame))
      frame.run.watch?.assigns(node)
      return NEXT
    }
  }

  /** Stores a value; at the top it is also shown to blocks. */
  publish(target: Target, scope: Scope): (frame: Frame, value: Value) => void {
    const store = storeTo(target, scope)
    if (!this.#hasBlocks || !scope.toplevel) return store
    const shown = namesOf(target).map(name => [name, reader(scope, scope.symbols.ref(name))] as const)
    return (frame, value) => {
      store(frame, value)
      for (const [name, read] of shown) frame.run.show(name, read(frame))
    }
  }

  /** Makes a value set by a macro statement visible to blocks too. */
  show(name: string, scope: Scope, frame: Frame, value: Value): void {
    if (this.#hasBlocks && scope.toplevel) frame.run.show(name, value)
  }

  #with(node: With, scope: Scope): Execute {
    const { cost } = node
    const inner = innerScope(scope)
    inner.symbols.visitAll([...node.targets, ...node.body])
    const enter = entering(inner)
    const leave = leaving(inner)
    const stores = node.targets.map((target, index) => ({
      store: storeTo(target, inner),
      value: compileExpression(node.values[index] as Expression, scope),
    }))
    const body = this.sequence(node.body, inner)
    return frame => {
      spend(cost)
      enter?.(frame)
      for (const { store, value } of stores) store(frame, value(frame))
      frame.run.watch?.assigns(node)
      const signal = body(frame)
      if (signal === NEXT) leave?.(frame)
      return signal
    }
  }

  #autoescape(node: Autoescape, scope: Scope): Execute {
    const framed = innerScope(scope)
    framed.symbols.visitAll([node.value, ...node.body])
    const value = compileExpression(node.value, framed)
    const escaping = isConstant(node.value, scope)
      ? { on: constantTruth(node.value, scope) ?? false, volatile: scope.escaping.volatile }
      : { on: scope.escaping.on, volatile: true }
    const inner: Scope = { ...framed, escaping }
    const enter = entering(framed)
    const leave = leaving(framed)
    const body = this.sequence(node.body, inner)
    return frame => {
      spend(2)
      const { run } = frame
      enter?.(frame)
      const before = run.autoescape
      run.autoescape = isTrue(value(frame))
      const signal = body(frame)
      // A break or continue jumps over the end of the block, and the mode stays: so it does in Jinja2.
      if (signal !== NEXT) return signal
      run.autoescape = before
      leave?.(frame)
      return NEXT
    }
  }

  #block(node: Block, scope: Scope): Execute {
    const blocks = this.#blocks
    const locals = node.scoped
      ? [...scope.symbols.visibleStores()].map(([name, ref]) => [name, reader(scope, ref)] as const)
      : []
    return frame => {
      spend(2)
      const { run } = frame
      if (node.required) throw templateRuntimeError(`Required block ${textRepr(node.name)} not found`)
      const outer = run.exported
      if (node.scoped) {
        for (const [name, read] of locals) {
          const value = read(frame)
          if (value !== undefined) run.show(name, value)
        }
      }
      new BlockReference(node.name, blocks).execute(run)
      run.exported = outer
      return NEXT
    }
  }
}

function preparing(steps: readonly FrameStep[], execute: Execute): Execute {
  const [first, second] = steps
  if (first === undefined) return execute
  return frame => {
    if (second === undefined) first(frame)
    else for (const step of steps) step(frame)
    return execute(frame)
  }
}

const doNothing: Execute = () => NEXT

/** Whether a loop is open in the function this scope belongs to. */
function isInLoop(scope: Scope): boolean {
  for (
    let { symbols }: { symbols: Scope['symbols'] | undefined } = scope;
    symbols?.scope === scope.symbols.scope;
    symbols = symbols.parent
  ) {
    if (symbols.isLoop) return true
    if (symbols.parent === undefined) return false
  }
  return false
}
