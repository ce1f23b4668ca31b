// An entry of the journal as people may see it: the URL of a request may carry a secret.
import type { Entry } from '../../mocks/kit/journal.ts'
import { maskedUrl } from './masked-url.ts'

export const withoutSecrets = (entry: Entry): Entry =>
  typeof entry.url === 'string' ? { ...entry, url: maskedUrl(entry.url) } : entry
