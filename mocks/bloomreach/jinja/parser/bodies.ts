// Parses the bodies of templates and of tags: text, prints and tags in turn, up to the end that is looked for; and complains of ends that
// are missing, in Jinja2's words. The tags themselves are statements.ts.

import { TemplateSyntaxError } from '../errors.ts'
import type { Token } from '../lexer/token.ts'
import type { Block, Expression, Output, Statement, TemplateData } from '../nodes.ts'
import { textRepr } from '../values/repr.ts'
import { ExpressionParser } from './expressions.ts'
import type { Grammar, Template } from './grammar.ts'
import { refuseDeepTags } from './nesting.ts'
import { Rows } from './rows.ts'
import type { TokenStream } from './stream.ts'

const NO_NAMES: ReadonlySet<string> = new Set()

export abstract class BodyParser {
  protected readonly stream: TokenStream
  protected readonly expressions: ExpressionParser
  protected readonly grammar: Grammar
  readonly #open: string[] = []
  readonly #ends: (readonly string[])[] = []
  protected readonly blocks: Block[] = []
  readonly #statements = new Rows<Statement>()
  readonly #nodes = new Rows<TemplateData | Expression>()

  constructor(stream: TokenStream, grammar: Grammar) {
    this.stream = stream
    this.expressions = new ExpressionParser(stream, grammar.power)
    this.grammar = grammar
  }

  template(): Template {
    const body = this.#until()
    const { loopAssignments, specialNames } = this.expressions
    return { body, blocks: this.blocks, loopAssignments, specialNames: specialNames ?? NO_NAMES }
  }

  /** What a tag is, from its name up to but not with the end of the tag. */
  protected abstract tag(name: string, token: Token): Statement

  /** Statements up to one of the end tags, or to the end of the text. */
  #until(ends?: readonly string[]): readonly Statement[] {
    const stream = this.stream
    const body = this.#statements.begin()
    if (ends !== undefined) this.#ends.push(ends)
    refuseDeepTags(this.#ends.length, stream.current.at)
    for (;;) {
      if (stream.is('data') || stream.is('variable_begin')) this.#statements.add(this.#output())
      if (stream.is('eof')) break
      stream.next()
      if (ends !== undefined && stream.isOneOf(ends)) break
      this.#statements.add(this.#statement())
      stream.expect('block_end')
    }
    if (ends !== undefined) this.#ends.pop()
    return this.#statements.end(body)
  }

  /** Text and prints, up to the next tag or the end. */
  #output(): Output {
    const stream = this.stream
    const { at } = stream.current
    const begin = this.#nodes.begin()
    let cost = 1
    for (;;) {
      if (stream.is('data')) {
        this.#nodes.add(this.#data())
      } else if (stream.is('variable_begin')) {
        stream.next()
        const { index } = stream
        this.#nodes.add(this.expressions.tuple())
        cost += stream.costSince(index) - 1
        stream.expect('variable_end')
      } else {
        const nodes = this.#nodes.end(begin)
        return { kind: 'output', nodes, at, cost }
      }
    }
  }

  /** Text, joined where a comment or a raw block has cut it. */
  #data(): TemplateData {
    const stream = this.stream
    const { value, at } = stream.next()
    let text = value as string
    while (stream.is('data')) text += stream.next().value as string
    return { kind: 'data', text, at }
  }

  /** The body of a tag up to one of its end tags, which becomes the current token. */
  protected body(ends: readonly string[]): readonly Statement[] {
    const stream = this.stream
    stream.skip('colon')
    stream.expect('block_end')
    const body = this.#until(ends)
    if (stream.is('eof')) this.#unclosed(undefined, [...this.#ends, ends], stream.current.at)
    return body
  }

  /** The body of a tag with one end tag, which is stepped over. */
  protected bodyTo(end: readonly [string]): readonly Statement[] {
    const body = this.body(end)
    this.stream.next()
    return body
  }

  #statement(): Statement {
    const stream = this.stream
    const token = stream.current
    if (token.type !== 'name') stream.fail('tag name expected')
    const name = token.value as string
    this.#open.push(name)
    const parsed = this.tag(name, token)
    this.#open.pop()
    return parsed
  }

  /** Nobody knows the tag: it is told what was expected in its place. */
  protected refuseTag(name: string, at: number): never {
    this.#open.pop()
    return this.#unclosed(name, this.#ends, at)
  }

  #unclosed(name: string | undefined, ends: readonly (readonly string[])[], at: number): never {
    const parts = [
      name === undefined ? 'Unexpected end of template.' : `Encountered unknown tag ${textRepr(name)}.`,
    ]
    const last = ends.at(-1)
    if (last !== undefined) {
      const looking = last.map(textRepr).join(' or ')
      const mistake = name !== undefined && ends.some(group => group.includes(name))
      parts.push(
        mistake
          ? `You probably made a nesting mistake. Jinja is expecting this tag, but currently looking for ${looking}.`
          : `Jinja was looking for the following tags: ${looking}.`,
      )
    }
    const innermost = this.#open.at(-1)
    if (innermost !== undefined) {
      parts.push(`The innermost block that needs to be closed is ${textRepr(innermost)}.`)
    }
    throw new TemplateSyntaxError(parts.join(' '), at)
  }
}
