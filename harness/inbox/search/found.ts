// The mails that a search finds, looked at one after the other so that everything else is served meanwhile.
import { breathe } from '../../../mocks/kit/time/breath.ts'
import type { InboxDeps } from '../deps.ts'
import type { Mail } from '../mail.ts'
import { mailFilter } from './search.ts'

/** Newest first. */
export async function foundMails(
  { mailbox, reader }: Pick<InboxDeps, 'mailbox' | 'reader'>,
  query: string,
  timeZone?: string,
): Promise<Mail[]> {
  const all = mailbox.newestFirst()
  await reader.glances(all)
  const fits = mailFilter(query, timeZone)
  const found: Mail[] = []
  for (const mail of all) {
    if (fits(mail)) found.push(mail)
    await breathe()
  }
  return found
}
