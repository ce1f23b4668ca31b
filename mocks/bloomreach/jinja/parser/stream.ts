// The parser's view of the tokens: the current one, a look ahead, and expectations that fail with
// Jinja2's words.

import { LimitError, TemplateSyntaxError } from '../errors.ts'
import type { Lexer } from '../lexer/lexer.ts'
import { describeToken, describeType, type Token } from '../lexer/token.ts'
import { textRepr } from '../values/repr.ts'

/** Parsing and compiling cannot be interrupted: a template of more would hold up everything else. */
const MOST_TOKENS = 100_000

export class TokenStream {
  readonly #lexer: Lexer
  #ahead: Token | undefined
  current: Token
  /** How many tokens have been stepped over. */
  index = 0

  constructor(lexer: Lexer) {
    this.#lexer = lexer
    this.current = checked(lexer.next())
  }

  /** Steps to the next token and answers the one it leaves. */
  next(): Token {
    const left = this.current
    if (left.type === 'eof') return left
    if (++this.index > MOST_TOKENS) {
      const problem = `it has more than ${MOST_TOKENS} names, values and signs in its tags`
      throw new LimitError('tokens', `Cannot read the template: ${problem}. Split it into several.`)
    }
    if (this.#ahead === undefined) {
      this.current = checked(this.#lexer.next())
    } else {
      this.current = this.#ahead
      this.#ahead = undefined
    }
    return left
  }

  look(): Token {
    this.#ahead ??= checked(this.#lexer.next())
    return this.#ahead
  }

  /** What it costs to work out what stands between an earlier place of the stream and this one. */
  costSince(index: number): number {
    return 1 + ((this.index - index + 1) >> 1)
  }

  is(type: string): boolean {
    return this.current.type === type
  }

  isName(name: string): boolean {
    return this.current.type === 'name' && this.current.value === name
  }

  isOneOf(names: readonly string[]): boolean {
    return this.current.type === 'name' && names.includes(this.current.value as string)
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

function checked(token: Token): Token {
  if (token.type === 'error') throw new TemplateSyntaxError(String(token.value), token.at)
  return token
}
