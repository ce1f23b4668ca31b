// Parses what operators stand between: literals, names, subscripts, calls, filters and tests, signs and
// parentheses; and the targets of assignments.

import { describeToken } from '../lexer/token.ts'
import type { CallNode, Expression, FilterNode, Name, NamespaceRef, Target } from '../nodes.ts'
import type { Value } from '../values/objects.ts'
import { textRepr } from '../values/repr.ts'
import { argumentsHeight, NO_ARGUMENTS, parseArguments } from './arguments.ts'
import { heightOver, Nesting } from './nesting.ts'
import type { TokenStream } from './stream.ts'

const SPECIAL = Symbol('special')

/** Names that stand for a constant, or that Jinja2 itself gives a meaning. */
const RESERVED: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['none', null],
  ['None', null],
  ['loop', SPECIAL],
  ['self', SPECIAL],
  ['super', SPECIAL],
  ['caller', SPECIAL],
  ['kwargs', SPECIAL],
  ['varargs', SPECIAL],
])

/** Longer names need not be looked up. */
const LONGEST_RESERVED = Math.max(...Array.from(RESERVED.keys(), name => name.length))

const isConstantName = (name: string): boolean => RESERVED.has(name) && RESERVED.get(name) !== SPECIAL

interface TupleOptions {
  /** Names, strings and the like only, as they stand in a target. */
  simplified?: boolean
  /** Attributes of a namespace may be set beside names. */
  namespace?: boolean
  conditional?: boolean
  explicitParentheses?: boolean
}

export abstract class OperandParser {
  readonly stream: TokenStream
  readonly loopAssignments: number[] = []
  /** Which of the names with a meaning of their own are read anywhere. */
  specialNames: Set<string> | undefined
  protected readonly nesting = new Nesting()

  constructor(stream: TokenStream) {
    this.stream = stream
  }

  abstract expression(conditional?: boolean): Expression

  protected height(
    first?: Expression,
    second?: Expression,
    rest?: readonly (Expression | undefined)[],
  ): number {
    return heightOver(this.stream.current.at, first, second, rest)
  }

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

  primary(): Expression {
    const { stream } = this
    const token = stream.current
    const { at } = token
    switch (token.type) {
      case 'name': {
        stream.next()
        const name = token.value as string
        const reserved = name.length > LONGEST_RESERVED ? undefined : RESERVED.get(name)
        if (reserved === undefined) return { kind: 'name', name, context: 'load', at }
        if (reserved !== SPECIAL) return { kind: 'const', value: reserved, at }
        this.specialNames ??= new Set()
        this.specialNames.add(name)
        return { kind: 'name', name, context: 'load', at }
      }
      case 'string': {
        let text = ''
        while (stream.is('string')) text += stream.next().value
        return { kind: 'const', value: text, at }
      }
      case 'integer':
      case 'float':
        stream.next()
        return { kind: 'const', value: token.value, at }
      case 'lparen': {
        stream.next()
        const inside = this.tuple({ explicitParentheses: true })
        stream.expect('rparen')
        return inside
      }
      case 'lbracket':
        return this.#list()
      case 'lbrace':
        return this.#dict()
      default:
        return stream.fail(`unexpected ${textRepr(describeToken(token))}`)
    }
  }

  /** An expression, or several with commas between them. */
  tuple(options: TupleOptions = {}): Expression {
    const { stream } = this
    const { at } = stream.current
    if (this.#endsTuple()) {
      if (options.explicitParentheses) return { kind: 'tuple', items: [], at, height: 1 }
      stream.fail(`Expected an expression, got ${textRepr(describeToken(stream.current))}`)
    }
    const first = this.#tupleItem(options)
    if (!stream.is('comma')) return first
    const items = [first]
    while (stream.skip('comma') && !this.#endsTuple()) items.push(this.#tupleItem(options))
    return { kind: 'tuple', items, at, height: this.height(undefined, undefined, items) }
  }

  #tupleItem({ simplified, namespace, conditional }: TupleOptions): Expression {
    if (!simplified) return this.expression(conditional)
    const { current } = this.stream
    const isReference = namespace && current.type === 'name' && this.stream.look().type === 'dot'
    return isReference && !isConstantName(current.value as string)
      ? this.#namespaceReference()
      : this.primary()
  }

  /** `ns.attribute`, where it may be set. */
  #namespaceReference(): NamespaceRef {
    const { stream } = this
    const { value, at } = stream.expect('name')
    stream.expect('dot')
    return { kind: 'nsref', name: value as string, attribute: stream.expect('name').value as string, at }
  }

  #endsTuple(): boolean {
    const { stream } = this
    return stream.is('variable_end') || stream.is('block_end') || stream.is('rparen')
  }

  #list(): Expression {
    const { stream } = this
    const { at } = stream.expect('lbracket')
    const items: Expression[] = []
    while (!stream.is('rbracket')) {
      if (items.length > 0) stream.expect('comma')
      if (stream.is('rbracket')) break
      items.push(this.expression())
    }
    stream.expect('rbracket')
    return { kind: 'list', items, at, height: this.height(undefined, undefined, items) }
  }

  #dict(): Expression {
    const { stream } = this
    const { at } = stream.expect('lbrace')
    const items: { key: Expression; value: Expression }[] = []
    while (!stream.is('rbrace')) {
      if (items.length > 0) stream.expect('comma')
      if (stream.is('rbrace')) break
      const key = this.expression()
      stream.expect('colon')
      items.push({ key, value: this.expression() })
    }
    stream.expect('rbrace')
    return {
      kind: 'dict',
      items,
      at,
      height: this.height(
        undefined,
        undefined,
        items.flatMap(item => [item.key, item.value]),
      ),
    }
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

  /** What stands left of `=`, or between `for` and `in`. */
  target(options: { namespace?: boolean; context?: 'store' | 'param' } = {}): Target {
    const namespace = options.namespace ?? false
    return this.#asTarget(this.tuple({ simplified: true, namespace }), options.context ?? 'store')
  }

  nameTarget(context: 'store' | 'param'): Name {
    const token = this.stream.expect('name')
    const name = token.value as string
    if (isConstantName(name)) this.stream.fail("can't assign to 'name'", token.at)
    return { kind: 'name', name, context, at: token.at }
  }

  #mark(node: Target, context: 'store' | 'param'): void {
    if (node.kind === 'nsref') return
    if (node.kind === 'tuple') {
      for (const item of node.items) this.#mark(item as Target, context)
      return
    }
    node.context = context
    if (node.name === 'loop' && context === 'store') this.loopAssignments.push(node.at)
  }

  #asTarget(node: Expression, context: 'store' | 'param'): Target {
    if (!canAssign(node)) return this.stream.fail(`can't assign to ${textRepr(node.kind)}`, node.at)
    this.#mark(node, context)
    return node
  }
}

const canAssign = (node: Expression): node is Target =>
  node.kind === 'name' || node.kind === 'nsref' || (node.kind === 'tuple' && node.items.every(canAssign))
