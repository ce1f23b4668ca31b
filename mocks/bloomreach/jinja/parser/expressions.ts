// Parses expressions, with the precedence of Jinja2's own parser: conditional, or, and, not,
// comparisons, + -, ~, * / // %, **. What stands between the operators is `operands.ts`'s.

import type { Token } from '../lexer/token.ts'
import type { BinaryOperator, CompareOperator, Expression } from '../nodes.ts'
import { OperandParser } from './operands.ts'
import type { TokenStream } from './stream.ts'

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
export class ExpressionParser extends OperandParser {
  readonly #powers: 'serve' | 'refuse'

  constructor(stream: TokenStream, power: 'serve' | 'refuse') {
    super(stream)
    this.#powers = power
  }

  expression(conditional = true): Expression {
    this.nesting.enter(this.stream.current.at)
    const parsed = conditional ? this.#conditional() : this.#or()
    this.nesting.leave()
    return parsed
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
        this.nesting.enter(this.stream.current.at)
        otherwise = this.#conditional()
        this.nesting.leave()
      }
      const height = this.height(then, test, [otherwise])
      then = { kind: 'conditional', test, then, otherwise, at, height }
    }
    return then
  }

  #or(): Expression {
    const { stream } = this
    // Most expressions are a single operand: then no level of precedence needs to look at it.
    const operand = stream.isName('not') ? undefined : this.unary(true)
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
    return { kind: 'binary', operator, left, right, at, height: this.height(left, right) }
  }

  #not(first?: Expression): Expression {
    if (first !== undefined || !this.stream.isName('not')) return this.#compare(first)
    const { at } = this.stream.next()
    this.nesting.enter(this.stream.current.at)
    const node = this.#not()
    this.nesting.leave()
    return { kind: 'unary', operator: 'not', node, at, height: this.height(node) }
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
      height: this.height(
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
    return { kind: 'concat', items, at, height: this.height(undefined, undefined, items) }
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
    let left = first ?? this.unary(true)
    while (stream.is('pow')) {
      if (this.#powers === 'refuse') stream.fail('power operand ** is not supported')
      const { at } = stream.next()
      left = this.#binary('pow', left, this.unary(true), at)
    }
    return left
  }
}

const isNamed = (token: Token, name: string) => token.type === 'name' && token.value === name
