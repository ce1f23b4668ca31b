// Methods of Markup: those of str, with string arguments escaped and the result Markup again.

import { callNative, type Method } from '../callable.ts'
import { stripTags, unescapeHtml } from '../filters/markup-text.ts'
import { toList } from '../values/iterate.ts'
import { isString, type Kwargs, Markup, PyTuple, type Value } from '../values/objects.ts'
import { toText } from '../values/repr.ts'
import { formatText, kwargsLookup } from '../values/str-format.ts'
import { escapeHtml } from '../values/text.ts'
import { STR_METHODS } from './str.ts'

/** escape(): Markup of the value's text. */
export const escapeValue = (value: Value): Markup =>
  value instanceof Markup ? value : new Markup(escapeHtml(toText(value)))

const escapeArgument = (value: Value): Value => (isString(value) ? escapeValue(value) : value)
const escapeKwargs = (kwargs: Kwargs): Kwargs =>
  new Map([...kwargs].map(([key, value]) => [key, escapeArgument(value)]))

function wrap(value: Value): Value {
  if (typeof value === 'string') return new Markup(value)
  if (Array.isArray(value)) return value.map(wrap)
  return value instanceof PyTuple ? new PyTuple(value.items.map(wrap)) : value
}

function viaText(name: string, escapes: boolean, wraps: boolean): Method {
  return {
    variadic: (run, self, args, kwargs) => {
      const method = STR_METHODS[name] as Method
      const given = escapes ? args.map(escapeArgument) : args
      const result = callNative(
        method,
        name,
        run,
        [(self as Markup).text],
        given,
        escapes ? escapeKwargs(kwargs) : kwargs,
      )
      return wraps ? wrap(result) : result
    },
  }
}

const ESCAPING = [
  'capitalize',
  'title',
  'lower',
  'upper',
  'replace',
  'ljust',
  'rjust',
  'lstrip',
  'rstrip',
  'center',
  'strip',
  'translate',
  'expandtabs',
  'swapcase',
  'zfill',
  'partition',
  'rpartition',
]
const WRAPPING = ['split', 'rsplit', 'splitlines']

const INHERITED = Object.keys(STR_METHODS).map(
  name =>
    [
      name,
      viaText(name, ESCAPING.includes(name), ESCAPING.includes(name) || WRAPPING.includes(name)),
    ] as const,
)

export const MARKUP_METHODS: Readonly<Record<string, Method>> = {
  ...Object.fromEntries(INHERITED),
  escape: { params: ['s'], call: (_run, _self, value) => escapeValue(value) },
  format: { variadic: (_run, self, args, kwargs) => formatText(self as Markup, args, kwargsLookup(kwargs)) },
  join: {
    params: ['seq'],
    call: (run, self, values) => {
      const parts = toList(values).map(value => escapeValue(value).text)
      return wrap(
        callNative(STR_METHODS.join as Method, 'join', run, [(self as Markup).text], [parts], new Map()),
      )
    },
  },
  striptags: { params: [], call: (_run, self) => stripTags((self as Markup).text) },
  unescape: { params: [], call: (_run, self) => unescapeHtml((self as Markup).text) },
}
