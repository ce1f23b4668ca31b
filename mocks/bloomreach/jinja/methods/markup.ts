// Methods of Markup: those of str, with string arguments escaped and the result Markup again.

import { callNative, type Method } from '../callable.ts'
import { stripTags, unescapeHtml } from '../filters/markup-text.ts'
import { spend } from '../limits.ts'
import { toList } from '../values/iterate.ts'
import { Markup, PyTuple, type Value } from '../values/objects.ts'
import { toText } from '../values/repr.ts'
import { formatText, kwargsLookup, namesOf } from '../values/str-format.ts'
import { escapeHtml } from '../values/text.ts'
import { STR_METHODS } from './str.ts'

/** escape(): Markup of the value's text. */
export function escapeValue(value: Value): Markup {
  if (value instanceof Markup) return value
  const text = toText(value)
  if (text.length > 64) spend(text.length >> 5)
  return new Markup(escapeHtml(text))
}

function wrap(value: Value): Value {
  if (typeof value === 'string') return new Markup(value)
  if (Array.isArray(value)) return value.map(wrap)
  return value instanceof PyTuple ? new PyTuple(value.items.map(wrap)) : value
}

/** The method of str, on the text; `escaped` is the place of an argument that becomes part of it. */
function viaText(name: string, escaped: number | undefined, wraps: boolean): Method {
  const method = STR_METHODS[name] as Method
  return {
    variadic: (run, self, args, kwargs) => {
      const given = args.map((arg, place) => (place === escaped ? escapeValue(arg) : arg))
      const result = callNative(method, name, run, [(self as Markup).text], given, kwargs)
      return wraps ? wrap(result) : result
    },
  }
}

/** What becomes part of the text is escaped: [C] MarkupSafe 3.0. */
const ESCAPED: Readonly<Record<string, number>> = { replace: 1, ljust: 1, rjust: 1, center: 1 }

/** What is Markup again, beside the parts of what is split. */
const WRAPPED = [
  ...Object.keys(ESCAPED),
  'capitalize',
  'casefold',
  'expandtabs',
  'lower',
  'lstrip',
  'partition',
  'removeprefix',
  'removesuffix',
  'rpartition',
  'rsplit',
  'rstrip',
  'split',
  'splitlines',
  'strip',
  'swapcase',
  'title',
  'translate',
  'upper',
  'zfill',
]

const INHERITED = Object.keys(STR_METHODS).map(
  name => [name, viaText(name, ESCAPED[name], WRAPPED.includes(name))] as const,
)

export const MARKUP_METHODS: Readonly<Record<string, Method>> = {
  ...Object.fromEntries(INHERITED),
  escape: { params: ['s'], call: (_run, _self, value) => escapeValue(value) },
  format: { variadic: (_run, self, args, kwargs) => formatText(self as Markup, args, kwargsLookup(kwargs)) },
  format_map: {
    params: ['mapping/'],
    call: (_run, self, mapping) => formatText(self as Markup, [], namesOf(mapping)),
  },
  join: {
    params: ['seq/'],
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
