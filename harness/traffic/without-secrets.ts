// An entry of the journal as people may see it: the URL of a request may carry a secret, and a message what was answered.
import type { Entry } from '../../mocks/kit/journal.ts'
import { maskedBody } from './masked-body.ts'
import { maskedUrl } from './masked-url.ts'

export function withoutSecrets(entry: Entry): Entry {
  const { url, message } = entry
  if (typeof url !== 'string' && typeof message !== 'string') return entry
  return {
    ...entry,
    ...(typeof url === 'string' && { url: maskedUrl(url) }),
    ...(typeof message === 'string' && { message: maskedMessage(message) }),
  }
}

/** "HTTP 404: {…}": what stands behind the colon is the beginning of a body. */
function maskedMessage(message: string): string {
  const body = message.indexOf(': ') + 2
  return body === 1 ? message : `${message.slice(0, body)}${maskedBody(message.slice(body))}`
}
