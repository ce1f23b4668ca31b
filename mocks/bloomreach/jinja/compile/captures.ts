// `{% set x %}…{% endset %}` and `{% filter f %}…{% endfilter %}`: what a body prints becomes a value.

import { spend } from '../limits.ts'
import type { AssignBlock, FilterBlock, FilterNode } from '../nodes.ts'
import { type Evaluate, type Execute, type Frame, NEXT, type Signal } from '../runtime.ts'
import { Markup, type Value } from '../values/objects.ts'
import { toText } from '../values/repr.ts'
import { compileFilter } from './expressions.ts'
import { entering, leaving } from './frames.ts'
import { printable } from './output.ts'
import { type BodyCompiler, innerScope, type Scope } from './scope.ts'

export function compileAssignBlock(compiler: BodyCompiler, node: AssignBlock, scope: Scope): Execute {
  const inner = innerScope(scope)
  inner.symbols.visitAll(node.body)
  const body = compiler.sequence(node.body, inner)
  const { filter } = node
  if (filter !== undefined) inner.symbols.visit(filter)
  const enter = entering(inner)
  const leave = leaving(inner)
  const store = compiler.publish(node.target, scope)
  const buffer = new Buffer(inner)
  const finish = filter === undefined ? undefined : chain(filter, inner, buffer.read)
  return frame => {
    spend(2)
    enter?.(frame)
    frame.run.watch?.enters(node)
    const signal = buffer.fill(frame, body)
    frame.run.watch?.leaves()
    if (signal !== NEXT) return signal
    const text = finish === undefined ? buffer.text(frame) : finish(frame)
    const { autoescape } = frame.run
    const value = autoescape ? new Markup(toText(text)) : text
    store(frame, value)
    leave?.(frame)
    return NEXT
  }
}

/** Filters over a buffer: the innermost one filters the text. */
function chain(filter: FilterNode, scope: Scope, source: Evaluate): Evaluate {
  const inner = filter.node?.kind === 'filter' ? chain(filter.node, scope, source) : source
  return compileFilter(filter, scope, inner)
}

export function compileFilterBlock(compiler: BodyCompiler, node: FilterBlock, scope: Scope): Execute {
  const inner = innerScope(scope)
  inner.symbols.visitAll([...node.body, node.filter])
  const body = compiler.sequence(node.body, inner)
  const enter = entering(inner)
  const leave = leaving(inner)
  const buffer = new Buffer(inner)
  const finish = chain(node.filter, inner, buffer.read)
  return frame => {
    spend(2)
    enter?.(frame)
    const signal = buffer.fill(frame, body)
    if (signal !== NEXT) return signal
    frame.run.out += printable(finish(frame))
    leave?.(frame)
    return NEXT
  }
}

/** Collects what a body prints, for a filter to work on. */
class Buffer {
  readonly #slot: number
  readonly #scope: Scope
  readonly read: Evaluate

  constructor(scope: Scope) {
    this.#scope = scope
    this.#slot = scope.symbols.scope.ref(' buffer', scope.symbols.level).slot
    this.read = frame => this.text(frame)
  }

  fill(frame: Frame, body: Execute): Signal {
    const { run } = frame
    const outer = run.out
    run.out = ''
    const signal = body(frame)
    frame.vars[this.#slot] = run.out
    run.out = outer
    return signal
  }

  text(frame: Frame): Value {
    const text = frame.vars[this.#slot] as string
    const { on, volatile } = this.#scope.escaping
    return (volatile ? frame.run.autoescape : on) ? new Markup(text) : text
  }
}
