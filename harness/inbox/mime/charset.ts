// Bytes as text in whatever charset a mail names. The platform knows the charsets of the web; iconv-lite the older ones
// of mail (UTF-7, ibm850, cp932).
import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'

/** Bytes as text; an unknown charset is read as UTF-8, since a mail must never be unreadable. */
export function decodeCharset(bytes: Buffer, charset: string): string {
  const name = charset.trim().toLowerCase()
  if (name === '' || /^(us-)?ascii$/.test(name))
    return isUtf8(bytes) ? bytes.toString('utf8') : western(bytes)
  if (/^utf-?8$/.test(name)) return bytes.toString('utf8')
  return decoderOf(name)(bytes)
}

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

/** Its tables are loaded with the first mail that needs one: most never do. */
function mailDecoder(name: string): Decode | undefined {
  return iconv.encodingExists(name) ? bytes => iconv.decode(bytes, name) : undefined
}
