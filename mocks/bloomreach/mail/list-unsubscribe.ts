// The List-Unsubscribe headers of a mail: RFC 2369, and RFC 8058 for the one click.
import { GENERAL_CONSENT } from '../consents/consent-categories.ts'
import { unsubscribePath } from '../links/link-path.ts'
import type { SentMail } from './sent-mails.ts'

/** [D] list-unsubscribe: added to every email except those in the "general" category and of the transactional API. */
export function listUnsubscribeHeaders({
  mail: { id, category },
  publicUrl,
}: {
  mail: Pick<SentMail, 'id' | 'category'>
  publicUrl: string
}): Record<string, string> {
  if (category === GENERAL_CONSENT) return {}
  return {
    'List-Unsubscribe': `<${publicUrl}${unsubscribePath(id)}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
}
