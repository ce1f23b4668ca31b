// urllib's quote(): bytes of UTF-8 outside a short list of characters become %XX.

import { spend, spendString } from '../limits.ts'

const encoder = new TextEncoder()
const SAFE = /^[A-Za-z0-9_.~-]*$/
/** JavaScript leaves some signs as they are that Python quotes, and takes no half characters. */
const OTHERWISE = /[!'()*\ud800-\udfff]/

/** In a query string a space is `+` and `/` is quoted too. */
export function urlQuote(text: string, forQuery: boolean): string {
  if (text.length > 64) spend(text.length >> 2)
  if (SAFE.test(text)) return text
  spendString(text.length * 3)
  if (!OTHERWISE.test(text)) {
    const quoted = encodeURIComponent(text)
    return forQuery ? quoted.replaceAll('%20', '+') : quoted.replaceAll('%2F', '/')
  }
  let quoted = ''
  for (const byte of encoder.encode(text)) {
    const char = String.fromCharCode(byte)
    if (byte < 128 && SAFE.test(char)) quoted += char
    else if (char === '/' && !forQuery) quoted += '/'
    else if (char === ' ' && forQuery) quoted += '+'
    else quoted += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  }
  return quoted
}
