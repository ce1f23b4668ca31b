// The parser's view of the tokens: the current one, a look ahead, and expectations that fail with
// Jinja2's words.

import { TemplateSyntaxError } from '../errors.ts'
import { describeToken, describeType, type Token } from '../lexer/lexer.ts'
import { textRepr } from '../values/repr.ts'

export class TokenStream {
  readonly #tokens: readonly Token[]
  #index = 0
  current: Token

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
    this.current = tokens[0] as Token
    this.#check()
  }

  #check(): void {
    const { type, value, at } = this.current
    if (type === 'error') throw new TemplateSyntaxError(String(value), at)
  }

  /** Steps to the next token and answers the one it leaves. */
  next(): Token {
    const left = this.current
    if (left.type !== 'eof') {
      this.#index++
      this.current = this.#tokens[this.#index] as Token
      this.#check()
    }
    return left
  }

  /** What it costs to work out what stands between an earlier place of the stream and this one. */
  costSince(index: number): number {
    return 1 + ((this.#index - index + 1) >> 1)
  }

  get index(): number {
    return this.#index
  }

  look(): Token {
    const ahead = this.#tokens[this.#index + 1] ?? this.current
    if (ahead.type === 'error') throw new TemplateSyntaxError(String(ahead.value), ahead.at)
    return ahead
  }

  is(type: string): boolean {
    return this.current.type === type
  }

  isName(name: string): boolean {
    return this.current.type === 'name' && this.current.value === name
  }

  skip(type: string): boolean {
    if (this.current.type !== type) return false
    this.next()
    return true
  }

  skipName(name: string): boolean {
    if (!this.isName(name)) return false
    this.next()
    return true
  }

  expect(type: string): Token {
    if (this.current.type !== type) this.#unexpected(describeType(type))
    return this.next()
  }

  expectName(name: string): Token {
    if (!this.isName(name)) this.#unexpected(name)
    return this.next()
  }

  #unexpected(wanted: string): never {
    if (this.current.type === 'eof') this.fail(`unexpected end of template, expected ${textRepr(wanted)}.`)
    this.fail(`expected token ${textRepr(wanted)}, got ${textRepr(describeToken(this.current))}`)
  }

  fail(message: string, at = this.current.at): never {
    throw new TemplateSyntaxError(message, at)
  }
}
