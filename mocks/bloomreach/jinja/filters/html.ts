// Filters about HTML: escaping, attributes, stripping tags.

import type { Filter, Parameter } from '../callable.ts'
import { attributeError, typeError, valueError } from '../errors.ts'
import { spendString } from '../limits.ts'
import { escapeValue } from '../methods/markup.ts'
import { PyDict } from '../values/dict.ts'
import { isTrue } from '../values/iterate.ts'
import { isString, Markup, textOf, typeName, Undefined, type Value } from '../values/objects.ts'
import { textRepr, toText } from '../values/repr.ts'
import { stripTags } from './markup-text.ts'
import { urlize } from './urlize.ts'

function filter(params: readonly Parameter[], call: (value: Value, ...args: Value[]) => Value): Filter {
  return {
    params,
    call: (_run, value, ...args) => call(value, ...args),
  }
}

const INVALID_KEY = /[ \t\n\r\f\v/>=]/

const xmlAttributes: Filter = {
  params: [['autospace', true]],
  call: (run, value, autospace) => {
    if (value instanceof Undefined) value.fail()
    if (!(value instanceof PyDict))
      throw attributeError(`'${typeName(value)}' object has no attribute 'items'`)
    const parts: string[] = []
    for (const [key, item] of value.entries()) {
      if (item === null || item instanceof Undefined) continue
      if (!isString(key)) throw typeError(`expected string or bytes-like object, got '${typeName(key)}'`)
      if (INVALID_KEY.test(textOf(key))) {
        throw valueError(`Invalid character in attribute name: ${textRepr(textOf(key))}`)
      }
      parts.push(`${escapeValue(key).text}="${escapeValue(item).text}"`)
    }
    const text = parts.join(' ')
    spendString(text.length)
    const spaced = isTrue(autospace) && text !== '' ? ` ${text}` : text
    return run.autoescape ? new Markup(spaced) : spaced
  },
}

export const HTML_FILTERS: Readonly<Record<string, Filter>> = {
  e: filter([], escapeValue),
  escape: filter([], escapeValue),
  forceescape: filter([], value => escapeValue(toText(value))),
  safe: filter([], value => new Markup(toText(value))),
  striptags: filter([], value => stripTags(toText(value))),
  urlize,
  xmlattr: xmlAttributes,
}
