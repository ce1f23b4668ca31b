// RFC 2047 encoded words in header values: `=?utf-8?B?…?=`. One pass, whatever is written.
import { decodeCharset, isCharset } from './charset.ts'
import { quotedPrintableBytes } from './transfer-encoding.ts'

interface Word {
  charset: string
  encoding: 'B' | 'Q'
  text: string
  /** Behind the word. */
  end: number
}

/**
 * A header value with its encoded words decoded, or written as `write` has it. Neighbours of one charset are decoded
 * together: a character may be cut. [S] Mailpit: with a word of no known charset all of it stays as it is written.
 */
export function decodeWords(value: string, write: (text: string) => string = text => text): string {
  if (!value.includes('=?')) return value
  const pieces: string[] = []
  let plainFrom = 0
  let at = value.indexOf('=?')
  while (at !== -1) {
    const words = wordsAt(value, at)
    const last = words.at(-1)
    if (last === undefined) {
      at = value.indexOf('=?', at + 2)
      continue
    }
    if (words.some(({ charset }) => !isCharset(charset))) return value
    pieces.push(value.slice(plainFrom, at), write(decoded(words)))
    plainFrom = last.end
    at = value.indexOf('=?', plainFrom)
  }
  pieces.push(value.slice(plainFrom))
  return pieces.join('')
}

/** The encoded words from here on with nothing but white space between them. */
function wordsAt(value: string, start: number): Word[] {
  const words: Word[] = []
  let at = start
  for (let word = wordAt(value, at); word !== undefined; word = wordAt(value, at)) {
    words.push(word)
    at = afterSpace(value, word.end)
  }
  return words
}

function wordAt(value: string, at: number): Word | undefined {
  if (!value.startsWith('=?', at)) return undefined
  const charsetEnd = value.indexOf('?', at + 2)
  if (charsetEnd === -1 || charsetEnd - at > 80 || value[charsetEnd + 2] !== '?') return undefined
  const encoding = (value[charsetEnd + 1] ?? '').toUpperCase()
  const textEnd = value.indexOf('?', charsetEnd + 3)
  if (!(encoding === 'B' || encoding === 'Q') || textEnd === -1 || value[textEnd + 1] !== '=')
    return undefined
  const text = value.slice(charsetEnd + 3, textEnd)
  if (!isReadable(text, encoding)) return undefined
  // RFC 2231 lets a language follow the charset: `utf-8*en`.
  const [charset = ''] = value.slice(at + 2, charsetEnd).split('*')
  return {
    charset: charset.toLowerCase(),
    encoding,
    text,
    end: textEnd + 2,
  }
}

/** [S] Mailpit leaves a word with what its encoding has none of as it is written. */
const isReadable = (text: string, encoding: 'B' | 'Q'): boolean =>
  encoding === 'B' ? /^[A-Za-z0-9+/]*={0,3}$/.test(text) : !/=(?![0-9a-f]{2})/i.test(text)

function afterSpace(value: string, from: number): number {
  let at = from
  while (value[at] === ' ' || value[at] === '\t' || value[at] === '\r' || value[at] === '\n') at++
  return at
}

function decoded(words: readonly Word[]): string {
  let text = ''
  let bytes: Buffer[] = []
  for (const [index, word] of words.entries()) {
    bytes.push(bytesOf(word))
    const next = words[index + 1]
    if (next?.charset === word.charset && next.encoding === word.encoding) continue
    text += decodeCharset(Buffer.concat(bytes), word.charset)
    bytes = []
  }
  return text
}

function bytesOf({ encoding, text }: Word): Buffer {
  return encoding === 'B'
    ? Buffer.from(text, 'base64')
    : quotedPrintableBytes(Buffer.from(text.replaceAll('_', '=20')))
}
