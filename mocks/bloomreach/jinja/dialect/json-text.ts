// json.loads(): like JSON.parse, but `10.0` stays a float and large integers stay exact.

import { valueError } from '../errors.ts'
import { enter, leave, spend } from '../limits.ts'
import { PyDict } from '../values/dict.ts'
import { intOf, normalInt } from '../values/integers.ts'
import { toFloat, type Value } from '../values/objects.ts'
import { pointIndex } from '../values/text.ts'

const BLANK = /[ \t\n\r]*/y
const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids exactly these.
const STRING = /"(?:[^"\\\0-\x1f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y

const WORDS: Record<string, Value> = {
  null: null,
  true: true,
  false: false,
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
}

/** What reading one value takes. */
const STEPS_PER_VALUE = 4

/** Python 3.11 refuses to read integers of more than 4300 digits, whose reading takes time beyond their size. */
function largeInt(digits: string): Value {
  const count = digits.startsWith('-') ? digits.length - 1 : digits.length
  if (count > 4300) {
    throw valueError(
      `Exceeds the limit (4300 digits) for integer string conversion: value has ${count} digits; use sys.set_int_max_str_digits() to increase the limit`,
    )
  }
  return normalInt(BigInt(digits))
}

export function parseJson(text: string): Value {
  let at = 0

  const fail = (what: string, where = at): never => {
    const before = text.slice(0, where)
    const line = before.split('\n').length
    const column = where - before.lastIndexOf('\n')
    const error = valueError(`${what}: line ${line} column ${column} (char ${pointIndex(text, where)})`)
    error.name = 'JSONDecodeError'
    throw error
  }

  const skipBlank = () => {
    BLANK.lastIndex = at
    BLANK.exec(text)
    at = BLANK.lastIndex
  }

  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found !== null) at += found[0].length
    return found
  }

  const text1 = (what: string): string => {
    const start = at
    const found = match(STRING)
    if (found === null) return fail(text[start] === '"' ? 'Unterminated string starting at' : what, start)
    return JSON.parse(found[0]) as string
  }

  const list = (): Value[] => {
    const items: Value[] = []
    at++
    skipBlank()
    if (text[at] === ']') {
      at++
      return items
    }
    for (;;) {
      items.push(value())
      skipBlank()
      const char = text[at]
      if (char !== ',' && char !== ']') fail("Expecting ',' delimiter")
      at++
      if (char === ']') return items
    }
  }

  const dict = (): PyDict => {
    const made = new PyDict()
    at++
    skipBlank()
    if (text[at] === '}') {
      at++
      return made
    }
    for (;;) {
      skipBlank()
      const key = text1('Expecting property name enclosed in double quotes')
      skipBlank()
      if (text[at] !== ':') fail("Expecting ':' delimiter")
      at++
      made.set(key, value())
      skipBlank()
      const char = text[at]
      if (char !== ',' && char !== '}') fail("Expecting ',' delimiter")
      at++
      if (char === '}') return made
    }
  }

  const nested = <T>(read: () => T): T => {
    enter()
    const read1 = read()
    leave()
    return read1
  }

  const value = (): Value => {
    spend(STEPS_PER_VALUE)
    skipBlank()
    const char = text[at]
    if (char === '{') return nested(dict)
    if (char === '[') return nested(list)
    if (char === '"') return text1('Expecting value')
    for (const [word, meaning] of Object.entries(WORDS)) {
      if (text.startsWith(word, at)) {
        at += word.length
        return meaning
      }
    }
    const found = match(NUMBER)
    if (found === null) return fail('Expecting value')
    const [digits, fraction, exponent] = found
    if (fraction !== undefined || exponent !== undefined) return toFloat(Number(digits))
    return digits.length < 16 ? intOf(Number(digits)) : largeInt(digits)
  }

  const parsed = value()
  skipBlank()
  if (at < text.length) fail('Extra data')
  return parsed
}
