// Cuts a template into tokens, one at a time, with white space control already applied. A mistake
// becomes an `error` token, so that the parser reports whatever comes first in the text.

import { intOf, normalInt } from '../values/integers.ts'
import { toFloat, type Value } from '../values/objects.ts'
import { isSpace, stripEnd } from '../values/text.ts'
import { isWordCode, nameAt } from './name.ts'
import { unescaped } from './string-literal.ts'
import { OPERATORS, type Token } from './token.ts'

export interface LexerOptions {
  trimBlocks: boolean
  lstripBlocks: boolean
  keepTrailingNewline: boolean
}

/** Line ends become \n, and one at the very end goes, unless it is to be kept. */
export function normalizeSource(source: string, options: LexerOptions): string {
  const text = source.includes('\r') ? source.replace(/\r\n?/g, '\n') : source
  return !options.keepTrailingNewline && text.endsWith('\n') ? text.slice(0, -1) : text
}

const FLOAT_PATTERN = /(?:\d+_)*\d+(?:(?:\.(?:\d+_)*\d+)?e[+-]?(?:\d+_)*\d+|\.(?:\d+_)*\d+)/iy
const INTEGER_PATTERN = /0b(?:_?[01])+|0o(?:_?[0-7])+|0x(?:_?[\da-f])+|[1-9](?:_?\d)*|0(?:_?0)*/iy
const RAW_BEGIN = /\{%[-+]?\s*raw\s*(-?)%\}/y
const RAW_END = /\{%([-+]?)\s*endraw\s*([-+]?)%\}/g

const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/** Where the lexer is: in the text, before a tag, or in one that ends with `%}` or `}}`. */
type Mode = 'text' | 'tag' | '%' | '}'

const token = (type: string, value: Value, at: number): Token => ({ type, value, at })

export class Lexer {
  readonly #text: string
  readonly #options: LexerOptions
  #at = 0
  #mode: Mode = 'text'
  /** The brackets that are open in this tag, by what closes them. */
  #open: string[] = []
  /** Whether the text before the place we are at ended a line. */
  #lineStarting = true

  constructor(text: string, options: LexerOptions) {
    this.#text = text
    this.#options = options
  }

  next(): Token {
    if (this.#mode === '%' || this.#mode === '}') return this.#inside(this.#mode)
    for (;;) {
      const found = this.#mode === 'text' ? this.#data() : this.#begin()
      if (found !== undefined) return found
    }
  }

  #end(): Token {
    this.#at = this.#text.length
    this.#mode = 'text'
    return token('eof', '', this.#at)
  }

  #fail(message: string, at: number): Token {
    return token('error', message, at)
  }

  /** The text up to the next tag, if there is any. */
  #data(): Token | undefined {
    const text = this.#text
    const from = this.#at
    if (from >= text.length) return this.#end()
    const open = nextTag(text, from)
    if (open === -1) {
      this.#at = text.length
      return token('data', text.slice(from), from)
    }
    this.#at = open
    this.#mode = 'tag'
    if (open === from) return undefined
    const sign = signAt(text, open + 2)
    return this.#stripped(from, open, sign, text.charCodeAt(open + 1) !== OPEN_BRACE)
  }

  /** The text before a tag, stripped as the tag's sign and lstripBlocks ask. */
  #stripped(from: number, to: number, sign: string, stripsLine: boolean): Token | undefined {
    let data = this.#text.slice(from, to)
    if (sign === '-') {
      data = stripEnd(data)
    } else if (sign !== '+' && this.#options.lstripBlocks && stripsLine) {
      const line = data.lastIndexOf('\n') + 1
      if ((line > 0 || this.#lineStarting) && line < data.length && stripEnd(data.slice(line)) === '') {
        data = data.slice(0, line)
      }
    }
    return data === '' ? undefined : token('data', data, from)
  }

  /** The begin of the tag at which we are; nothing for a comment or an empty raw block. */
  #begin(): Token | undefined {
    const text = this.#text
    const open = this.#at
    const kind = text.charCodeAt(open + 1)
    const inside = signAt(text, open + 2) === '' ? open + 2 : open + 3
    if (kind === HASH) return this.#comment(inside, open)
    if (kind === OPEN_BRACE) return this.#enter('}', 'variable_begin', inside)
    if (beginsRaw(text, inside)) {
      RAW_BEGIN.lastIndex = open
      const raw = RAW_BEGIN.exec(text)
      if (raw !== null) {
        this.#after(open + raw[0].length, raw[1] ?? '', false)
        return this.#raw(this.#at, open)
      }
    }
    return this.#enter('%', 'block_begin', inside)
  }

  #enter(mode: Mode, type: string, inside: number): Token {
    const at = this.#at
    this.#mode = mode
    this.#at = inside
    if (this.#open.length > 0) this.#open = []
    return token(type, '', at)
  }

  /** Goes on in the text behind a tag with that sign: what follows may be stripped too. */
  #after(end: number, sign: string, trims: boolean): void {
    const text = this.#text
    let at = end
    if (sign === '-') while (isSpace(text.charCodeAt(at))) at++
    else if (sign === '' && trims && this.#options.trimBlocks && text.charCodeAt(at) === 10) at++
    this.#lineStarting = text.charCodeAt(at - 1) === 10
    this.#mode = 'text'
    this.#at = at
  }

  #comment(from: number, open: number): Token | undefined {
    const text = this.#text
    const end = text.indexOf('#}', from)
    if (end !== -1) {
      this.#after(end + 2, end > from ? signAt(text, end - 1) : '', true)
      return undefined
    }
    return from < text.length ? this.#fail('Missing end of comment tag', open) : this.#end()
  }

  #raw(from: number, open: number): Token | undefined {
    RAW_END.lastIndex = from
    const end = RAW_END.exec(this.#text)
    if (end === null) {
      // Nothing at all behind the tag is no mistake to Jinja2.
      return from < this.#text.length ? this.#fail('Missing end of raw directive', open) : this.#end()
    }
    const data = this.#stripped(from, end.index, end[1] ?? '', true)
    this.#after(end.index + end[0].length, end[2] ?? '', true)
    return data
  }

  /** The next token of a tag, or its end, whose first character is `close`. */
  #inside(close: '%' | '}'): Token {
    const text = this.#text
    let at = this.#at
    let code = text.charCodeAt(at)
    while (code === 32 || isSpace(code)) {
      at++
      code = text.charCodeAt(at)
    }
    if (at >= text.length) return this.#end()
    if (isWordCode(code)) return code <= 57 && code >= 48 ? this.#number(at) : this.#name(at)
    if (code === 39 || code === 34) return this.#string(at, code)
    if (this.#open.length === 0) {
      const end = this.#tagEnd(at, close)
      if (end !== undefined) return end
    }
    return this.#operator(at)
  }

  #tagEnd(at: number, close: '%' | '}'): Token | undefined {
    const text = this.#text
    const found = signAt(text, at)
    const sign = found === '+' && close === '}' ? '' : found
    const brace = sign === '' ? at : at + 1
    if (text[brace] !== close || text[brace + 1] !== '}') return undefined
    this.#after(brace + 2, sign, close === '%')
    return token(close === '%' ? 'block_end' : 'variable_end', '', at)
  }

  #name(at: number): Token {
    const name = nameAt(this.#text, at)
    if (name === undefined) return this.#fail('Invalid character in identifier', at)
    if (name === '') return this.#unexpected(at)
    this.#at = at + name.length
    return token('name', name, at)
  }

  #number(at: number): Token {
    const text = this.#text
    FLOAT_PATTERN.lastIndex = at
    const float = text[at - 1] === '.' ? null : FLOAT_PATTERN.exec(text)
    if (float !== null) {
      this.#at = at + float[0].length
      return token('float', toFloat(Number(float[0].replaceAll('_', ''))), at)
    }
    INTEGER_PATTERN.lastIndex = at
    const digits = INTEGER_PATTERN.exec(text)?.[0] ?? ''
    const plain = digits.replaceAll('_', '')
    if (plain.length > 4300) return this.#fail('Exceeds the limit for integer string conversion', at)
    this.#at = at + digits.length
    return token('integer', plain.length < 16 ? intOf(Number(plain)) : normalInt(BigInt(plain)), at)
  }

  #string(at: number, quote: number): Token {
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
    this.#at = end + 1
    return token('string', value, at)
  }

  #operator(at: number): Token {
    const text = this.#text
    const one = text.charAt(at)
    const two = mayBeDouble(text.charCodeAt(at)) ? text.slice(at, at + 2) : one
    const spelled = OPERATORS[two] === undefined ? one : two
    const name = OPERATORS[spelled]
    if (name === undefined) return this.#unexpected(at)
    const mistake = this.#bracket(spelled)
    if (mistake !== '') return this.#fail(mistake, at)
    this.#at = at + spelled.length
    return token(name, spelled, at)
  }

  /** Keeps account of brackets; answers what is wrong with this one, if anything. */
  #bracket(spelled: string): string {
    if (spelled === '(' || spelled === '[' || spelled === '{') this.#open.push(CLOSERS[spelled] as string)
    else if (spelled === ')' || spelled === ']' || spelled === '}') {
      const expected = this.#open.pop()
      if (expected === undefined) return `unexpected '${spelled}'`
      if (expected !== spelled) return `unexpected '${spelled}', expected '${expected}'`
    }
    return ''
  }

  #unexpected(at: number): Token {
    const char = String.fromCodePoint(this.#text.codePointAt(at) ?? 0)
    return this.#fail(`unexpected char ${JSON.stringify(char).replace(/^"|"$/g, "'")} at ${at}`, at)
  }
}

const OPEN_BRACE = 123
const HASH = 35
const PERCENT = 37

function nextTag(text: string, from: number): number {
  for (let at = text.indexOf('{', from); at !== -1; at = text.indexOf('{', at + 1)) {
    const code = text.charCodeAt(at + 1)
    if (code === OPEN_BRACE || code === PERCENT || code === HASH) return at
  }
  return -1
}

/** The `-` or `+` behind the begin of a tag. */
function signAt(text: string, at: number): '' | '-' | '+' {
  const code = text.charCodeAt(at)
  return code === 45 ? '-' : code === 43 ? '+' : ''
}

/** A look before the pattern is tried, since few tags are raw ones. */
function beginsRaw(text: string, inside: number): boolean {
  let at = inside
  while (isSpace(text.charCodeAt(at))) at++
  return text.startsWith('raw', at)
}

/** Characters that may begin an operator of two. */
const mayBeDouble = (code: number): boolean =>
  code === 47 || code === 42 || code === 61 || code === 33 || code === 60 || code === 62
