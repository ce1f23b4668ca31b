// What Bloomreach adds to Jinja2: filters on time, JSON and hashes, random ones, and the tags `abort`,
// `append … to …` and `output … separated by …`. Variables are built in `context.ts`.

import { createHash } from 'node:crypto'
import type { Filter } from '../callable.ts'
import { TemplateAbort, typeError, valueError } from '../errors.ts'
import { requireFloat, round as roundNumber } from '../filters/numbers.ts'
import { capItems, spend } from '../limits.ts'
import type { DialectTag } from '../nodes.ts'
import type { TagParser } from '../parser/grammar.ts'
import { toList } from '../values/iterate.ts'
import { isString, textOf, typeName, Undefined, type Value } from '../values/objects.ts'
import { textRepr, toText } from '../values/repr.ts'
import { parseJson } from './json-text.ts'
import { formatTime, NAMED_FORMATS } from './time-format.ts'

/** To find a zone's clock at an instant is the dearest thing that a filter does. */
const ZONE_STEPS = 200

/** [D] using-jinja: `from_timestamp('%d%m%Y')` formats Unix seconds; `'US'` is a format with a name. */
const fromTimestamp: Filter = {
  params: [
    // Guess: without a format, the ISO form.
    ['format', '%Y-%m-%d %H:%M:%S'],
    // Guess: times are UTC unless an IANA zone is named.
    ['timezone', 'UTC'],
  ],
  call: (_run, value, format, timezone) => {
    const pattern = isString(format) ? textOf(format) : toText(format)
    spend((pattern.length >> 1) + (timezone === 'UTC' ? 0 : ZONE_STEPS))
    return formatTime(requireFloat(value) * 1000, NAMED_FORMATS[pattern] ?? pattern, toText(timezone))
  },
}

/** [D] filters: `from_json` reads a JSON text into dicts and lists. */
const fromJson: Filter = {
  params: [],
  call: (_run, value) => {
    if (value instanceof Undefined) value.fail()
    if (!isString(value))
      throw typeError(`the JSON object must be str, bytes or bytearray, not ${typeName(value)}`)
    const text = textOf(value)
    spend(text.length >> 3)
    return parseJson(text)
  },
}

const ALGORITHMS = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512']

/** [D] filters: `hash('sha256')` gives the hex digest of the text's UTF-8 bytes. */
const hash: Filter = {
  // Guess: the algorithm has to be named.
  params: ['algorithm'],
  call: (_run, value, algorithm) => {
    const name = toText(algorithm).toLowerCase().replaceAll('-', '')
    if (!ALGORITHMS.includes(name)) {
      throw valueError(
        `unsupported hash type ${textRepr(toText(algorithm))}; known are ${ALGORITHMS.join(', ')}`,
      )
    }
    const text = toText(value)
    spend(text.length >> 4)
    return createHash(name).update(text).digest('hex')
  },
}

/** [D] custom-wait-time: `round("ceil")`, the method without a precision; otherwise Jinja2's own. */
const round: Filter = {
  params: [
    ['precision', 0],
    ['method', 'common'],
  ],
  call: (_run, value, precision, method) =>
    isString(precision) ? roundNumber(value, 0, precision) : roundNumber(value, precision, method),
}

/** [D] filters: `shuffle` gives the items in random order; here in the order of the world's chance. */
const shuffle: Filter = {
  params: [],
  call: (run, value) => {
    const items = toList(value)
    for (let i = items.length - 1; i > 0; i--) {
      const j = Math.min(i, Math.floor(run.random() * (i + 1)))
      const item = items[i]
      items[i] = items[j]
      items[j] = item
    }
    return items
  },
}

/** `{% abort %}`, `{% abort: "reason" %}` and, as a guess, `{% abort "reason" %}`. */
const abort: TagParser = (parser, tag): DialectTag => {
  parser.stream.skip('colon')
  const { index } = parser.stream
  const values = parser.stream.is('block_end') ? [] : [parser.tuple()]
  return { kind: 'dialect', tag: 'abort', values, at: tag.at, cost: parser.stream.costSince(index) }
}

/** `{% output items separated by ", " %}`. Guess: prints the items with the text between them. */
const output: TagParser = (parser, tag): DialectTag => {
  const { index } = parser.stream
  const items = parser.expression()
  const values = [items]
  if (parser.stream.skipName('separated')) {
    parser.stream.expectName('by')
    values.push(parser.expression())
  }
  return { kind: 'dialect', tag: 'output', values, at: tag.at, cost: parser.stream.costSince(index) }
}

/** [D] datastructures: `{% append x to list %}`, tuples too. The list itself grows, also from inside a loop. */
const append: TagParser = (parser, tag): DialectTag => {
  const { index } = parser.stream
  const item = parser.tuple()
  parser.stream.expectName('to')
  const values = [item, parser.expression()]
  return { kind: 'dialect', tag: 'append', values, at: tag.at, cost: parser.stream.costSince(index) }
}

function appendTo([item, list]: readonly Value[]): void {
  if (list instanceof Undefined) list.fail()
  if (!Array.isArray(list)) throw typeError(`cannot append to a '${typeName(list)}': it is not a list`)
  capItems(list.length + 1)
  list.push(item)
}

export const BLOOMREACH = {
  filters: {
    from_timestamp: fromTimestamp,
    from_json: fromJson,
    hash,
    round,
    shuffle,
  } satisfies Record<string, Filter>,
  tests: {},
  tags: { abort, append, output },
  actions: {
    append: (_run: unknown, values: readonly Value[]) => appendTo(values),
    abort: (_run: unknown, [reason]: readonly Value[]) => {
      throw new TemplateAbort(reason === undefined ? '' : toText(reason))
    },
    output: (run: { out: string }, [items, separator]: readonly Value[]) => {
      run.out += toList(items)
        .map(toText)
        .join(separator === undefined ? '' : toText(separator))
    },
  },
  globals: new Map<string, Value>(),
}
