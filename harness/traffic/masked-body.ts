// The text of a body without its secrets, by what it looks like: JSON, a form, XML, or anything else.

import { maskedJson } from './masked-json.ts'
import { maskedForm } from './masked-url.ts'
import { HIDDEN, hiddenValue, isCredentials, isSecretField } from './secret-names.ts'

export function maskedBody(text: string, contentType = ''): string {
  const start = text.trimStart()[0]
  if (start === '{' || start === '[') return maskedJson(text)
  if (start === '<') return maskedXml(text)
  if (/x-www-form-urlencoded/i.test(contentType)) return maskedForm(text)
  if (/multipart\/form-data/i.test(contentType)) return maskedParts(text)
  return isCredentials(text) ? hiddenValue(text) : text
}

/** What stands between a tag of a secret's name and the next tag. */
function maskedXml(text: string): string {
  return text
    .split('<')
    .map(piece => {
      const end = piece.indexOf('>')
      const [name = ''] = piece.split(/[\s>]/, 1)
      const value = end === -1 ? '' : piece.slice(end + 1)
      const local = name.slice(name.lastIndexOf(':') + 1)
      return value.trim() === '' || name.startsWith('/') || !isSecretField(local)
        ? piece
        : `${piece.slice(0, end + 1)}${HIDDEN}`
    })
    .join('<')
}

/** The parts of a form: header lines, an empty line, the value. */
function maskedParts(text: string): string {
  return text
    .split('\r\n--')
    .map(part => {
      const [head = ''] = part.split('\r\n\r\n', 1)
      const name = head.split('name="', 2)[1]?.split('"', 1)[0] ?? ''
      return isSecretField(name) ? `${head}\r\n\r\n${HIDDEN}` : part
    })
    .join('\r\n--')
}
