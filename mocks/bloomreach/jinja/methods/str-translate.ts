// Exchanging characters by a table: str.translate() and str.maketrans().

import { typeError, valueError } from '../errors.ts'
import { spendString } from '../limits.ts'
import { PyDict } from '../values/dict.ts'
import { isString, textOf, typeName, type Value } from '../values/objects.ts'
import { codePoints } from '../values/text.ts'
import { text } from './str-method.ts'

export function translate(whole: string, table: Value): string {
  if (whole === '') return whole
  if (!(table instanceof PyDict)) throw typeError(`'${typeName(table)}' object is not subscriptable`)
  let result = ''
  for (const char of whole) {
    const code = char.codePointAt(0) ?? 0
    const found = table.get(code)
    if (found === undefined) result += char
    else if (typeof found === 'number') result += String.fromCodePoint(found)
    else if (found !== null) result += text(found, 'character mapping')
    spendString(result.length > 4096 ? result.length : 0)
  }
  return result
}

export function makeTranslation(from: Value, to: Value, remove: Value): PyDict {
  const table = new PyDict()
  if (from instanceof PyDict) {
    for (const [key, value] of from.entries()) {
      table.set(isString(key) ? (textOf(key).codePointAt(0) ?? 0) : key, value)
    }
    return table
  }
  const sources = codePoints(text(from))
  const targets = codePoints(text(to))
  if (sources.length !== targets.length) {
    throw valueError('the first two maketrans arguments must have equal length')
  }
  for (const [index, char] of sources.entries()) {
    table.set(char.codePointAt(0), targets[index]?.codePointAt(0) ?? null)
  }
  for (const char of text(remove, 'maketrans() argument 3')) table.set(char.codePointAt(0), null)
  return table
}
