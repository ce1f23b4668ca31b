// Parses expressions, with the precedence of Jinja2's own parser: conditional, or, and, not,
// comparisons, + -, ~, * / // %, **, unary, then postfix, filters and tests.

import { TemplateSyntaxError } from '../errors.ts'
import { describeToken } from '../lexer/token.ts'
import type {
  Arguments,
  BinaryOperator,
  CallNode,
  CompareOperator,
  Expression,
  FilterNode,
  Name,
  Target,
  TupleNode,
} from '../nodes.ts'
import type { Value } from '../values/objects.ts'
import { textRepr } from '../values/repr.ts'
import type { TokenStream } from './stream.ts'

/** Expressions nested deeper than this are refused; Python's own stack ends near it too. */
const MAX_HEIGHT = 200

/** What cannot go on an expression. */
const ENDERS: ReadonlySet<string> = new Set([
  'variable_end',
  'block_end',
  'rparen',
  'rbracket',
  'comma',
  'colon',
])

const COMPARISONS: readonly string[] = ['eq', 'ne', 'lt', 'lteq', 'gt', 'gteq']
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

export interface TupleOptions {
  simplified?: boolean
  conditional?: boolean
  explicitParentheses?: boolean
}

export class ExpressionParser {
  readonly stream: TokenStream
  readonly loopAssignments: number[] = []
  /** Which of the names with a meaning of their own are read anywhere. */
  specialNames: Set<string> | undefined
  #nesting = 0

  constructor(stream: TokenStream) {
    this.stream = stream
  }

  expression(conditional = true): Expression {
    this.#nesting++
    if (this.#nesting > MAX_HEIGHT) throw this.#tooDeep()
    const parsed = conditional ? this.#conditional() : this.#or()
    this.#nesting--
    return parsed
  }

  #tooDeep(): TemplateSyntaxError {
    const message = 'maximum recursion depth exceeded while parsing'
    return new TemplateSyntaxError(message, this.stream.current.at, 'RecursionError')
  }

  /** Chains such as a+b+c+… lean to the left: their height is bounded like nesting is. */
  #height(first?: Expression, second?: Expression, rest?: readonly (Expression | undefined)[]): number {
    let height = Math.max(first?.height ?? 0, second?.height ?? 0)
    if (rest !== undefined) for (const part of rest) height = Math.max(height, part?.height ?? 0)
    if (height >= MAX_HEIGHT) throw this.#tooDeep()
    return height + 1
  }

  #conditional(): Expression {
    const { stream } = this
    const { at } = stream.current
    let then = this.#or()
    while (stream.isName('if')) {
      stream.next()
      const test = this.#or()
      let otherwise: Expression | undefined
      if (stream.skipName('else')) {
        this.#nesting++
        if (this.#nesting > MAX_HEIGHT) throw this.#tooDeep()
        otherwise = this.#conditional()
        this.#nesting--
      }
      const height = this.#height(then, test, [otherwise])
      then = { kind: 'conditional', test, then, otherwise, at, height }
    }
    return then
  }

  #or(): Expression {
    const { stream } = this
    // Most expressions are a single operand: then no level of precedence needs to look at it.
    const operand = stream.isName('not') ? undefined : this.#unary(true)
    if (operand !== undefined && ENDERS.has(stream.current.type)) return operand
    let left = this.#and(operand)
    while (stream.isName('or')) {
      const { at } = stream.next()
      left = this.#binary('or', left, this.#and(), at)
    }
    return left
  }

  #and(first?: Expression): Expression {
    const { stream } = this
    let left = this.#not(first)
    while (stream.isName('and')) {
      const { at } = stream.next()
      left = this.#binary('and', left, this.#not(), at)
    }
    return left
  }

  #binary(operator: BinaryOperator, left: Expression, right: Expression, at: number): Expression {
    return { kind: 'binary', operator, left, right, at, height: this.#height(left, right) }
  }

  #not(first?: Expression): Expression {
    if (first !== undefined || !this.stream.isName('not')) return this.#compare(first)
    const { at } = this.stream.next()
    this.#nesting++
    if (this.#nesting > MAX_HEIGHT) throw this.#tooDeep()
    const node = this.#not()
    this.#nesting--
    return { kind: 'unary', operator: 'not', node, at, height: this.#height(node) }
  }

  #compare(operand?: Expression): Expression {
    const { stream } = this
    const first = this.#sum(operand)
    const rest: { operator: CompareOperator; value: Expression }[] = []
    let at = -1
    for (;;) {
      const { type } = stream.current
      let operator: CompareOperator
      if (COMPARISONS.includes(type)) operator = type as CompareOperator
      else if (stream.isName('in')) operator = 'in'
      else if (stream.isName('not') && isNamed(stream.look(), 'in')) operator = 'notin'
      else break
      const token = stream.next()
      if (at === -1) at = token.at
      if (operator === 'notin') stream.next()
      rest.push({ operator, value: this.#sum() })
    }
    if (rest.length === 0) return first
    return {
      kind: 'compare',
      first,
      rest,
      at,
      height: this.#height(
        first,
        undefined,
        rest.map(({ value }) => value),
      ),
    }
  }

  #sum(first?: Expression): Expression {
    const { stream } = this
    let left = this.#concat(first)
    while (stream.is('add') || stream.is('sub')) {
      const { type, at } = stream.next()
      left = this.#binary(type as BinaryOperator, left, this.#concat(), at)
    }
    return left
  }

  #concat(operand?: Expression): Expression {
    const { stream } = this
    const first = this.#product(operand)
    if (!stream.is('tilde')) return first
    const { at } = stream.current
    const items = [first]
    while (stream.skip('tilde')) items.push(this.#product())
    return { kind: 'concat', items, at, height: this.#height(undefined, undefined, items) }
  }

  #product(first?: Expression): Expression {
    const { stream } = this
    let left = this.#power(first)
    while (stream.is('mul') || stream.is('div') || stream.is('floordiv') || stream.is('mod')) {
      const { type, at } = stream.next()
      left = this.#binary(type as BinaryOperator, left, this.#power(), at)
    }
    return left
  }

  #power(first?: Expression): Expression {
    const { stream } = this
    let left = first ?? this.#unary(true)
    while (stream.is('pow')) {
      const { at } = stream.next()
      left = this.#binary('pow', left, this.#unary(true), at)
    }
    return left
  }

  #unary(withFilter: boolean): Expression {
    const { stream } = this
    const { type, at } = stream.current
    let node: Expression
    if (type === 'sub' || type === 'add') {
      stream.next()
      this.#nesting++
      if (this.#nesting > MAX_HEIGHT) throw this.#tooDeep()
      const operand = this.#unary(false)
      this.#nesting--
      node = {
        kind: 'unary',
        operator: type === 'sub' ? 'neg' : 'pos',
        node: operand,
        at,
        height: this.#height(operand),
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
    return { kind: 'tuple', items, at, height: this.#height(undefined, undefined, items) }
  }

  #tupleItem({ simplified, conditional }: TupleOptions): Expression {
    return simplified ? this.primary() : this.expression(conditional)
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
    return { kind: 'list', items, at, height: this.#height(undefined, undefined, items) }
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
      height: this.#height(
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
    const height = this.#height(node)
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
    return { kind: 'getitem', node, key, at: token.at, height: this.#height(node, undefined, keys) }
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
    return { kind: 'slice', start, stop, step, at, height: this.#height(start, stop, [step]) }
  }

  #callArguments(): Arguments {
    const { stream } = this
    const { at } = stream.expect('lparen')
    const args: Expression[] = []
    const kwargs: { name: string; value: Expression }[] = []
    let starArgs: Expression | undefined
    let starKwargs: Expression | undefined
    for (let first = true; !stream.is('rparen'); first = false) {
      if (!first) {
        stream.expect('comma')
        if (stream.is('rparen')) break
      }
      if (stream.is('mul')) {
        this.#ensure(starArgs === undefined && starKwargs === undefined, at)
        stream.next()
        starArgs = this.expression()
      } else if (stream.is('pow')) {
        this.#ensure(starKwargs === undefined, at)
        stream.next()
        starKwargs = this.expression()
      } else if (stream.is('name') && stream.look().type === 'assign') {
        this.#ensure(starKwargs === undefined, at)
        const name = stream.next().value as string
        stream.next()
        kwargs.push({ name, value: this.expression() })
      } else {
        this.#ensure(starArgs === undefined && starKwargs === undefined && kwargs.length === 0, at)
        args.push(this.expression())
      }
    }
    stream.expect('rparen')
    return { args, kwargs, starArgs, starKwargs }
  }

  #ensure(fine: boolean, at: number): void {
    if (!fine) this.stream.fail('invalid syntax for function call expression', at)
  }

  #argumentsHeight(node: Expression | undefined, call: Arguments): number {
    if (call === NO_ARGUMENTS) return this.#height(node)
    const values =
      call.kwargs.length === 0 ? call.args : [...call.args, ...call.kwargs.map(({ value }) => value)]
    return Math.max(this.#height(node, undefined, values), this.#height(call.starArgs, call.starKwargs))
  }

  #call(node: Expression): CallNode {
    const { at } = this.stream.current
    const call = this.#callArguments()
    const { args, kwargs, starArgs, starKwargs } = call
    const height = this.#argumentsHeight(node, call)
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
      const call = stream.is('lparen') ? this.#callArguments() : NO_ARGUMENTS
      const { args, kwargs, starArgs, starKwargs } = call
      const height = this.#argumentsHeight(result, call)
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
      call = this.#callArguments()
    } else if (this.#startsTestArgument()) {
      if (stream.isName('is')) stream.fail('You cannot chain multiple tests with is')
      call = { ...NO_ARGUMENTS, args: [this.#postfix(this.primary())] }
    }
    const height = this.#argumentsHeight(node, call)
    const test: Expression = { kind: 'test', node, name, ...call, at, height }
    return negated ? { kind: 'unary', operator: 'not', node: test, at, height: this.#height(test) } : test
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
    const { stream } = this
    if (options.namespace && stream.look().type === 'dot') {
      const token = stream.expect('name')
      stream.next()
      const attribute = stream.expect('name').value as string
      return { kind: 'nsref', name: token.value as string, attribute, at: token.at }
    }
    return this.#asTarget(this.tuple({ simplified: true }), options.context ?? 'store')
  }

  nameTarget(context: 'store' | 'param'): Name {
    const token = this.stream.expect('name')
    const name = token.value as string
    if (isConstantName(name)) this.stream.fail("can't assign to 'name'", token.at)
    return { kind: 'name', name, context, at: token.at }
  }

  #mark(node: Name | TupleNode, context: 'store' | 'param'): void {
    if (node.kind === 'tuple') {
      for (const item of node.items) this.#mark(item as Name | TupleNode, context)
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

/** Longer names need not be looked up. */
const LONGEST_RESERVED = Math.max(...Array.from(RESERVED.keys(), name => name.length))

const isConstantName = (name: string): boolean => RESERVED.has(name) && RESERVED.get(name) !== SPECIAL

const NO_ARGUMENTS: Arguments = { args: [], kwargs: [], starArgs: undefined, starKwargs: undefined }

const isNamed = (token: { type: string; value: Value }, name: string) =>
  token.type === 'name' && token.value === name

const canAssign = (node: Expression): node is Name | TupleNode =>
  node.kind === 'name' || (node.kind === 'tuple' && node.items.every(canAssign))
