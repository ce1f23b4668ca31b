// What the lexer makes of a text, and what Jinja2 calls it in its messages.

import type { Value } from '../values/objects.ts'

export interface Token {
  /** `name`, `string`, `integer`, `float`, `data`, `block_begin`, …, an operator's name, `error` or `eof`. */
  readonly type: string
  /** The name, the text or the number. */
  readonly value: Value
  readonly at: number
}

export const OPERATORS: Readonly<Record<string, string>> = {
  '+': 'add',
  '-': 'sub',
  '/': 'div',
  '//': 'floordiv',
  '*': 'mul',
  '%': 'mod',
  '**': 'pow',
  '~': 'tilde',
  '[': 'lbracket',
  ']': 'rbracket',
  '(': 'lparen',
  ')': 'rparen',
  '{': 'lbrace',
  '}': 'rbrace',
  '==': 'eq',
  '!=': 'ne',
  '>': 'gt',
  '>=': 'gteq',
  '<': 'lt',
  '<=': 'lteq',
  '=': 'assign',
  '.': 'dot',
  ':': 'colon',
  '|': 'pipe',
  ',': 'comma',
  ';': 'semicolon',
}

const SPELLINGS = new Map(Object.entries(OPERATORS).map(([text, name]) => [name, text]))

const DESCRIBED: Readonly<Record<string, string>> = {
  block_begin: 'begin of statement block',
  block_end: 'end of statement block',
  variable_begin: 'begin of print statement',
  variable_end: 'end of print statement',
  data: 'template data / text',
  eof: 'end of template',
}

/** What Jinja2 calls a kind of token in its messages. */
export const describeType = (type: string): string => SPELLINGS.get(type) ?? DESCRIBED[type] ?? type

export const describeToken = (token: Token): string =>
  token.type === 'name' ? String(token.value) : describeType(token.type)
