// Python's textwrap.wrap() for one paragraph, without expanding tabs or replacing white space.

import { valueError } from '../errors.ts'
import { spend } from '../limits.ts'
import { sliceText, strip, textLength } from '../values/text.ts'

export interface WrapOptions {
  width: number
  breakLongWords: boolean
  breakOnHyphens: boolean
}

const SPACE = '[\\t\\n\\x0b\\x0c\\r ]'
const NON_SPACE = '[^\\t\\n\\x0b\\x0c\\r ]'
const LETTER = '[\\p{L}\\p{N}_]'
const LETTER_NOT_DIGIT = '(?!\\p{Nd})[\\p{L}\\p{N}_]'
const WORD_PUNCT = '[\\p{L}\\p{N}_!"\'&.,?]'

/** Words with the breaks that hyphens and dashes allow: textwrap's own pattern. */
const CHUNKS = new RegExp(
  [
    `(${SPACE}+`,
    `|(?<=${WORD_PUNCT})-{2,}(?=${LETTER})`,
    `|${NON_SPACE}+?(?:-(?:(?<=(?:${LETTER_NOT_DIGIT}){2}-)|(?<=${LETTER_NOT_DIGIT}-${LETTER_NOT_DIGIT}-))(?=${LETTER_NOT_DIGIT}-?${LETTER_NOT_DIGIT})|(?=${SPACE}|$)|(?<=${WORD_PUNCT})(?=-{2,}${LETTER})))`,
  ].join(''),
  'u',
)
const SIMPLE_CHUNKS = new RegExp(`(${SPACE}+)`, 'u')

export function wrapText(text: string, options: WrapOptions): string[] {
  if (options.width <= 0) throw valueError(`invalid width ${options.width} (must be > 0)`)
  spend(text.length)
  const pattern = options.breakOnHyphens ? CHUNKS : SIMPLE_CHUNKS
  const pieces = text.split(pattern).filter(piece => piece !== undefined && piece !== '')
  const stack = pieces.reverse()
  const lines: string[] = []
  while (stack.length > 0) {
    const line = takeLine(stack, options, lines.length === 0)
    if (line !== undefined) lines.push(line)
  }
  return lines
}

const isBlank = (piece: string | undefined): boolean => piece !== undefined && strip(piece) === ''

/** Takes pieces for one line off the end of the stack. */
function takeLine(stack: string[], options: WrapOptions, first: boolean): string | undefined {
  const line: string[] = []
  let length = 0
  if (!first && isBlank(stack.at(-1))) stack.pop()
  for (let piece = stack.at(-1); piece !== undefined; piece = stack.at(-1)) {
    const size = textLength(piece)
    if (length + size > options.width) break
    line.push(piece)
    stack.pop()
    length += size
  }
  const next = stack.at(-1)
  if (next !== undefined && textLength(next) > options.width) breakWord(stack, line, length, options)
  if (isBlank(line.at(-1))) line.pop()
  return line.length > 0 ? line.join('') : undefined
}

/** A word longer than a line is cut, or stands on a line of its own. */
function breakWord(stack: string[], line: string[], length: number, options: WrapOptions): void {
  const word = stack.at(-1) ?? ''
  const room = options.width < 1 ? 1 : options.width - length
  if (!options.breakLongWords) {
    if (line.length === 0) line.push(stack.pop() ?? '')
    return
  }
  let end = room
  const head = sliceText(word, 0, room)
  if (options.breakOnHyphens && textLength(word) > room) {
    const hyphen = head.lastIndexOf('-')
    if (hyphen > 0 && /[^-]/.test(head.slice(0, hyphen))) end = textLength(head.slice(0, hyphen + 1))
  }
  line.push(sliceText(word, 0, end))
  stack[stack.length - 1] = sliceText(word, end, textLength(word))
}
