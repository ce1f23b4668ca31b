// Parses tags, in Jinja2's order and with its complaints. Those of a dialect are handed in; tags that load other templates are refused.

import { TemplateAssertionError, TemplateSyntaxError } from '../errors.ts'
import { Lexer, type LexerOptions } from '../lexer/lexer.ts'
import type { Token } from '../lexer/token.ts'
import type {
  Block,
  CallBlock,
  Expression,
  For,
  If,
  MacroNode,
  Name,
  Output,
  Signature,
  Statement,
} from '../nodes.ts'
import { textRepr } from '../values/repr.ts'
import { BodyParser } from './bodies.ts'
import type { Grammar, Template } from './grammar.ts'
import { TokenStream } from './stream.ts'

export function parse(source: string, options: LexerOptions, grammar: Grammar): Template {
  const stream = new TokenStream(new Lexer(source, options))
  return new StatementParser(stream, grammar).template()
}

/** Tags of Jinja2's extensions. */
const EXTENSIONS = ['do', 'break', 'continue']

const IF_ENDS = ['elif', 'else', 'endif']
const FOR_ENDS = ['endfor', 'else']
const ENDS = {
  autoescape: ['endautoescape'],
  block: ['endblock'],
  call: ['endcall'],
  filter: ['endfilter'],
  for: ['endfor'],
  if: ['endif'],
  macro: ['endmacro'],
  set: ['endset'],
  with: ['endwith'],
} as const

const LOADERS = ['include', 'import', 'from', 'extends']

class StatementParser extends BodyParser {
  protected override tag(name: string, token: Token): Statement {
    if (this.grammar.loopControls === 'refuse' && EXTENSIONS.includes(name)) {
      return this.refuseTag(name, token.at)
    }
    switch (name) {
      case 'if':
        return this.#if()
      case 'for':
        return this.#for()
      case 'set':
        return this.#set()
      case 'macro':
        return this.#macro()
      case 'call':
        return this.#callBlock()
      case 'filter':
        return this.#filterBlock()
      case 'with':
        return this.#with()
      case 'autoescape':
        return this.#autoescape()
      case 'block':
        return this.#block()
      case 'print':
        return this.#print()
      case 'do': {
        const { at } = this.stream.next()
        const { index } = this.stream
        return { kind: 'do', value: this.expressions.tuple(), at, cost: this.stream.costSince(index) }
      }
      case 'break':
      case 'continue':
        return { kind: name, at: this.stream.next().at }
    }
    const { tags } = this.grammar
    const dialect = Object.hasOwn(tags, name) ? tags[name] : undefined
    if (dialect !== undefined) return dialect(this.expressions, this.stream.next())
    if (LOADERS.includes(name)) {
      throw new TemplateAssertionError(
        `The tag ${textRepr(name)} is not supported: templates cannot load other templates.`,
        token.at,
      )
    }
    return this.refuseTag(name, token.at)
  }

  #if(): If {
    const stream = this.stream
    const { at } = stream.next()
    const { index } = stream
    const test = this.expressions.tuple({ conditional: false })
    const cost = stream.costSince(index)
    const body = this.body(IF_ENDS)
    const elifs: { test: Expression; body: readonly Statement[]; cost: number }[] = []
    for (;;) {
      const token = stream.next()
      if (token.value === 'elif') {
        const from = stream.index
        const elifTest = this.expressions.tuple({ conditional: false })
        const elifCost = stream.costSince(from)
        elifs.push({ test: elifTest, body: this.body(IF_ENDS), cost: elifCost })
        continue
      }
      const otherwise = token.value === 'else' ? this.bodyTo(ENDS.if) : []
      return { kind: 'if', test, body, elifs, otherwise, at, cost }
    }
  }

  #for(): For {
    const stream = this.stream
    const { at } = stream.next()
    const target = this.expressions.target()
    stream.expectName('in')
    const { index } = stream
    const iter = this.expressions.tuple({ conditional: false })
    const test = stream.skipName('if') ? this.expressions.expression() : undefined
    const recursive = stream.skipName('recursive')
    const cost = stream.costSince(index)
    const body = this.body(FOR_ENDS)
    const otherwise = stream.next().value === 'else' ? this.bodyTo(ENDS.for) : []
    return { kind: 'for', target, iter, test, recursive, body, otherwise, at, end: stream.current.at, cost }
  }

  #set(): Statement {
    const stream = this.stream
    const { at } = stream.next()
    const target = this.expressions.target({ namespace: true })
    if (stream.skip('assign')) {
      const { index } = stream
      return { kind: 'assign', target, value: this.expressions.tuple(), at, cost: stream.costSince(index) }
    }
    const pipe = stream.current
    const filter = this.expressions.filter(undefined)
    if (filter !== undefined && this.grammar.blockSetFilters === 'refuse') {
      throw new TemplateSyntaxError(
        'A filter on a block set is not supported: apply it where the variable is used.',
        pipe.at,
      )
    }
    return { kind: 'assignblock', target, filter, body: this.bodyTo(ENDS.set), at }
  }

  #signature(): Signature {
    const stream = this.stream
    const params: Name[] = []
    const defaults: Expression[] = []
    stream.expect('lparen')
    while (!stream.is('rparen')) {
      if (params.length > 0) stream.expect('comma')
      const param = this.expressions.nameTarget('param')
      if (params.some(({ name }) => name === param.name)) {
        const message = `duplicate argument ${textRepr(`l_1_${param.name}`)} in function definition`
        throw new TemplateSyntaxError(message, param.at, 'SyntaxError')
      }
      if (stream.skip('assign')) defaults.push(this.expressions.expression())
      else if (defaults.length > 0) stream.fail('non-default argument follows default argument')
      params.push(param)
    }
    stream.expect('rparen')
    return { params, defaults }
  }

  #macro(): MacroNode {
    const { at } = this.stream.next()
    const { name } = this.expressions.nameTarget('store')
    const signature = this.#signature()
    return { kind: 'macro', name, ...signature, body: this.bodyTo(ENDS.macro), at }
  }

  #callBlock(): CallBlock {
    const stream = this.stream
    const { at } = stream.next()
    const signature = stream.is('lparen') ? this.#signature() : { params: [], defaults: [] }
    const { index } = stream
    const call = this.expressions.expression()
    const cost = stream.costSince(index)
    if (call.kind !== 'call') return stream.fail('expected call', at)
    return { kind: 'callblock', ...signature, call, body: this.bodyTo(ENDS.call), at, cost }
  }

  #filterBlock(): Statement {
    const { at } = this.stream.next()
    const filter = this.expressions.filter(undefined, true)
    if (filter === undefined) return this.stream.fail('expected a filter')
    return { kind: 'filterblock', filter, body: this.bodyTo(ENDS.filter), at }
  }

  #with(): Statement {
    const stream = this.stream
    const { at } = stream.next()
    const { index } = stream
    const targets = []
    const values: Expression[] = []
    while (!stream.is('block_end')) {
      if (targets.length > 0) stream.expect('comma')
      targets.push(this.expressions.target({ context: 'param' }))
      stream.expect('assign')
      values.push(this.expressions.expression())
    }
    const cost = stream.costSince(index)
    return { kind: 'with', targets, values, body: this.bodyTo(ENDS.with), at, cost }
  }

  #autoescape(): Statement {
    const { at } = this.stream.next()
    const value = this.expressions.expression()
    return { kind: 'autoescape', value, body: this.bodyTo(ENDS.autoescape), at }
  }

  #block(): Block {
    const stream = this.stream
    const { at } = stream.next()
    const name = stream.expect('name').value as string
    const scoped = stream.skipName('scoped')
    const required = stream.skipName('required')
    if (stream.is('sub')) {
      stream.fail(
        'Block names in Jinja have to be valid Python identifiers and may not contain hyphens, use an underscore instead.',
      )
    }
    const body = this.bodyTo(ENDS.block)
    const blank = (node: Statement) =>
      node.kind === 'output' && node.nodes.every(child => child.kind === 'data' && child.text.trim() === '')
    if (required && !body.every(blank)) {
      stream.fail('Required blocks can only contain comments or whitespace')
    }
    stream.skipName(name)
    const block: Block = { kind: 'block', name, scoped, required, body, at }
    this.blocks.push(block)
    return block
  }

  #print(): Output {
    const stream = this.stream
    const { at } = stream.next()
    const { index } = stream
    const nodes: Expression[] = []
    while (!stream.is('block_end')) {
      if (nodes.length > 0) stream.expect('comma')
      nodes.push(this.expressions.expression())
    }
    return { kind: 'output', nodes, at, cost: stream.costSince(index) }
  }
}
