// Bytes as text in whatever charset a mail names. The platform knows the charsets of the web; iconv-lite the older ones
// of mail (UTF-7, ibm850, cp932).
import { isUtf8 } from 'node:buffer'
import { createRequire } from 'node:module'

/** Bytes as text; an unknown charset is read as UTF-8, since a mail must never be unreadable. */
export function decodeCharset(bytes: Buffer, charset: string): string {
  const name = charset.trim().toLowerCase()
  if (name === '' || ASCII.test(name)) return isUtf8(bytes) ? bytes.toString('utf8') : western(bytes)
  if (UTF8.test(name)) return bytes.toString('utf8')
  return decoderOf(name)(bytes)
}

/** Whether it is one that is read by its own table. */
export const isCharset = (name: string): boolean =>
  ASCII.test(name) || UTF8.test(name) || (name !== '' && decoderOf(name) !== asUtf8)

const ASCII = /^(us-)?ascii$/
const UTF8 = /^utf-?8$/

/** What names no charset and is no UTF-8 is old mail of the West: the most likely reading, and the one that loses nothing. */
const western: Decode = bytes => new TextDecoder('windows-1252').decode(bytes)

type Decode = (bytes: Buffer) => string

const decoders = new Map<string, Decode>()
const asUtf8: Decode = bytes => bytes.toString('utf8')
const MOST_DECODERS = 64

function decoderOf(name: string): Decode {
  const known = decoders.get(name)
  if (known !== undefined) return known
  const decode = webDecoder(name) ?? mailDecoder(name) ?? asUtf8
  if (decoders.size < MOST_DECODERS) decoders.set(name, decode)
  return decode
}

function webDecoder(name: string): Decode | undefined {
  try {
    const decoder = new TextDecoder(name)
    return bytes => decoder.decode(bytes)
  } catch {
    return undefined
  }
}

type Iconv = typeof import('iconv-lite')

/** Half a megabyte of tables, read in with the first mail that needs one: most never do. The bundle hands it over as a default. */
function readIconv(): Iconv {
  const read = createRequire(import.meta.url)('iconv-lite') as Iconv & { default?: Iconv }
  return read.default ?? read
}

function mailDecoder(name: string): Decode | undefined {
  const iconv = readIconv()
  return iconv.encodingExists(name) ? bytes => iconv.decode(bytes, name) : undefined
}
