// Filters on text that is not about HTML.

import type { Filter, Parameter } from '../callable.ts'
import { assertionError, attributeError, filterArgumentError, type JinjaError, typeError } from '../errors.ts'
import { spend, spendItems, spendString } from '../limits.ts'
import { escapeValue } from '../methods/markup.ts'
import { center, replaceText, stripChars } from '../methods/str.ts'
import type { Runtime } from '../runtime.ts'
import { add, modulo, multiply } from '../values/arithmetic.ts'
import { PyDict } from '../values/dict.ts'
import { isTrue, iterate, sizeOf, toList } from '../values/iterate.ts'
import { isString, Markup, PyTuple, textOf, typeName, Undefined, type Value } from '../values/objects.ts'
import { toText } from '../values/repr.ts'
import { capitalize, sliceText, splitLines, strip, textLength } from '../values/text.ts'
import { intArgument } from './arguments.ts'
import { attributeGetter } from './attribute-path.ts'
import { urlQuote } from './url-quote.ts'
import { wrapText } from './wordwrap.ts'

function filter(params: readonly Parameter[], call: (value: Value, ...args: Value[]) => Value): Filter {
  return {
    params,
    call: (_run, value, ...args) => call(value, ...args),
  }
}

/** A filter that turns text into text and leaves Markup Markup. */
function onText(
  change: (text: string, ...args: Value[]) => string,
  params: readonly Parameter[] = [],
): Filter {
  return {
    params,
    call: (_run, value, ...args) =>
      value instanceof Markup
        ? new Markup(change(paid(value.text), ...args))
        : change(paid(toText(value)), ...args),
  }
}

/** The same without arguments, which most templates use it for. */
const onTextAlone = (change: (text: string) => string): Filter => ({
  params: [],
  call: (_run, value) => {
    if (typeof value === 'string') return change(paid(value))
    return value instanceof Markup ? new Markup(change(paid(value.text))) : change(paid(toText(value)))
  },
})

function paid(text: string): string {
  if (text.length > 64) spend(text.length >> 5)
  return text
}

const TITLED_WORD = /[^-\s({[<]+/g

/** Upper case after spaces, dashes and opening brackets. */
function title(text: string): string {
  spend(text.length >> 2)
  return text.replace(TITLED_WORD, word => {
    const [first = ''] = word
    return first.toUpperCase() + word.slice(first.length).toLowerCase()
  })
}

const replace: Filter = {
  params: ['old', 'new', ['count', null]],
  call: (run, value, old, by, count) => {
    const times = count === null ? -1 : intArgument(count)
    if (!run.autoescape) return replaceText(toText(value), toText(old), toText(by), times)
    const escapes = old instanceof Markup || (by instanceof Markup && !(value instanceof Markup))
    const whole = escapes ? escapeValue(value) : isString(value) ? value : toText(value)
    if (typeof whole === 'string') return replaceText(whole, toText(old), toText(by), times)
    return new Markup(
      replaceText(whole.text, toText(old), escapeValue(isString(by) ? by : toText(by)).text, times),
    )
  },
}

/** `seq|join(', ')`: under autoescape, one safe item makes the others be escaped. */
const join: Filter = {
  params: [
    ['d', ''],
    ['attribute', null],
  ],
  call: (run, value, separator, attribute) => {
    let items = toList(value)
    if (attribute !== null) items = items.map(attributeGetter(attribute))
    if (!run.autoescape) return joined(items.map(toText), toText(separator))
    if (separator instanceof Markup) {
      return new Markup(
        joined(
          items.map(item => escapeValue(isString(item) ? item : toText(item)).text),
          separator.text,
        ),
      )
    }
    if (!items.some(item => item instanceof Markup)) return joined(items.map(toText), toText(separator))
    const between = escapeValue(separator).text
    return new Markup(
      joined(
        items.map(item => escapeValue(item instanceof Markup ? item : toText(item)).text),
        between,
      ),
    )
  },
}

function joined(parts: string[], separator: string): string {
  let length = separator.length * parts.length
  for (const part of parts) length += part.length
  spendString(length)
  return parts.join(separator)
}

function truncate(value: Value, lengthValue: Value, killWords: Value, end: Value, leewayValue: Value): Value {
  const leeway = leewayValue === null ? 5 : intArgument(leewayValue)
  const tail = isString(end) ? textOf(end) : notText(end)
  const length = intArgument(lengthValue)
  const tailLength = textLength(tail)
  if (length < tailLength) throw assertionError(`expected length >= ${tailLength}, got ${length}`)
  if (leeway < 0) throw assertionError(`expected leeway >= 0, got ${leeway}`)
  if (value instanceof Undefined) return value
  const size = isString(value) ? undefined : sizeOf(value)
  if (size !== undefined && size <= length + leeway) return value
  const text = isString(value) ? textOf(value) : notText(value)
  if (textLength(text) <= length + leeway) return value
  let kept = sliceText(text, 0, length - tailLength)
  if (!isTrue(killWords)) {
    const space = kept.lastIndexOf(' ')
    if (space !== -1) kept = kept.slice(0, space)
  }
  return add(value instanceof Markup ? new Markup(kept) : kept, end)
}

function notText(value: Value): never {
  if (value instanceof Undefined) value.fail()
  throw typeError(`object of type '${typeName(value)}' has no len()`)
}

function indent(value: Value, width: Value, first: Value, blank: Value): Value {
  const by = isString(width) ? width : multiply(' ', width)
  if (value instanceof Undefined) value.fail()
  if (!isString(value)) throw addingText(value)
  const safe = value instanceof Markup
  const indention = textOf(by as string | Markup)
  const lines = splitLines(`${textOf(value)}\n`)
  spendString(textOf(value).length + lines.length * indention.length)
  const [head = '', ...rest] = lines
  let text = isTrue(blank)
    ? lines.join(`\n${indention}`)
    : [head, ...rest.map(line => (line === '' ? '' : indention + line))].join('\n')
  if (isTrue(first)) text = indention + text
  return safe || (by instanceof Markup && (lines.length > 1 || isTrue(first))) ? new Markup(text) : text
}

/** `value += newline`: a list takes it in, and then has no lines. */
const addingText = (value: Value): JinjaError =>
  Array.isArray(value)
    ? attributeError("'list' object has no attribute 'splitlines'")
    : typeError(`unsupported operand type(s) for +=: '${typeName(value)}' and 'str'`)

function urlEncode(value: Value): Value {
  if (isString(value)) return urlQuote(textOf(value), false)
  const pairs = value instanceof PyDict ? [...value.entries()] : iterablePairs(value)
  if (pairs === undefined) return urlQuote(toText(value), false)
  spendItems(pairs.length)
  return pairs
    .map(([key, item]) => `${urlQuote(toText(key), true)}=${urlQuote(toText(item), true)}`)
    .join('&')
}

function iterablePairs(value: Value): [Value, Value][] | undefined {
  if (value === null || typeof value !== 'object' || !isIterable(value)) return undefined
  return toList(value).map(pair => {
    const items = toList(pair)
    if (items.length !== 2) throw unpackError(items.length, 2)
    return [items[0], items[1]]
  })
}

function isIterable(value: Value): boolean {
  try {
    iterate(value)
    return true
  } catch {
    return false
  }
}

/** Too many or too few values for so many names. */
export function unpackError(given: number, wanted: number) {
  const message =
    given > wanted
      ? `too many values to unpack (expected ${wanted})`
      : `not enough values to unpack (expected ${wanted}, got ${given})`
  const error = typeError(message)
  error.name = 'ValueError'
  return error
}

const format: Filter = {
  variadic: (_run: Runtime, value, args, kwargs) => {
    if (args.length > 0 && kwargs.size > 0) {
      throw filterArgumentError("can't handle positional and keyword arguments at the same time")
    }
    const text = isString(value) ? value : toText(value)
    return modulo(text, kwargs.size > 0 ? PyDict.from(kwargs) : new PyTuple(args))
  },
}

const WORDS = /[\p{L}\p{N}_]+/gu

export const STRING_FILTERS: Readonly<Record<string, Filter>> = {
  capitalize: onTextAlone(capitalize),
  center: onText((text, width) => center(text, intArgument(width)), [['width', 80]]),
  format,
  indent: filter(
    [
      ['width', 4],
      ['first', false],
      ['blank', false],
    ],
    indent,
  ),
  join,
  lower: onTextAlone(text => text.toLowerCase()),
  replace,
  string: filter([], value => (isString(value) ? value : toText(value))),
  title: {
    params: [],
    // Splitting makes plain strings even of Markup, whose parts upper() and lower() then leave as they are.
    call: (_run, value) => title(paid(toText(value))),
  },
  trim: onText(
    (text, chars) => (chars === null ? strip(text) : stripChars(text, stripArgument(chars))),
    [['chars', null]],
  ),
  truncate: filter(
    [
      ['length', 255],
      ['killwords', false],
      ['end', '...'],
      ['leeway', null],
    ],
    truncate,
  ),
  upper: onTextAlone(text => text.toUpperCase()),
  urlencode: filter([], urlEncode),
  wordcount: filter([], value => paid(toText(value)).match(WORDS)?.length ?? 0),
  wordwrap: filter(
    [
      ['width', 79],
      ['break_long_words', true],
      ['wrapstring', null],
      ['break_on_hyphens', true],
    ],
    (value, width, breakLong, wrapString, onHyphens) => {
      if (value instanceof Undefined) value.fail()
      if (!isString(value)) throw attributeError(`'${typeName(value)}' object has no attribute 'splitlines'`)
      const newline = wrapString === null ? '\n' : wrapString
      if (newline instanceof Undefined) newline.fail()
      if (!isString(newline)) throw attributeError(`'${typeName(newline)}' object has no attribute 'join'`)
      const lines = splitLines(textOf(value)).map(line =>
        wrapText(line, {
          width: intArgument(width),
          breakLongWords: isTrue(breakLong),
          breakOnHyphens: isTrue(onHyphens),
        }).join(textOf(newline)),
      )
      return lines.join(textOf(newline))
    },
  ),
}

function stripArgument(chars: Value): string {
  if (!isString(chars)) throw typeError(`strip arg must be None or str, not ${typeName(chars)}`)
  return textOf(chars)
}
