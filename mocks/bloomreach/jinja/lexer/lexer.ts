// Cuts a template into tokens, with white space control already applied. A mistake becomes an `error`
// token, so that the parser reports whatever comes first in the text.

import { intOf, normalInt } from '../values/integers.ts'
import { toFloat, type Value } from '../values/objects.ts'
import { escapePoint } from '../values/repr.ts'
import { isSpace, stripEnd } from '../values/text.ts'

export interface Token {
  /** `name`, `string`, `integer`, `float`, `data`, `block_begin`, …, an operator's name, `error` or `eof`. */
  readonly type: string
  /** The name, the text or the number. */
  readonly value: Value
  readonly at: number
}

export interface LexerOptions {
  trimBlocks: boolean
  lstripBlocks: boolean
  keepTrailingNewline: boolean
}

const OPERATORS: Record<string, string> = {
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

/** Characters that may begin an operator of two. */
const DOUBLED = /[/*=!<>]/

const CLOSERS: Record<string, string> = { '(': ')', '[': ']', '{': '}' }

const SPELLINGS = new Map(Object.entries(OPERATORS).map(([text, name]) => [name, text]))

const DESCRIBED: Record<string, string> = {
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

/** Line ends become \n, and one at the very end goes, unless it is to be kept. */
export function normalizeSource(source: string, options: LexerOptions): string {
  const text = source.includes('\r') ? source.replace(/\r\n?/g, '\n') : source
  return !options.keepTrailingNewline && text.endsWith('\n') ? text.slice(0, -1) : text
}

const WORD = /[\p{L}\p{N}\p{M}_·]+/uy
const IDENTIFIER = /^[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}·]*$/u
const FLOAT_PATTERN = /(?:\d+_)*\d+(?:(?:\.(?:\d+_)*\d+)?e[+-]?(?:\d+_)*\d+|\.(?:\d+_)*\d+)/iy
const INTEGER_PATTERN = /0b(?:_?[01])+|0o(?:_?[0-7])+|0x(?:_?[\da-f])+|[1-9](?:_?\d)*|0(?:_?0)*/iy
const RAW_BEGIN = /\{%([-+]?)\s*raw\s*(?:-%\}\s*|%\})/y
const RAW_END = /\{%([-+]?)\s*endraw\s*(?:\+%\}|-%\}\s*|%\}(\n?))/g
const COMMENT_END = /\+#\}|-#\}\s*|#\}(\n?)/g

export const tokenize = (source: string, options: LexerOptions): Token[] => new Lexer(source, options).run()

class Lexer {
  readonly #text: string
  readonly #options: LexerOptions
  readonly #tokens: Token[] = []
  /** Whether the text before the place we are at ended a line. */
  #lineStarting = true

  constructor(text: string, options: LexerOptions) {
    this.#text = text
    this.#options = options
  }

  run(): Token[] {
    let at = 0
    while (at !== -1 && at < this.#text.length) at = this.#root(at)
    this.#add('eof', '', this.#text.length)
    return this.#tokens
  }

  #add(type: string, value: Value, at: number): void {
    this.#tokens.push({ type, value, at })
  }

  #fail(message: string, at: number): -1 {
    this.#add('error', message, at)
    return -1
  }

  /** Text up to the next tag, and the tag. Answers where to go on, or -1 at the end or a mistake. */
  #root(from: number): number {
    const text = this.#text
    const open = nextTag(text, from)
    if (open === -1) {
      this.#add('data', text.slice(from), from)
      return text.length
    }
    const kind = text[open + 1]
    const sign = text[open + 2]
    const signed = sign === '-' || sign === '+'
    this.#data(from, open, signed ? sign : '', kind !== '{')
    const inside = open + (signed ? 3 : 2)
    if (kind === '{') {
      this.#add('variable_begin', '', open)
      return this.#tag(inside, '}')
    }
    if (kind === '#') return this.#comment(inside, open)
    RAW_BEGIN.lastIndex = open
    const raw = RAW_BEGIN.exec(text)
    if (raw !== null) return this.#raw(open + raw[0].length, open)
    this.#add('block_begin', '', open)
    return this.#tag(inside, '%')
  }

  /** Adds the text before a tag, stripped as the tag's sign and lstripBlocks ask. */
  #data(from: number, to: number, sign: string, stripsLine: boolean): void {
    let data = this.#text.slice(from, to)
    if (sign === '-') {
      data = stripEnd(data)
    } else if (sign !== '+' && this.#options.lstripBlocks && stripsLine) {
      const line = data.lastIndexOf('\n') + 1
      if ((line > 0 || this.#lineStarting) && line < data.length && stripEnd(data.slice(line)) === '') {
        data = data.slice(0, line)
      }
    }
    if (data !== '') this.#add('data', data, from)
  }

  /** Steps over an end tag; remembers whether it took the end of a line with it. */
  #after(match: RegExpExecArray): number {
    let end = match.index + match[0].length
    const newline = match[match.length - 1]
    if (newline === '\n' && !this.#options.trimBlocks) end--
    this.#lineStarting = this.#text[end - 1] === '\n'
    return end
  }

  #comment(from: number, open: number): number {
    COMMENT_END.lastIndex = from
    const end = COMMENT_END.exec(this.#text)
    if (end !== null) return this.#after(end)
    return from < this.#text.length ? this.#fail('Missing end of comment tag', open) : -1
  }

  #raw(from: number, open: number): number {
    RAW_END.lastIndex = from
    const end = RAW_END.exec(this.#text)
    this.#lineStarting = this.#text[from - 1] === '\n'
    // Nothing at all behind the tag is no mistake to Jinja2.
    if (end === null) return from < this.#text.length ? this.#fail('Missing end of raw directive', open) : -1
    this.#data(from, end.index, end[1] ?? '', true)
    return this.#after(end)
  }

  /** The tokens of one tag up to its end, whose first character is `close`. */
  #tag(from: number, close: string): number {
    const text = this.#text
    const open: string[] = []
    let at = from
    for (;;) {
      if (at >= text.length) return -1
      const code = text.charCodeAt(at)
      if (code === 32 || isSpace(code)) {
        at++
        continue
      }
      if (open.length === 0) {
        const end = this.#tagEnd(at, close)
        if (end !== -1) return end
      }
      const next = this.#token(at, code, open)
      if (next === -1) return -1
      at = next
    }
  }

  /** Where the text goes on if the tag ends here, or -1. */
  #tagEnd(at: number, close: string): number {
    const text = this.#text
    const sign = text[at] === '-' || (close === '%' && text[at] === '+') ? text[at] : ''
    const brace = sign === '' ? at : at + 1
    if (text[brace] !== close || text[brace + 1] !== '}') return -1
    this.#add(close === '%' ? 'block_end' : 'variable_end', '', at)
    let end = brace + 2
    if (sign === '-') while (end < text.length && isSpace(text.charCodeAt(end))) end++
    else if (sign === '' && close === '%' && this.#options.trimBlocks && text[end] === '\n') end++
    this.#lineStarting = text[end - 1] === '\n'
    return end
  }

  #token(at: number, code: number, open: string[]): number {
    if (code >= 48 && code <= 57) return this.#number(at)
    if (code === 39 || code === 34) return this.#string(at, code)
    if (isWordCode(code)) return this.#name(at)
    return this.#operator(at, open)
  }

  #name(at: number): number {
    const text = this.#text
    let end = at + 1
    while (end < text.length && isAsciiWord(text.charCodeAt(end))) end++
    if (text.charCodeAt(at) < 128 && !(text.charCodeAt(end) >= 128)) {
      this.#add('name', text.slice(at, end), at)
      return end
    }
    WORD.lastIndex = at
    const match = WORD.exec(text)
    if (match === null) return this.#unexpected(at)
    if (!IDENTIFIER.test(match[0])) return this.#fail('Invalid character in identifier', at)
    this.#add('name', match[0], at)
    return at + match[0].length
  }

  #number(at: number): number {
    const text = this.#text
    FLOAT_PATTERN.lastIndex = at
    const float = text[at - 1] === '.' ? null : FLOAT_PATTERN.exec(text)
    if (float !== null) {
      this.#add('float', toFloat(Number(float[0].replaceAll('_', ''))), at)
      return at + float[0].length
    }
    INTEGER_PATTERN.lastIndex = at
    const digits = INTEGER_PATTERN.exec(text)?.[0] ?? ''
    const plain = digits.replaceAll('_', '')
    if (plain.length > 4300) return this.#fail('Exceeds the limit for integer string conversion', at)
    const small = plain.length < 16
    this.#add('integer', small ? intOf(Number(plain)) : normalInt(BigInt(plain)), at)
    return at + digits.length
  }

  #string(at: number, quote: number): number {
    const text = this.#text
    let end = at + 1
    let escaped = false
    for (; ; end++) {
      if (end >= text.length) return this.#unexpected(at)
      const code = text.charCodeAt(end)
      if (code === quote) break
      if (code === 92) {
        escaped = true
        end++
      }
    }
    const inside = text.slice(at + 1, end)
    const value = escaped ? unescaped(inside) : inside
    if (typeof value !== 'string') return this.#fail(value.message, at)
    this.#add('string', value, at)
    return end + 1
  }

  #operator(at: number, open: string[]): number {
    const text = this.#text
    const one = text.charAt(at)
    const two = DOUBLED.test(one) ? text.slice(at, at + 2) : one
    const spelled = OPERATORS[two] === undefined ? one : two
    const name = OPERATORS[spelled]
    if (name === undefined) return this.#unexpected(at)
    if (spelled === '(' || spelled === '[' || spelled === '{') open.push(CLOSERS[spelled] as string)
    else if (spelled === ')' || spelled === ']' || spelled === '}') {
      const expected = open.pop()
      if (expected === undefined) return this.#fail(`unexpected '${spelled}'`, at)
      if (expected !== spelled) return this.#fail(`unexpected '${spelled}', expected '${expected}'`, at)
    }
    this.#add(name, spelled, at)
    return at + spelled.length
  }

  #unexpected(at: number): -1 {
    const char = String.fromCodePoint(this.#text.codePointAt(at) ?? 0)
    return this.#fail(`unexpected char ${JSON.stringify(char).replace(/^"|"$/g, "'")} at ${at}`, at)
  }
}

function nextTag(text: string, from: number): number {
  for (let at = text.indexOf('{', from); at !== -1; at = text.indexOf('{', at + 1)) {
    const code = text.charCodeAt(at + 1)
    if (code === 123 || code === 37 || code === 35) return at
  }
  return -1
}

const isAsciiWord = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95

const isWordCode = (code: number): boolean => isAsciiWord(code) || code >= 128

const SIMPLE: Record<string, string> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

const HEX_LENGTHS: Record<string, number> = { x: 2, u: 4, U: 8 }

const ESCAPE_SEQUENCE = /\\(?:([0-7]{1,3})|([xuU])([\da-fA-F]*)|([\s\S]))/gu

/** A string literal's escapes, as Python's unicode-escape codec reads them. */
function unescaped(inside: string): string | { message: string } {
  let problem = ''
  const text = inside.replace(
    ESCAPE_SEQUENCE,
    (whole, octal?: string, kind?: string, hex = '', char = '') => {
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8))
      if (kind !== undefined) {
        const length = HEX_LENGTHS[kind] ?? 0
        const code = Number.parseInt(hex.slice(0, length), 16)
        if (hex.length < length) problem ||= `truncated \\${kind}${'X'.repeat(length)} escape`
        else if (code > 0x10ffff) problem ||= 'illegal Unicode character'
        else return String.fromCodePoint(code) + hex.slice(length)
        return ''
      }
      if (char === 'N') {
        problem ||= 'malformed \\N character escape'
        return ''
      }
      const replaced = SIMPLE[char]
      if (replaced !== undefined) return replaced
      // Jinja2 first writes what is outside ASCII as escapes, so a backslash before it escapes those.
      const code = char.codePointAt(0) ?? 0
      return code < 128 ? whole : escapePoint(code)
    },
  )
  return problem === '' ? text : { message: problem }
}
