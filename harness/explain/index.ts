// Explains a request or a mail by the journal: what was looked at, what would have matched, what was read and who wrote that.
import type { Entry, Journal } from '../../mocks/kit/journal.ts'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { explainMail, type ShownMail } from './explain-mail.ts'
import { explainRequest } from './explain-request.ts'
import type { Explained } from './explained.ts'
import type { Explanation } from './explanation.ts'

/** `id`: what `x-sandbox-request-id` said, the seq of a request in the journal, or a mail's id in the inbox. Throws SandboxError `not-explained`. */
export async function explain(
  id: string,
  live: Explained,
  readMail: (id: string) => Promise<ShownMail>,
): Promise<Explanation> {
  const entry = entryOf(id, live.world.journal)
  if (entry === undefined) {
    throw new SandboxError(
      'not-explained',
      `Cannot explain ${JSON.stringify(id)}: nothing in the journal has this id.`,
      {
        remedy: 'Use the x-sandbox-request-id of an answer, or the id of a mail in the inbox.',
      },
    )
  }
  if (entry.kind !== 'bloomreach.email-sent') return explainRequest(id, entry, live)
  return explainMail(id, entry, await readMail(String(entry.queuedAs)), live)
}

/** Of all others one detail is read, so that an id that nothing has is soon told from one that something has. */
function entryOf(id: string, journal: Journal): Entry | undefined {
  const named = String(Number(id)) === id ? journal.get(Number(id)) : undefined
  if (named?.requestId !== undefined) return named
  const mail = journal.having('queuedAs', id) ?? journal.having('messageId', id)
  return mail?.kind === 'bloomreach.email-sent' ? mail : journal.having('requestId', id)
}
