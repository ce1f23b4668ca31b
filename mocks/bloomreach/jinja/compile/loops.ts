// Compiles `{% for %}`: plain loops walk their items directly, loops that use `loop`, a filter or
// recursion go through a LoopContext.

import { TemplateAssertionError } from '../errors.ts'
import { enter as enterDepth, leave as leaveDepth, spend } from '../limits.ts'
import type { For, Target } from '../nodes.ts'
import { BREAK, type Evaluate, type Execute, type Frame, NEXT, type Signal } from '../runtime.ts'
import { isTrue, iterate } from '../values/iterate.ts'
import { Markup, PyIterator, PyTuple, type Value } from '../values/objects.ts'
import { type Store, storeTo } from './assign.ts'
import { entering, type FrameStep, leaving } from './frames.ts'
import { LoopContext } from './loop-context.ts'
import { printable } from './output.ts'
import { type BodyCompiler, decidingScope, innerScope, type Scope } from './scope.ts'
import { FunctionScope, undeclaredNames } from './symbols.ts'

export function compileFor(compiler: BodyCompiler, node: For, outer: Scope): Execute {
  const { cost } = node
  for (const place of compiler.tree.loopAssignments) {
    if (place > node.at && place < node.end) {
      throw new TemplateAssertionError("Can't assign to special loop variable in for-loop target", place)
    }
  }
  const owner = node.recursive ? new FunctionScope(outer.symbols.scope) : outer.symbols.scope
  const extended =
    node.recursive ||
    undeclaredNames(node.body, ['loop'], compiler.tree.specialNames).has('loop') ||
    hasScopedBlock(compiler, node)
  const scope = innerScope(outer, owner)
  scope.symbols.isLoop = true
  const loopSlot = extended ? scope.symbols.declare('loop').slot : -1
  scope.symbols.forBody(node)
  const enter = entering(scope)
  const leave = leaving(scope)
  const store = storeTo(node.target, scope)
  const body = compiler.sequence(node.body, scope)
  const filter = node.test === undefined ? undefined : loopFilter(node, outer, owner)
  const otherwise = compileElse(compiler, node, outer, owner)
  const { at } = node.iter

  const code: LoopCode = { node, store, enter, leave, body, filter, otherwise, loopSlot }
  const iter = outer.compile(node.iter, outer)
  if (node.recursive) return recursiveLoop(code, iter, owner, scope, cost, at)
  if (extended) {
    return frame => {
      spend(cost)
      const value = iter(frame)
      frame.run.at = at
      const items = filter === undefined ? value : filter(frame, value)
      return finish(code, frame, runExtended(code, frame, new LoopContext(items)))
    }
  }
  return frame => {
    spend(cost)
    const value = iter(frame)
    frame.run.at = at
    return finish(code, frame, runPlain(code, frame, value))
  }
}

/** The compiled parts of a loop. */
interface LoopCode {
  readonly node: For
  readonly store: Store
  readonly enter: FrameStep | undefined
  readonly leave: FrameStep | undefined
  readonly body: Execute
  readonly filter: ((frame: Frame, value: Value) => PyIterator) | undefined
  readonly otherwise: Execute | undefined
  readonly loopSlot: number
}

/** Walks a value, in the frame of the function the loop belongs to; answers whether no turn came to its end. */
function runPlain({ node, store, enter, body, filter }: LoopCode, frame: Frame, value: Value): boolean {
  const { watch } = frame.run
  let untouched = true
  if (filter === undefined && Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      spend(1)
      watch?.turn(node, i)
      store(frame, value[i])
      enter?.(frame)
      const signal = body(frame)
      if (signal === BREAK) break
      if (signal === NEXT) untouched = false
    }
    return untouched
  }
  const next = iterate(filter === undefined ? value : filter(frame, value))
  let index = 0
  for (let item = next(); item !== undefined; item = next()) {
    spend(1)
    watch?.turn(node, index++)
    store(frame, item)
    enter?.(frame)
    const signal = body(frame)
    if (signal === BREAK) break
    if (signal === NEXT) untouched = false
  }
  return untouched
}

function runExtended(
  { node, store, enter, body, loopSlot }: LoopCode,
  frame: Frame,
  loop: LoopContext,
): boolean {
  let untouched = true
  for (let item = loop.advance(); item !== undefined; item = loop.advance()) {
    spend(2)
    frame.run.watch?.turn(node, loop.index0)
    store(frame, item)
    frame.vars[loopSlot] = loop
    enter?.(frame)
    const signal = body(frame)
    if (signal === BREAK) break
    if (signal === NEXT) untouched = false
  }
  return untouched
}

function finish({ leave, otherwise }: LoopCode, frame: Frame, untouched: boolean): Signal {
  leave?.(frame)
  return untouched && otherwise !== undefined ? otherwise(frame) : NEXT
}

/** A loop that its body can call with inner data: a function of its own. */
function recursiveLoop(
  code: LoopCode,
  iter: Evaluate,
  owner: FunctionScope,
  scope: Scope,
  cost: number,
  at: number,
): Execute {
  const { on, volatile } = scope.escaping
  const render = (defining: Frame, value: Value, depth0: number): Value => {
    const { run } = defining
    enterDepth()
    const frame: Frame = { vars: new Array(owner.size), outer: defining, run }
    const before = run.out
    run.out = ''
    const items = code.filter === undefined ? value : code.filter(frame, value)
    const loop = new LoopContext(items, (inner, depth) => render(defining, inner, depth), depth0)
    finish(code, frame, runExtended(code, frame, loop))
    const text = run.out
    run.out = before
    leaveDepth()
    return (volatile ? run.autoescape : on) ? new Markup(text) : text
  }
  return frame => {
    spend(cost)
    const value = iter(frame)
    frame.run.at = at
    const text = printable(render(frame, value, 0))
    frame.run.out += text
    return NEXT
  }
}

const hasScopedBlock = (compiler: BodyCompiler, node: For): boolean =>
  compiler.tree.blocks.some(({ scoped, at }) => scoped && at > node.at && at < node.end)

function compileElse(
  compiler: BodyCompiler,
  node: For,
  outer: Scope,
  owner: FunctionScope,
): Execute | undefined {
  if (node.otherwise.length === 0) return undefined
  const scope = innerScope(outer, owner)
  scope.symbols.visitAll(node.otherwise)
  const enter = entering(scope)
  const leave = leaving(scope)
  const body = compiler.sequence(node.otherwise, scope)
  return frame => {
    enter?.(frame)
    const signal = body(frame)
    leave?.(frame)
    return signal
  }
}

/** What the filter passes on: items that were taken apart come as tuples of their parts. */
function rebuilder(target: Target, scope: Scope): (frame: Frame, item: Value) => Value {
  if (target.kind !== 'tuple') return (_frame, item) => item
  const parts = target.items.map(part => {
    if (part.kind !== 'name') return rebuilder(part as Target, scope)
    const { slot } = scope.symbols.ref(part.name)
    return (frame: Frame) => frame.vars[slot]
  })
  return frame => new PyTuple(parts.map(part => part(frame, null)))
}

/** `for … if …`: a lazy walk of its own, in a function of its own. */
function loopFilter(
  node: For,
  outer: Scope,
  outerFunction: FunctionScope,
): (frame: Frame, value: Value) => PyIterator {
  const owner = new FunctionScope(outerFunction)
  const scope = innerScope(outer, owner)
  scope.symbols.forTest(node)
  const enter = entering(scope)
  const store: Store = storeTo(node.target, scope)
  const rebuild = rebuilder(node.target, scope)
  const test = node.test === undefined ? () => true : scope.compile(node.test, decidingScope(scope))
  return (outerFrame, value) => {
    const frame: Frame = { vars: new Array(owner.size), outer: outerFrame, run: outerFrame.run }
    let started = false
    const next = iterate(value)
    return new PyIterator('generator', () => {
      if (!started) enter?.(frame)
      started = true
      for (let item = next(); item !== undefined; item = next()) {
        spend(2)
        store(frame, item)
        if (isTrue(test(frame))) return rebuild(frame, item)
      }
      return undefined
    })
  }
}
