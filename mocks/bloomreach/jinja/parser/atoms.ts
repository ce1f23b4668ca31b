// Parses what stands for itself: literals, names, lists, mappings, tuples and parentheses; and the targets of assignments, which are made
// of the same.

import { describeToken } from '../lexer/token.ts'
import type { Expression, Name, NamespaceRef, Target } from '../nodes.ts'
import { textRepr } from '../values/repr.ts'
import { heightOver, Nesting } from './nesting.ts'
import { isConstantName, reservedName, SPECIAL } from './reserved-names.ts'
import type { TokenStream } from './stream.ts'

interface TupleOptions {
  /** Names, strings and the like only, as they stand in a target. */
  simplified?: boolean
  /** Attributes of a namespace may be set beside names. */
  namespace?: boolean
  conditional?: boolean
  explicitParentheses?: boolean
}

export abstract class AtomParser {
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

  primary(): Expression {
    const { stream } = this
    const token = stream.current
    const { at } = token
    switch (token.type) {
      case 'name': {
        stream.next()
        const name = token.value as string
        const reserved = reservedName(name)
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
