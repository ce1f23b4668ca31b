// Parses what operators stand between: a sign, something that stands for itself, and what is attached to it: subscripts, calls, filters
// and tests.

import type { CallNode, Expression, FilterNode } from '../nodes.ts'
import { argumentsHeight, NO_ARGUMENTS, parseArguments } from './arguments.ts'
import { AtomParser } from './atoms.ts'

export abstract class OperandParser extends AtomParser {
  /** A sign, an operand and what is attached to it. */
  protected unary(withFilter: boolean): Expression {
    const { stream } = this
    const { type, at } = stream.current
    let node: Expression
    if (type === 'sub' || type === 'add') {
      stream.next()
      this.nesting.enter(this.stream.current.at)
      const operand = this.unary(false)
      this.nesting.leave()
      node = {
        kind: 'unary',
        operator: type === 'sub' ? 'neg' : 'pos',
        node: operand,
        at,
        height: this.height(operand),
      }
    } else {
      node = this.primary()
    }
    node = this.#postfix(node)
    return withFilter ? this.#filters(node) : node
  }

  #postfix(node: Expression): Expression {
    const { stream } = this
    let result = node
    for (;;) {
      if (stream.is('dot') || stream.is('lbracket')) result = this.#subscript(result)
      else if (stream.is('lparen')) result = this.#call(result)
      else return result
    }
  }

  #filters(node: Expression): Expression {
    const { stream } = this
    let result = node
    for (;;) {
      if (stream.is('pipe')) result = this.filter(result) as Expression
      else if (stream.isName('is')) result = this.#test(result)
      else if (stream.is('lparen')) result = this.#call(result)
      else return result
    }
  }

  #subscript(node: Expression): Expression {
    const { stream } = this
    const token = stream.next()
    const height = this.height(node)
    if (token.type === 'dot') {
      const name = stream.next()
      if (name.type === 'name')
        return { kind: 'getattr', node, name: name.value as string, at: name.at, height }
      if (name.type !== 'integer') stream.fail('expected name or number', name.at)
      return {
        kind: 'getitem',
        node,
        key: { kind: 'const', value: name.value, at: name.at },
        at: name.at,
        height,
      }
    }
    const keys: Expression[] = []
    while (!stream.is('rbracket')) {
      if (keys.length > 0) stream.expect('comma')
      keys.push(this.#subscribed())
    }
    stream.expect('rbracket')
    const [only] = keys
    const key: Expression =
      keys.length === 1 && only !== undefined ? only : { kind: 'tuple', items: keys, at: token.at }
    return { kind: 'getitem', node, key, at: token.at, height: this.height(node, undefined, keys) }
  }

  #subscribed(): Expression {
    const { stream } = this
    const { at } = stream.current
    let start: Expression | undefined
    if (!stream.is('colon')) {
      start = this.expression()
      if (!stream.is('colon')) return start
    }
    stream.next()
    const ends = () => stream.is('rbracket') || stream.is('comma')
    const stop = stream.is('colon') || ends() ? undefined : this.expression()
    const step = stream.skip('colon') && !ends() ? this.expression() : undefined
    return { kind: 'slice', start, stop, step, at, height: this.height(start, stop, [step]) }
  }

  #call(node: Expression): CallNode {
    const { at } = this.stream.current
    const call = parseArguments(this)
    const { args, kwargs, starArgs, starKwargs } = call
    const height = argumentsHeight(this.stream.current.at, node, call)
    return { kind: 'call', node, args, kwargs, starArgs, starKwargs, at, height }
  }

  #dottedName(): string {
    const { stream } = this
    let name = stream.expect('name').value as string
    while (stream.skip('dot')) name += `.${stream.expect('name').value}`
    return name
  }

  /** `| name(...)` as often as it comes; `inline` when the first name has no pipe before it. */
  filter(node: Expression | undefined, inline = false): FilterNode | undefined {
    const { stream } = this
    let result: Expression | undefined = node
    for (let first = inline; first || stream.is('pipe'); first = false) {
      if (!first) stream.next()
      const { at } = stream.current
      const name = this.#dottedName()
      const call = stream.is('lparen') ? parseArguments(this) : NO_ARGUMENTS
      const { args, kwargs, starArgs, starKwargs } = call
      const height = argumentsHeight(this.stream.current.at, result, call)
      result = { kind: 'filter', node: result, name, args, kwargs, starArgs, starKwargs, at, height }
    }
    return result as FilterNode | undefined
  }

  #test(node: Expression): Expression {
    const { stream } = this
    stream.next()
    const negated = stream.skipName('not')
    const { at } = stream.current
    const name = this.#dottedName()
    let call = NO_ARGUMENTS
    if (stream.is('lparen')) {
      call = parseArguments(this)
    } else if (this.#startsTestArgument()) {
      if (stream.isName('is')) stream.fail('You cannot chain multiple tests with is')
      call = { ...NO_ARGUMENTS, args: [this.#postfix(this.primary())] }
    }
    const height = argumentsHeight(this.stream.current.at, node, call)
    const test: Expression = { kind: 'test', node, name, ...call, at, height }
    return negated ? { kind: 'unary', operator: 'not', node: test, at, height: this.height(test) } : test
  }

  #startsTestArgument(): boolean {
    const { type, value } = this.stream.current
    if (type === 'name') return value !== 'else' && value !== 'or' && value !== 'and'
    return (
      type === 'string' || type === 'integer' || type === 'float' || type === 'lbracket' || type === 'lbrace'
    )
  }
}
