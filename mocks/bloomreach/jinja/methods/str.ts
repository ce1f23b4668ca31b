// Methods of str, on code points and with Python's idea of letters, digits and white space.

import type { Method, Parameter } from '../callable.ts'
import { typeError, valueError } from '../errors.ts'
import { spend, spendString } from '../limits.ts'
import { sliceIndices } from '../values/access.ts'
import { toList } from '../values/iterate.ts'
import { indexOf } from '../values/numeric.ts'
import { isString, PyTuple, textOf, typeName, type Value } from '../values/objects.ts'
import { formatText, kwargsLookup, namesOf } from '../values/str-format.ts'
import {
  capitalize,
  codePoints,
  pointIndex,
  SPACE_CLASS,
  sliceText,
  splitLines,
  strip,
  stripEnd,
  stripStart,
  textLength,
} from '../values/text.ts'
import { isCased, isTitle, swapCase, title } from './str-case.ts'
import { int, named, str, text } from './str-method.ts'
import { partition, split } from './str-split.ts'
import { makeTranslation, translate } from './str-translate.ts'

const RANGE: readonly Parameter[] = ['sub', ['start', null], ['end', null]]

/** The part of the text that start and end leave, and where it begins in code points. */
function within(whole: string, start: Value, end: Value): { part: string; from: number } | undefined {
  const length = textLength(whole)
  const [from, to] = sliceIndices(start, end, null, length)
  if (start !== null && Number(indexOf(start)) > length) return undefined
  return from > to ? undefined : { part: sliceText(whole, from, to), from }
}

function finder(search: (part: string, wanted: string) => number, missing: () => number): Method {
  return str(RANGE, (whole, wanted, start, end) => {
    const needle = text(wanted)
    const found = within(whole, start, end)
    const index = found === undefined ? -1 : search(found.part, needle)
    return found === undefined || index === -1 ? missing() : found.from + pointIndex(found.part, index)
  })
}

function notFound(): never {
  throw valueError('substring not found')
}

function affix(matches: (part: string, wanted: string) => boolean, name: string): Method {
  return str(RANGE, (whole, wanted, start, end) => {
    const found = within(whole, start, end)
    const complain = (value: Value) =>
      typeError(`${name} first arg must be str or a tuple of str, not ${typeName(value)}`)
    const options = wanted instanceof PyTuple ? wanted.items : [wanted]
    return options.some(option => {
      if (!isString(option)) throw complain(option)
      return found !== undefined && matches(found.part, textOf(option))
    })
  })
}

function fillChar(value: Value): string {
  const fill = text(value, 'The fill character')
  if (textLength(fill) !== 1) throw typeError('The fill character must be exactly one character long')
  return fill
}

/** str.center() puts an odd space left of a text of odd width, right otherwise. */
export function center(whole: string, width: number, fill = ' '): string {
  const missing = width - textLength(whole)
  if (missing <= 0) return whole
  spendString(width)
  const left = (missing >> 1) + (missing & width & 1)
  return fill.repeat(left) + whole + fill.repeat(missing - left)
}

function aligned(left: boolean): Method {
  return str(['width', ['fillchar', ' ']], (whole, width, fill) => {
    const missing = int(width) - textLength(whole)
    const padding = fillChar(fill)
    if (missing <= 0) return whole
    spendString(missing)
    return left ? whole + padding.repeat(missing) : padding.repeat(missing) + whole
  })
}

function stripper(start: boolean, end: boolean, plain: (whole: string) => string): Method {
  return str([['chars', null]], (whole, chars) => {
    if (chars === null) return plain(whole)
    if (!isString(chars)) throw typeError(`strip arg must be None or str, not ${typeName(chars)}`)
    return stripChars(whole, textOf(chars), start, end)
  })
}

/** Takes these characters off the ends. */
export function stripChars(whole: string, chars: string, start = true, end = true): string {
  const unwanted = new Set(chars)
  const points = codePoints(whole)
  let from = 0
  let to = points.length
  if (start) while (from < to && unwanted.has(points[from] ?? '')) from++
  if (end) while (to > from && unwanted.has(points[to - 1] ?? '')) to--
  return points.slice(from, to).join('')
}

/** str.replace(), where the empty string stands between all characters. */
export function replaceText(whole: string, old: string, by: string, count: number): string {
  const pieces = old === '' ? ['', ...codePoints(whole), ''] : whole.split(old)
  if (old === '' && whole === '') return count === 0 ? whole : by
  const times = count < 0 ? pieces.length - 1 : Math.min(count, pieces.length - 1)
  spendString(whole.length + times * (by.length - old.length))
  spend((whole.length >> 6) + (times >> 2))
  if (times === pieces.length - 1) return pieces.join(by)
  return [...pieces.slice(0, times), pieces.slice(times).join(old)].join(by)
}

const all = (pattern: RegExp): Method => str([], whole => pattern.test(whole))

function expandTabs(whole: string, size: number): string {
  let column = 0
  let result = ''
  for (const char of whole) {
    if (char === '\t') {
      const width = size > 0 ? size - (column % size) : 0
      spendString(result.length + width)
      result += ' '.repeat(width)
      column += width
    } else {
      result += char
      column = char === '\n' || char === '\r' ? 0 : column + 1
    }
  }
  return result
}

function zeroFill(whole: string, width: number): string {
  const missing = width - textLength(whole)
  if (missing <= 0) return whole
  spendString(width)
  const sign = /^[+-]/.test(whole) ? whole.charAt(0) : ''
  return sign + '0'.repeat(missing) + whole.slice(sign.length)
}

function joinAll(separator: string, values: Value): string {
  const parts = toList(values).map((value, index) => {
    if (!isString(value))
      throw typeError(`sequence item ${index}: expected str instance, ${typeName(value)} found`)
    return textOf(value)
  })
  const length = parts.reduce((sum, part) => sum + part.length + separator.length, 0)
  spendString(length)
  return parts.join(separator)
}

export const STR_METHODS: Readonly<Record<string, Method>> = {
  capitalize: str([], capitalize),
  casefold: str([], whole => {
    spend(whole.length >> 3)
    return whole.toLowerCase().replaceAll('ß', 'ss').replaceAll('ς', 'σ')
  }),
  center: str(['width', ['fillchar', ' ']], (whole, width, fill) =>
    center(whole, int(width), fillChar(fill)),
  ),
  count: str(RANGE, (whole, wanted, start, end) => {
    const found = within(whole, start, end)
    const needle = text(wanted)
    if (found === undefined) return 0
    return needle === '' ? textLength(found.part) + 1 : found.part.split(needle).length - 1
  }),
  endswith: affix((part, wanted) => part.endsWith(wanted), 'endswith'),
  expandtabs: named([['tabsize', 8]], (whole, size) => expandTabs(whole, int(size))),
  find: finder(
    (part, wanted) => part.indexOf(wanted),
    () => -1,
  ),
  format: { variadic: (_run, self, args, kwargs) => formatText(self as string, args, kwargsLookup(kwargs)) },
  format_map: str(['mapping'], (whole, mapping) => formatText(whole, [], namesOf(mapping))),
  index: finder((part, wanted) => part.indexOf(wanted), notFound),
  isalnum: all(/^[\p{L}\p{N}]+$/u),
  isalpha: all(/^\p{L}+$/u),
  isascii: all(/^[\0-\x7f]*$/),
  isdecimal: all(/^\p{Nd}+$/u),
  isdigit: all(/^[\p{Nd}²³¹⁰⁴-⁹₀-₉①-⑨⑴-⑼⒈-⒐⓪⓵-⓽⓿❶-❾➀-➈➊-➒]+$/u),
  isidentifier: all(/^[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}·]*$/u),
  islower: str([], whole => isCased(whole, false)),
  isnumeric: all(/^[\p{N}〇一二三四五六七八九十百千万億兆]+$/u),
  isprintable: str([], whole => !/[\p{C}\p{Z}]/u.test(whole.replaceAll(' ', ''))),
  isspace: all(new RegExp(`^[${SPACE_CLASS}]+$`, 'u')),
  istitle: str([], isTitle),
  isupper: str([], whole => isCased(whole, true)),
  join: str(['iterable'], joinAll),
  ljust: aligned(true),
  lower: str([], whole => whole.toLowerCase()),
  lstrip: stripper(true, false, stripStart),
  maketrans: str(['x', ['y', null], ['z', '']], (_whole, from, to, remove) =>
    makeTranslation(from, to, remove),
  ),
  partition: partition(false),
  removeprefix: str(['prefix'], (whole, prefix) => {
    const start = text(prefix)
    return start !== '' && whole.startsWith(start) ? whole.slice(start.length) : whole
  }),
  removesuffix: str(['suffix'], (whole, suffix) => {
    const end = text(suffix)
    return end !== '' && whole.endsWith(end) ? whole.slice(0, -end.length) : whole
  }),
  replace: str(['old', 'new', ['count', -1]], (whole, old, by, count) =>
    replaceText(whole, text(old, 'replace() argument 1'), text(by, 'replace() argument 2'), int(count)),
  ),
  rfind: finder(
    (part, wanted) => part.lastIndexOf(wanted),
    () => -1,
  ),
  rindex: finder((part, wanted) => part.lastIndexOf(wanted), notFound),
  rjust: aligned(false),
  rpartition: partition(true),
  rsplit: split(true),
  rstrip: stripper(false, true, stripEnd),
  split: split(false),
  splitlines: named([['keepends', false]], (whole, keep) => splitLines(whole, int(keep) !== 0)),
  startswith: affix((part, wanted) => part.startsWith(wanted), 'startswith'),
  strip: stripper(true, true, strip),
  swapcase: str([], swapCase),
  title: str([], title),
  translate: str(['table'], translate),
  upper: str([], whole => whole.toUpperCase()),
  zfill: str(['width'], (whole, width) => zeroFill(whole, int(width))),
}
