// Turns addresses in a text into links, with Jinja2's own patterns and its care for punctuation.

import type { Filter } from '../callable.ts'
import { attributeError, filterArgumentError, typeError } from '../errors.ts'
import { spend, spendString } from '../limits.ts'
import { escapeValue } from '../methods/markup.ts'
import { getSlice } from '../values/access.ts'
import { greater } from '../values/compare.ts'
import { isTrue, toList } from '../values/iterate.ts'
import { isString, Markup, textOf, typeName, type Value } from '../values/objects.ts'
import { textRepr, toText } from '../values/repr.ts'
import { SPACE_CLASS, splitWords, textLength } from '../values/text.ts'

const WORD = '\\p{L}\\p{N}_'

const WEB_ADDRESS = new RegExp(
  [
    '^(?:(?:https?://|www\\.)',
    `(?:(?:[${WORD}%-]+\\.)+)?(?:[a-z]{2,63}|xn--[${WORD}%]{2,59})`,
    `|(?:[${WORD}%-]{2,63}\\.)+(?:com|net|int|edu|gov|org|info|mil)`,
    '|https?://(?:\\p{Nd}{1,3}(?:\\.\\p{Nd}{1,3}){3}|\\[(?:[\\p{Nd}a-f]{0,4}:){2}(?:[\\p{Nd}a-f]{0,4}:?){1,6}\\]))',
    `(?::\\p{Nd}{1,5})?(?:[/?#][^${SPACE_CLASS}]*)?$`,
  ].join(''),
  'iu',
)
const MAIL_ADDRESS = new RegExp(`^[^${SPACE_CLASS}]+@[${WORD}][${WORD}.-]*\\.[${WORD}]+$`, 'u')
const SCHEME = new RegExp(`^[${WORD}.+-]{2,}:/{0,2}$`, 'u')
const LEAD = /^(?:[(<]|&lt;)+/
const TRAILING = [')', '>', '.', ',', '\n', '&gt;']
const PAIRS = [
  ['(', ')'],
  ['<', '>'],
  ['&lt;', '&gt;'],
] as const

const countOf = (text: string, part: string): number => text.split(part).length - 1

interface Options {
  trim: (text: string) => string
  attributes: string
  schemes: readonly string[]
}

/** Leading and trailing punctuation stays outside of the link, unless it balances a bracket in it. */
function splitPunctuation(whole: string): [string, string, string] {
  const [head = ''] = LEAD.exec(whole) ?? []
  let middle = whole.slice(head.length)
  let tail = middle.slice(middleEnd(middle))
  middle = middle.slice(0, middle.length - tail.length)
  for (const [open, close] of PAIRS) {
    const opened = countOf(middle, open)
    if (opened <= countOf(middle, close)) continue
    for (let times = Math.min(opened, countOf(tail, close)); times > 0; times--) {
      const end = tail.indexOf(close) + close.length
      middle += tail.slice(0, end)
      tail = tail.slice(end)
    }
  }
  return [head, middle, tail]
}

/** Where the trailing punctuation begins. */
function middleEnd(text: string): number {
  let end = text.length
  for (let last = TRAILING.find(mark => text.endsWith(mark, end)); last !== undefined && end > 0; ) {
    end -= last.length
    last = TRAILING.find(mark => text.endsWith(mark, end))
  }
  return end
}

function link(text: string, options: Options): string {
  if (WEB_ADDRESS.test(text)) {
    const address = /^https?:\/\//.test(text) ? text : `https://${text}`
    return `<a href="${address}"${options.attributes}>${options.trim(text)}</a>`
  }
  if (text.startsWith('mailto:') && MAIL_ADDRESS.test(text.slice(7))) {
    return `<a href="${text}">${text.slice(7)}</a>`
  }
  if (text.includes('@') && !text.startsWith('www.') && !text.includes(':') && MAIL_ADDRESS.test(text)) {
    return `<a href="mailto:${text}">${text}</a>`
  }
  let linked = text
  for (const prefix of options.schemes) {
    if (linked !== prefix && linked.startsWith(prefix)) {
      linked = `<a href="${linked}"${options.attributes}>${linked}</a>`
    }
  }
  return linked
}

function trimmer(limitValue: Value) {
  if (limitValue === null) return (text: string) => text
  // Looked at only when there is something to trim, and so is its type.
  return (text: string) =>
    greater(textLength(text), limitValue) ? `${getSlice(text, null, limitValue, null)}...` : text
}

/** Every address and every scheme has one of these. */
const ADDRESS_MARK = /[.@:]/
/** Looking at a word that has one. */
const STEPS_PER_WORD = 10

/** At most this long a word is looked at: no address is longer, and the patterns stay quick. */
const LONGEST_ADDRESS = 4096

export const urlize: Filter = {
  params: [
    ['trim_url_limit', null],
    ['nofollow', false],
    ['target', null],
    ['rel', null],
    ['extra_schemes', null],
  ],
  call: (run, value, limit, nofollow, target, rel, extraSchemes) => {
    const rels = new Set(isTrue(rel) ? splitWords(splittable(rel)) : [])
    if (isTrue(nofollow)) rels.add('nofollow')
    rels.add('noopener')
    const schemes = extraSchemes === null ? [] : toList(extraSchemes).map(textOfOrFail)
    for (const prefix of schemes) {
      if (!SCHEME.test(prefix))
        throw filterArgumentError(`${textRepr(prefix)} is not a valid URI scheme prefix.`)
    }
    const relation = ` rel="${escapeValue([...rels].sort().join(' ')).text}"`
    const attributes = relation + (isTrue(target) ? ` target="${escapeValue(target).text}"` : '')
    const options: Options = { trim: trimmer(limit), attributes, schemes }
    const text = escapeValue(isString(value) ? value : toText(value)).text
    spend(text.length >> 1)
    const linked = text
      .split(WORDS)
      .map((piece, index) => {
        if (index % 2 === 1 || piece.length > LONGEST_ADDRESS || !ADDRESS_MARK.test(piece)) return piece
        spend(STEPS_PER_WORD)
        const [head, middle, tail] = splitPunctuation(piece)
        return head + link(middle, options) + tail
      })
      .join('')
    spendString(linked.length)
    return run.autoescape ? new Markup(linked) : linked
  },
}

const WORDS = new RegExp(`([${SPACE_CLASS}]+)`, 'u')

function splittable(value: Value): string {
  if (!isString(value)) throw attributeError(`'${typeName(value)}' object has no attribute 'split'`)
  return textOf(value)
}

function textOfOrFail(value: Value): string {
  if (!isString(value)) throw typeError(`expected str, got ${typeName(value)}`)
  return textOf(value)
}
