// Compiles `{% macro %}` and `{% call %}`.

import { TemplateAssertionError } from '../errors.ts'
import { enter as enterDepth, leave as leaveDepth, spend } from '../limits.ts'
import type { CallBlock, MacroNode, Name } from '../nodes.ts'
import { type Evaluate, type Execute, type Frame, NEXT } from '../runtime.ts'
import { Undefined } from '../values/objects.ts'
import { textRepr } from '../values/repr.ts'
import { valueCall } from './call-sites.ts'
import { entering } from './frames.ts'
import { Macro, type MacroShape } from './macro-value.ts'
import { printable } from './output.ts'
import { type BodyCompiler, innerScope, type Scope } from './scope.ts'
import { FunctionScope, undeclaredNames } from './symbols.ts'

/** Makes the macro when the statement is reached; its frame is the one it closes over. */
function macroMaker(
  compiler: BodyCompiler,
  node: MacroNode | CallBlock,
  outer: Scope,
  name: string | undefined,
): (frame: Frame) => Macro {
  const owner = new FunctionScope(outer.symbols.scope)
  const scope = innerScope(outer, owner)
  const { symbols } = scope
  symbols.visitAll([...node.params, ...node.defaults, ...node.body])
  const special = undeclaredNames(node.body, ['caller', 'kwargs', 'varargs'], compiler.tree.specialNames)
  const slots = node.params.map(param => symbols.ref(param.name).slot)
  const hasParam = (wanted: string) => node.params.some(param => param.name === wanted)
  const takesCaller = special.has('caller')
  if (takesCaller) {
    if (hasParam('caller')) refuseCallerWithoutDefault(node)
    else slots.push(symbols.declare('caller').slot)
  }
  const takesKwargs = special.has('kwargs') && !hasParam('kwargs')
  if (takesKwargs) slots.push(symbols.declare('kwargs').slot)
  const takesVarargs = special.has('varargs') && !hasParam('varargs')
  if (takesVarargs) slots.push(symbols.declare('varargs').slot)

  const enter = entering(scope)
  const defaults = node.params.map((param, index) => defaultFor(node, param, index, scope))
  const body = compiler.sequence(node.body, scope)
  const shape: MacroShape = {
    name,
    params: node.params.map(param => param.name),
    takesKwargs,
    takesVarargs,
    takesCaller,
  }
  return outerFrame =>
    new Macro(shape, (run, values) => {
      spend(4)
      enterDepth()
      const frame: Frame = { vars: new Array(owner.size), outer: outerFrame, run }
      for (let i = 0; i < slots.length; i++) frame.vars[slots[i] as number] = values[i]
      const before = run.out
      run.out = ''
      run.watch?.enters(node)
      enter?.(frame)
      for (const fill of defaults) fill(frame)
      body(frame)
      run.watch?.leaves()
      const text = run.out
      run.out = before
      leaveDepth()
      return text
    })
}

function refuseCallerWithoutDefault(node: MacroNode | CallBlock): void {
  const index = node.params.findIndex(param => param.name === 'caller')
  if (index - node.params.length + node.defaults.length >= 0) return
  throw new TemplateAssertionError(
    'When defining macros or call blocks the special "caller" argument must be omitted or be given a default.',
    node.at,
  )
}

/** Gives a parameter that was not passed its default, which may use the parameters before it. */
function defaultFor(
  node: MacroNode | CallBlock,
  param: Name,
  index: number,
  scope: Scope,
): (frame: Frame) => void {
  const { slot } = scope.symbols.ref(param.name)
  const given = node.defaults[index - node.params.length + node.defaults.length]
  const missing = new Undefined(`parameter ${textRepr(param.name)} was not provided`, param.name)
  const value: Evaluate = given === undefined ? () => missing : scope.compile(given, scope)
  return frame => {
    if (frame.vars[slot] === undefined) frame.vars[slot] = value(frame)
  }
}

export function compileMacro(compiler: BodyCompiler, node: MacroNode, scope: Scope): Execute {
  const make = macroMaker(compiler, node, scope, node.name)
  const { slot } = scope.symbols.ref(node.name)
  return frame => {
    spend(1)
    const macro = make(frame)
    frame.vars[slot] = macro
    compiler.show(node.name, scope, frame, macro)
    return NEXT
  }
}

export function compileCallBlock(compiler: BodyCompiler, node: CallBlock, scope: Scope): Execute {
  const { cost } = node
  const make = macroMaker(compiler, node, scope, undefined)
  const call = valueCall(node.call, scope, frame => ['caller', make(frame)])
  return frame => {
    spend(cost)
    const text = printable(call(frame))
    frame.run.out += text
    return NEXT
  }
}
