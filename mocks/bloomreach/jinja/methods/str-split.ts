// Cutting a str into words and parts, from either end.

import type { Method } from '../callable.ts'
import { valueError } from '../errors.ts'
import { spend } from '../limits.ts'
import { PyTuple } from '../values/objects.ts'
import { SPACE_CLASS } from '../values/text.ts'
import { int, named, str, text } from './str-method.ts'

const SPACE_RUN = new RegExp(`[^${SPACE_CLASS}]+`, 'gu')

function splitSpaces(whole: string, limit: number, fromRight: boolean): string[] {
  const words = [...whole.matchAll(SPACE_RUN)]
  if (limit < 0 || words.length <= limit + 1) return words.map(([word]) => word)
  if (fromRight) {
    const kept = words.slice(words.length - limit).map(([word]) => word)
    const last = words[words.length - limit - 1]
    return [whole.slice(0, (last?.index ?? 0) + (last?.[0].length ?? 0)), ...kept]
  }
  const kept = words.slice(0, limit).map(([word]) => word)
  return [...kept, whole.slice(words[limit]?.index ?? 0)]
}

export function split(fromRight: boolean): Method {
  return named(
    [
      ['sep', null],
      ['maxsplit', -1],
    ],
    (whole, separator, maximum) => {
      const limit = int(maximum)
      spend(whole.length >> 4)
      if (separator === null) return splitSpaces(whole, limit, fromRight)
      const by = text(separator)
      if (by === '') throw valueError('empty separator')
      const parts = whole.split(by)
      if (limit < 0 || parts.length <= limit + 1) return parts
      return fromRight
        ? [parts.slice(0, parts.length - limit).join(by), ...parts.slice(parts.length - limit)]
        : [...parts.slice(0, limit), parts.slice(limit).join(by)]
    },
  )
}

export function partition(last: boolean): Method {
  return str(['sep'], (whole, separator) => {
    const by = text(separator)
    if (by === '') throw valueError('empty separator')
    const at = last ? whole.lastIndexOf(by) : whole.indexOf(by)
    if (at === -1) return new PyTuple(last ? ['', '', whole] : [whole, '', ''])
    return new PyTuple([whole.slice(0, at), by, whole.slice(at + by.length)])
  })
}
